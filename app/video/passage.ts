import { type Ms, ms } from '#core/time.ts'
import type { Span, TranscriptText } from '../editor/transcript-text.ts'
import type { Bounds } from './moment-bounds.ts'

/** A stretch somebody may make a clip of, and the words in it. */
export type Passage = Bounds & { words: Span | null }

/** A clip begun by hand is about this long, ms, and no longer than that. */
const ABOUT = 30_000
const AT_MOST = 60_000

/**
 * The passage at a place: the sentence there, and those after it until it is long enough. Without
 * words it is a stretch of time.
 */
export function passageAt(
  text: TranscriptText | null,
  atMs: number,
  durationMs: number,
): Passage | null {
  if (durationMs <= 0) return null
  if (!text || text.words.length === 0) {
    const from = Math.max(0, Math.min(atMs, durationMs - ABOUT))
    return { from: ms(from), to: ms(Math.min(from + ABOUT, durationMs)), words: null }
  }
  const { words, sentences } = text
  const start = (sentence: number): number => words[sentences[sentence]?.first ?? 0]?.from ?? 0
  const end = (sentence: number): number => words[sentences[sentence]?.last ?? 0]?.to ?? 0
  let first = text.sentenceIndexAt(Math.max(0, text.wordAt(atMs)))
  let last = first
  const tooShort = () => end(last) - start(first) < ABOUT
  while (tooShort() && last + 1 < sentences.length && end(last + 1) - start(first) <= AT_MOST) {
    last++
  }
  // At the end of the video there is nothing after: what comes before makes up for it.
  while (tooShort() && first > 0 && end(last) - start(first - 1) <= AT_MOST) first--
  return {
    from: ms(start(first)),
    to: ms(Math.min(end(last), durationMs)),
    words: { first: sentences[first]?.first ?? 0, last: sentences[last]?.last ?? 0 },
  }
}

/** The passage of selected words. */
export function passageOf(
  { words }: TranscriptText,
  span: Span,
  durationMs: number,
): Passage | null {
  const [first, last] = [words[span.first], words[span.last]]
  if (!first || !last) return null
  const to = Math.min(last.to, durationMs)
  return to > first.from ? { from: first.from, to: ms(to), words: span } : null
}

/** The words heard in a stretch; null where there are none. */
export function wordsIn(
  { words }: TranscriptText,
  { from, to }: { from: Ms; to: Ms },
): Span | null {
  const first = words.findIndex((word) => word.to > from)
  const last = words.findLastIndex((word) => word.from < to)
  return first === -1 || last < first ? null : { first, last }
}

const MOST_WORDS = 8
const LONGEST_TITLE = 60

/** A title for a passage: its first words, until the sentence or the line ends. */
export function titleOf({ words }: TranscriptText, { first, last }: Span): string {
  let title = ''
  for (let i = first; i <= last && i < first + MOST_WORDS; i++) {
    const longer = `${title} ${words[i]?.text ?? ''}`.trim()
    if (longer.length > LONGEST_TITLE) break
    title = longer
    if (/[.!?…。！？]["'”’)\]]*$/u.test(title)) break
  }
  return (
    title.replace(/[\s,;:.…—–-]+$/u, '') ||
    (words[first]?.text ?? '').slice(0, LONGEST_TITLE) ||
    'New clip'
  )
}
