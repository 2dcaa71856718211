import type { ClipWord } from '#core/clip-project.ts'
import { type Ms, ms } from '#core/time.ts'
import type { Word } from '#core/transcript.ts'
import type { ClipDoc } from './clip-doc.ts'
import { readWordChoice, readWordChoices, type WordChoice } from './word-choices.ts'

/** The longest a re-timed word may last, ms. */
const LONGEST_WORD = 10_000

export type Stretch = { from: Ms; to: Ms }

/** What never changes about a source's words, made once for all readings. */
type Spoken = {
  /** Each word as a clip sees it that says nothing about it. Shared by all readings, so frozen. */
  plain: readonly ClipWord[]
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
  const plain = words.map((word, i) => {
    max = Math.max(max, word.to)
    reach[i] = max
    at.set(word.id, i)
    return Object.freeze(withChoice(word, {}))
  })
  const made = { plain, reach, at }
  spokenOf.set(words, made)
  return made
}

const withChoice = (
  { id, text, from, to, speaker }: Pick<Word, 'id' | 'text' | 'from' | 'to' | 'speaker'>,
  choice: WordChoice,
): ClipWord => ({
  id,
  text: choice.t ?? text,
  from,
  to,
  speaker,
  cut: choice.x === true,
  corrected: choice.t !== undefined && choice.t !== text,
  emphasised: choice.em === true,
  retimed: false,
  emoji: choice.emoji ?? null,
  breakBefore: choice.br === true,
})

/**
 * A source's words as a clip sees them, by their number. A word nobody touched is the same object in
 * every reading, and one that no change has touched since the same as before: a long talk costs an
 * edit only what the edit is.
 */
export class ReadWords {
  readonly #spoken: Spoken
  readonly #now: ClipWord[]
  readonly #choices = new Map<number, WordChoice>()
  readonly #retimed = new Set<number>()

  constructor(doc: ClipDoc, words: Word[]) {
    this.#spoken = spoken(words)
    this.#now = [...this.#spoken.plain]
    for (const [id, choice] of readWordChoices(doc)) {
      const i = this.#spoken.at.get(id)
      if (i !== undefined) this.#choices.set(i, choice)
    }
    this.#make([...this.#choices.keys()])
  }

  /** Reads some words anew. Returns those that changed, by number; null where some play at other times. */
  update(doc: ClipDoc, ids: Iterable<string>): number[] | null {
    const touched: number[] = []
    for (const id of ids) {
      const i = this.#spoken.at.get(id)
      if (i === undefined) continue
      const choice = readWordChoice(doc, id)
      if (choice) this.#choices.set(i, choice)
      else this.#choices.delete(i)
      touched.push(i)
    }
    return this.#make(touched)
  }

  #make(touched: number[]): number[] | null {
    let moved = false
    let done = -1
    for (const first of touched.sort((a, b) => a - b)) {
      // A word that was re-timed depends on the one before it, and so do those that follow it.
      for (let i = first; i === first || this.#asksTimes(i); i++) {
        if (i <= done) continue
        done = i
        const old = this.#now[i] as ClipWord
        const made = this.#word(i)
        this.#now[i] = made
        if (made.retimed) this.#retimed.add(i)
        else this.#retimed.delete(i)
        moved ||= made.from !== old.from || made.to !== old.to
      }
    }
    return moved ? null : touched
  }

  #asksTimes(i: number): boolean {
    const choice = this.#choices.get(i)
    return choice?.s !== undefined || choice?.e !== undefined
  }

  /**
   * Words go on beginning in spoken order, whatever was written: a re-timed one begins between where
   * its neighbours are spoken, and never before the one before it.
   */
  #word(i: number): ClipWord {
    const { plain } = this.#spoken
    const choice = this.#choices.get(i)
    const said = plain[i] as ClipWord
    if (!choice) return said
    const word = withChoice(said, choice)
    const { s, e } = choice
    if (s === undefined && e === undefined) return word
    const { min, max } = retimeLimits(plain, i)
    const from = Math.max(
      this.#now[i - 1]?.from ?? 0,
      Math.min(max, Math.max(min, Math.round(s ?? word.from))),
    )
    const to = Math.min(from + LONGEST_WORD, Math.max(from + 1, Math.round(e ?? word.to)))
    if (from === word.from && to === word.to) return word
    return { ...word, from: ms(from), to: ms(to), retimed: true }
  }

  /** Every word a stretch touches, once, in spoken order. */
  within(stretches: readonly Stretch[]): ClipWord[] {
    const { plain, reach } = this.#spoken
    const found: ClipWord[] = []
    const strays = [...this.#retimed].sort((a, b) => a - b)
    const anywhere = (i: number) => {
      const word = this.#now[i] as ClipWord
      if (stretches.some((stretch) => touch(word, stretch))) found.push(word)
    }
    let next = 0
    let stray = 0
    // One that was re-timed may touch a stretch that the spoken one does not.
    const takeStrays = (until: number) => {
      for (; stray < strays.length && (strays[stray] as number) < until; stray++) {
        if ((strays[stray] as number) >= next) anywhere(strays[stray] as number)
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
        const word = this.#now[i] as ClipWord
        if (word.retimed) anywhere(i)
        else if (word.to > stretch.from) found.push(word)
      }
      next = Math.max(next, end)
      while (stray < strays.length && (strays[stray] as number) < next) stray++
    }
    takeStrays(plain.length)
    return found
  }

  /** What `within` found, with the words of these numbers as they are now; none plays at another time. */
  patched(words: ClipWord[], changed: readonly number[]): ClipWord[] {
    const now = words.slice()
    const { at } = this.#spoken
    for (const i of changed) {
      const place = firstWhere(now.length, (n) => (at.get((now[n] as ClipWord).id) as number) >= i)
      if (now[place]?.id === this.#now[i]?.id) now[place] = this.#now[i] as ClipWord
    }
    return now
  }
}

const touch = (word: ClipWord, { from, to }: Stretch) => word.from < to && word.to > from

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
