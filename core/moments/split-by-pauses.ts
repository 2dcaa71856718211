import type { Word } from '../transcript.ts'

type Stretch = { first: number; last: number }

const LONG_PAUSE_MS = 1000
/** A stretch longer than this is split again at its clearest breath. */
const COMFORTABLE_WORDS = 30
/** Beyond this any breath is better than none. */
const MOST_WORDS = 70
const FEWEST_WORDS = 5
const CLEAR_BREATH_MS = 180

const STARTS_ANEW = /^(?:and|but|so|because|now|then|well|okay|if|when)$/i

/** Sentences of words that carry no punctuation: by pauses, cues and the words that start anew. */
export function splitByPauses(
  words: readonly Word[],
  { first, last }: Stretch,
  cueEnds: ReadonlySet<number>,
): Stretch[] {
  const done: Stretch[] = []
  const open: Stretch[] = []
  let start = first
  for (let i = first; i <= last; i++) {
    if (i < last && breathAfter(words, i) <= LONG_PAUSE_MS) continue
    open.push({ first: start, last: i })
    start = i + 1
  }
  open.reverse()
  for (let stretch = open.pop(); stretch; stretch = open.pop()) {
    const at = clearestBreath(words, stretch, cueEnds)
    if (at === null) done.push(stretch)
    else open.push({ first: at + 1, last: stretch.last }, { first: stretch.first, last: at })
  }
  return done
}

function clearestBreath(
  words: readonly Word[],
  { first, last }: Stretch,
  cueEnds: ReadonlySet<number>,
): number | null {
  const count = last - first + 1
  if (count <= COMFORTABLE_WORDS) return null
  let [best, at] = [count > MOST_WORDS ? -1 : CLEAR_BREATH_MS, null as number | null]
  for (let i = first + FEWEST_WORDS - 1; i <= last - FEWEST_WORDS; i++) {
    const middle = 1 - Math.abs((i - first) / count - 0.5)
    const clear =
      breathAfter(words, i) +
      (cueEnds.has(i) ? 150 : 0) +
      (STARTS_ANEW.test(words[i + 1]?.text ?? '') ? 90 : 0) +
      middle * 60
    if (clear > best) [best, at] = [clear, i]
  }
  return at
}

const breathAfter = (words: readonly Word[], i: number) => {
  const [word, next] = [words[i], words[i + 1]]
  return word && next ? Math.max(0, next.from - word.to) : 0
}
