import type { ClipProject } from '#core/clip-project.ts'

const ENDS = /[.!?…。！？؟।]["'”’»)\]]*$/u
/** A breath this long ends a sentence where there is no punctuation, ms. */
const BREATH = 900

/** The sentence that is heard at a moment of the source, as far as it is in the clip; else the moment. */
export function proposeStretch(
  { words, pieces }: Pick<ClipProject, 'words' | 'pieces'>,
  at: number,
): { from: number; to: number } {
  const moment = { from: at, to: at }
  const heard = words.filter(({ cut }) => !cut)
  const here = heard.findLastIndex(({ from }) => from <= at)
  const piece = pieces.find(({ from, to }) => from <= at && at <= to)
  if (here < 0 || !piece) return moment
  const ends = (i: number) => {
    const [word, next] = [heard[i], heard[i + 1]]
    return !word || !next || ENDS.test(word.text) || next.from - word.to >= BREATH
  }
  let [first, last] = [here, here]
  while (first > 0 && !ends(first - 1)) first--
  while (!ends(last)) last++
  const from = Math.max(heard[first]?.from ?? at, piece.from)
  const to = Math.min(heard[last]?.to ?? at, piece.to)
  return from <= at && at <= to ? { from, to } : moment
}
