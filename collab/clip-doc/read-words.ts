import type { ClipWord } from '#core/clip-project.ts'
import { type Ms, ms } from '#core/time.ts'
import type { Word } from '#core/transcript.ts'
import type { WordChoice } from './word-choices.ts'

/** The longest a re-timed word may last, ms. */
const LONGEST_WORD = 10_000

export type Stretch = { from: Ms; to: Ms }

/** What never changes about a source's words, made once for all readings. */
type Spoken = {
  /** Each word as a clip sees it that says nothing about it. Shared by all readings, so frozen. */
  plain: ClipWord[]
  /** How far the words up to each have reached, source ms. */
  reach: Float64Array
  at: Map<string, number>
}
const spokenOf = new WeakMap<Word[], Spoken>()

function spoken(words: Word[]): Spoken {
  const known = spokenOf.get(words)
  if (known) return known
  const reach = new Float64Array(words.length)
  const at = new Map<string, number>()
  let max = 0
  const plain = words.map(({ id, text, from, to, speaker }, i) => {
    max = Math.max(max, to)
    reach[i] = max
    at.set(id, i)
    return Object.freeze({
      id,
      text,
      from,
      to,
      speaker,
      cut: false,
      corrected: false,
      emphasised: false,
      retimed: false,
      emoji: null,
      breakBefore: false,
    })
  })
  const made = { plain, reach, at }
  spokenOf.set(words, made)
  return made
}

/**
 * Every word a stretch touches, once, in spoken order. Words nobody touched are the same objects in
 * every reading: a long talk costs an edit only what the edits are.
 */
export function wordsIn(
  stretches: readonly Stretch[],
  words: Word[],
  choices: ReadonlyMap<string, WordChoice>,
): ClipWord[] {
  const { plain, reach, at } = spoken(words)
  const changed = changedWords(plain, at, choices)
  const found: ClipWord[] = []
  const strays = [...changed.keys()].sort((a, b) => a - b)
  let next = 0
  let stray = 0
  const take = (i: number, touches: (word: ClipWord) => boolean) => {
    const word = changed.get(i) ?? (plain[i] as ClipWord)
    if (touches(word)) found.push(word)
  }
  // One that was re-timed may touch a stretch that the spoken one does not.
  const takeStrays = (until: number) => {
    for (; stray < strays.length && (strays[stray] as number) < until; stray++) {
      const i = strays[stray] as number
      if (i >= next) take(i, (word) => word.retimed && stretches.some((s) => touch(word, s)))
    }
  }
  for (const stretch of stretches) {
    const first = Math.max(
      next,
      firstWhere(plain.length, (i) => (reach[i] as number) > stretch.from),
    )
    const end = firstWhere(plain.length, (i) => (plain[i] as ClipWord).from >= stretch.to)
    takeStrays(first)
    for (let i = first; i < end; i++) {
      take(i, (word) =>
        word.retimed ? stretches.some((s) => touch(word, s)) : touch(word, stretch),
      )
    }
    next = Math.max(next, end)
    while (stray < strays.length && (strays[stray] as number) < next) stray++
  }
  takeStrays(plain.length)
  return found
}

const touch = (word: ClipWord, { from, to }: Stretch) => word.from < to && word.to > from

/** The words somebody touched, by their number. */
function changedWords(
  plain: ClipWord[],
  at: Map<string, number>,
  choices: ReadonlyMap<string, WordChoice>,
): Map<number, ClipWord> {
  const changed = new Map<number, ClipWord>()
  let retimed = false
  for (const [id, choice] of choices) {
    const i = at.get(id)
    if (i === undefined) continue
    const word = plain[i] as ClipWord
    const text = choice.t ?? word.text
    retimed ||= choice.s !== undefined || choice.e !== undefined
    changed.set(i, {
      ...word,
      text,
      cut: choice.x === true,
      corrected: text !== word.text,
      emphasised: choice.em === true,
      emoji: choice.emoji ?? null,
      breakBefore: choice.br === true,
    })
  }
  if (retimed) retime(changed, plain, choices)
  return changed
}

/**
 * Gives re-timed words their times. Words go on beginning in spoken order, whatever was written: one
 * begins between where its neighbours are spoken, and never before the one before it.
 */
function retime(
  changed: Map<number, ClipWord>,
  plain: ClipWord[],
  choices: ReadonlyMap<string, WordChoice>,
): void {
  for (const i of [...changed.keys()].sort((a, b) => a - b)) {
    const word = changed.get(i) as ClipWord
    const { s, e } = choices.get(word.id) ?? {}
    if (s === undefined && e === undefined) continue
    const before = changed.get(i - 1) ?? plain[i - 1]
    const { min, max } = retimeLimits(plain, i)
    const from = Math.max(
      before?.from ?? 0,
      Math.min(max, Math.max(min, Math.round(s ?? word.from))),
    )
    const to = Math.min(from + LONGEST_WORD, Math.max(from + 1, Math.round(e ?? word.to)))
    if (from === word.from && to === word.to) continue
    Object.assign(word, { from: ms(from), to: ms(to), retimed: true })
  }
}

/** Between which source times a word may begin, ms. */
export const retimeLimits = (words: readonly Pick<Word, 'from' | 'to'>[], i: number) => ({
  min: words[i - 1]?.from ?? 0,
  max: words[i + 1]?.from ?? (words[i]?.from ?? 0) + LONGEST_WORD,
})

/** The first place in 0…count for which `holds`, where all later ones hold too; else count. */
function firstWhere(count: number, holds: (i: number) => boolean): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
