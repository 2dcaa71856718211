import { AppError } from '../errors.ts'
import { type Ms, ms } from '../time.ts'
import type { Word } from '../transcript.ts'
import { retimeWords } from '../transcript-import/retime-words.ts'
import { tokens } from '../transcript-import/spread-words.ts'

/** A word of a transcript that is being edited: it has a number only once it is kept. */
export type EditedWord = Pick<Word, 'text' | 'from' | 'to' | 'confidence' | 'timing'>

/** A stretch of a transcript that is being edited. */
export type EditedSegment = {
  /** What programs know it by. */
  id: string
  from: Ms
  to: Ms
  confidence: number | null
  /** Index into the transcript's speakers. */
  speaker: number | null
  words: EditedWord[]
}

/** Neighbours in which something changed: `before` stood from place `at` on, now `after` does. */
export type SegmentChange = { at: number; before: EditedSegment[]; after: EditedSegment[] }

/** What is to stand where a run of segments stood: its words, and whose they are. */
export type Part = { text: string; speaker: number | null }

/**
 * Writes a run of neighbouring segments anew: one part for one is a correction, two for one divide it,
 * one for two joins them. Words that stay keep their times; the others share what lies between and are
 * marked as estimated. Fails with `transcript.empty` where a part has no words.
 */
export function rewriteSegments(
  run: readonly EditedSegment[],
  parts: readonly Part[],
  newId: () => string = () => crypto.randomUUID(),
): EditedSegment[] {
  const [first, last] = [run[0], run.at(-1)]
  if (!first || !last) throw new AppError('segment.not-found')
  const told = parts.map(({ text }) => tokens(text))
  if (told.length === 0 || told.some((words) => words.length === 0))
    throw new AppError('transcript.empty')
  const words = retimeWords(told.flat(), {
    from: first.from,
    to: last.to,
    words: run.flatMap((segment) => segment.words),
  })
  let at = 0
  return parts.map(({ speaker }, i) => {
    const count = told[i]?.length ?? 0
    const own = words.slice(at, at + count).map((word) => ({
      ...word,
      from: ms(word.from),
      to: ms(word.to),
    }))
    at += count
    // Whoever only puts words right leaves the edges of the stretch where they were.
    const from = i === 0 ? first.from : (own[0]?.from ?? first.from)
    const to = i === parts.length - 1 ? last.to : (own.at(-1)?.to ?? last.to)
    return {
      id: run[i]?.id ?? newId(),
      from,
      to: ms(Math.max(to, from + 1)),
      confidence: run[i]?.confidence ?? first.confidence,
      speaker,
      words: own,
    }
  })
}

/** Where the words around begin, ms: starts of words stay in order over the whole talk. */
export type Around = { after: number; before: number }

/**
 * Moves a whole segment to other times; its words go along, each keeping its share. Fails with
 * `words.out-of-order` where it would begin before what comes before it, or after what comes after.
 */
export function retimeSegment(
  segment: EditedSegment,
  { from, to }: { from: number; to: number },
  around: Around,
): EditedSegment {
  const length = segment.to - segment.from
  const scale = (to - from) / Math.max(1, length)
  const words = segment.words.map((word) => {
    const start = Math.round(from + (word.from - segment.from) * scale)
    const end = Math.round(from + (word.to - segment.from) * scale)
    return { ...word, from: ms(Math.max(0, start)), to: ms(Math.max(start + 1, end)) }
  })
  requireOrder(words, { from, to }, around)
  return { ...segment, from: ms(from), to: ms(to), words }
}

/**
 * Moves one word; the segment reaches as far as its words do. A time that somebody set is no longer
 * estimated. Fails as `retimeSegment` does.
 */
export function retimeWord(
  segment: EditedSegment,
  index: number,
  { from, to }: { from: number; to: number },
  around: Around,
): EditedSegment {
  if (!segment.words[index]) throw new AppError('segment.not-found')
  if (!(from >= 0 && from < to)) throw new AppError('words.out-of-order')
  const words = segment.words.map((word, i) =>
    i === index ? { ...word, from: ms(from), to: ms(to), timing: 'native' as const } : word,
  )
  const edges = {
    from: Math.min(segment.from, from),
    to: Math.max(segment.to, to),
  }
  requireOrder(words, edges, around)
  return { ...segment, from: ms(edges.from), to: ms(edges.to), words }
}

function requireOrder(
  words: readonly EditedWord[],
  { from, to }: { from: number; to: number },
  { after, before }: Around,
): void {
  const starts = [after, ...words.map((word) => word.from), before]
  const inOrder = starts.every((start, i) => i === 0 || start >= (starts[i - 1] ?? 0))
  if (!inOrder || !(from >= 0 && from < to)) throw new AppError('words.out-of-order')
}

/**
 * Somebody listened and says that these words are right: what the engine doubted is doubted no more.
 * A confidence is an engine's own, so there is none of a word that a person vouches for.
 */
export function confirmWords(segment: EditedSegment, indexes: readonly number[]): EditedSegment {
  if (indexes.some((index) => !segment.words[index])) throw new AppError('segment.not-found')
  const confirmed = new Set(indexes)
  return {
    ...segment,
    words: segment.words.map((word, i) =>
      confirmed.has(i) ? { ...word, confidence: null } : word,
    ),
  }
}

/** A word that says something else than it did, at the same time. */
export type WordChange = { from: number; to: number; was: string; now: string }

/** The words that were put right one for one; what came or went is none. */
export function correctedWords(changes: readonly SegmentChange[]): WordChange[] {
  return changes.flatMap(({ before, after }) => {
    const [old, now] = [before, after].map((run) => run.flatMap(({ words }) => words))
    if (!old || !now || old.length !== now.length) return []
    return old.flatMap((word, i): WordChange[] => {
      const next = now[i]
      if (!next || next.text === word.text) return []
      if (next.from !== word.from || next.to !== word.to) return []
      return [{ from: word.from, to: word.to, was: word.text, now: next.text }]
    })
  })
}

/** The same change, taken back. */
export const reversed = (changes: readonly SegmentChange[]): SegmentChange[] =>
  changes.toReversed().map(({ at, before, after }) => ({ at, before: after, after: before }))
