import { AppError } from '../errors.ts'
import type { HeardSegment } from '../transcript.ts'
import { alignWords, type TimedText } from './align-words.ts'
import { languageCode } from './language-code.ts'
import { spreadWords, tokens } from './spread-words.ts'

type HeardWord = HeardSegment['words'][number]
type Fields = Record<string, unknown>

/**
 * Whisper's verbose JSON as its many servers write it: words inside the segments, beside them, or
 * both; cut into sub-words; with `null` and numbers in quotes; or with segments alone. Returns what
 * was said, and the language where it is named.
 */
export function readWhisperJson(value: unknown): {
  language: string | null
  segments: HeardSegment[]
} {
  const root = Array.isArray(value) ? { segments: value } : fields(value)
  if (!root) throw new AppError('transcript.unreadable')
  const inner = fields(root.result)
  const language = languageCode(root.language) ?? languageCode(inner?.language)
  const segments = list(root.segments).flatMap(readSegment)
  const cpp = list(root.transcription).flatMap(readCppSegment)
  const beside = mergeSubWords(list(root.words ?? root.word_segments).flatMap(readWord))
  const spoken = segments.length > 0 ? segments : cpp
  if (spoken.length === 0) return { language, segments: groupWords(beside) }
  const inside = spoken.some(({ words }) => words.length > 0)
  return { language, segments: inside ? withOwnWords(spoken) : withWordsBeside(spoken, beside) }
}

type RawSegment = {
  from: number
  to: number
  text: string
  speaker: string | null
  words: RawWord[]
}
/** Times are missing where the writer had none. */
type RawWord = {
  text: string
  from: number | null
  to: number | null
  confidence: number | null
  speaker: string | null
  /** Our own files say so where a time was a guess. */
  estimated: boolean
}

function readSegment(value: unknown): RawSegment[] {
  const segment = fields(value)
  const from = time(segment?.start)
  const to = time(segment?.end)
  if (!segment) return []
  const words = mergeSubWords(list(segment.words).flatMap(readWord))
  const first = from ?? words.find((word) => word.from !== null)?.from ?? null
  const last = to ?? words.findLast((word) => word.to !== null)?.to ?? null
  if (first === null || last === null) return []
  const text = typeof segment.text === 'string' ? segment.text : ''
  return [{ from: first, to: Math.max(first, last), text, speaker: name(segment.speaker), words }]
}

/** whisper.cpp's own files: offsets in ms, no words worth having. */
function readCppSegment(value: unknown): RawSegment[] {
  const segment = fields(value)
  const offsets = fields(segment?.offsets)
  const [from, to] = [number(offsets?.from), number(offsets?.to)]
  if (!segment || from === null || to === null || typeof segment.text !== 'string') return []
  return [{ from, to: Math.max(from, to), text: segment.text, speaker: null, words: [] }]
}

function readWord(value: unknown): RawWord[] {
  const word = fields(value)
  const text = word?.word ?? word?.text ?? word?.punctuated_word
  if (!word || typeof text !== 'string' || text.trim() === '') return []
  const sure = number(word.confidence) ?? number(word.probability) ?? number(word.score)
  return [
    {
      text,
      from: time(word.start),
      to: time(word.end),
      confidence: sure === null ? null : Math.min(1, Math.max(0, sure)),
      speaker: name(word.speaker),
      estimated: word.estimated === true,
    },
  ]
}

/**
 * Where words come with the space before them, one without is the rest of the word before:
 * ` That`, `'s`. Where none does, each is a word.
 */
function mergeSubWords(words: RawWord[]): RawWord[] {
  const spaced = words.filter(({ text }) => /^\s/.test(text)).length
  if (spaced === 0 || spaced < words.length * 0.2) return words.map(trimmed)
  const merged: RawWord[] = []
  for (const word of words) {
    const before = merged.at(-1)
    const goesOn = before && !/^\s/.test(word.text) && !/\s$/.test(before.text)
    if (!goesOn) merged.push({ ...word })
    else {
      before.text += word.text
      before.to = word.to ?? before.to
      // As sure as its least sure part.
      before.confidence =
        before.confidence === null || word.confidence === null
          ? null
          : Math.min(before.confidence, word.confidence)
    }
  }
  return merged.map(trimmed)
}

const trimmed = (word: RawWord): RawWord => ({ ...word, text: word.text.trim() })

function withOwnWords(segments: RawSegment[]): HeardSegment[] {
  return segments.flatMap(({ from, to, text, speaker, words }) => {
    if (words.length === 0) {
      const spread = spreadWords(tokens(text), from, to)
      return spread.length > 0 ? [{ from, to, speaker, words: spread }] : []
    }
    const told = punctuated(words, text, from, to)
    return [{ from, to, speaker: speaker ?? words[0]?.speaker ?? null, words: told }]
  })
}

/** Words beside the segments belong to the segment whose text names them, in order. */
function withWordsBeside(segments: RawSegment[], beside: RawWord[]): HeardSegment[] {
  if (beside.length === 0) return withOwnWords(segments)
  const texts = segments.map(({ text }) => tokens(text))
  const timed = alignWords(texts.flat(), beside.flatMap(timedOnly))
  let at = 0
  return segments.flatMap(({ from, to, speaker }, i) => {
    const count = texts[i]?.length ?? 0
    const words = fillIn(timed.slice(at, at + count), from, to)
    at += count
    return words.length > 0 ? [{ from, to, speaker, words }] : []
  })
}

/** Engines often leave the punctuation in the text and out of the words; sentences need it. */
function punctuated(words: RawWord[], text: string, from: number, to: number): HeardWord[] {
  const told = tokens(text)
  const marks = (all: string[]) => all.filter((word) => /[.,!?;:…。？！]$/.test(word)).length
  const better = marks(told) > marks(words.map((word) => word.text))
  const all = words.flatMap(timedOnly)
  if (better && all.length > 0) return fillIn(alignWords(told, all), from, to)
  return fillIn(
    words.map(({ text, confidence, estimated, ...at }) => ({
      text,
      confidence,
      estimated,
      from: at.from,
      to: at.to === null || at.from === null ? null : Math.max(at.from, at.to),
    })),
    from,
    to,
  )
}

const timedOnly = ({ text, from, to, confidence }: RawWord): TimedText[] =>
  from === null || to === null ? [] : [{ text, from, to: Math.max(from, to), confidence }]

type MaybeTimed = Omit<TimedText, 'from' | 'to'> & {
  from: number | null
  to: number | null
  estimated?: boolean
}

/** Words without times share the gap they stand in. */
function fillIn(words: MaybeTimed[], from: number, to: number): HeardWord[] {
  const filled: HeardWord[] = []
  for (let i = 0; i < words.length; ) {
    const word = words[i] as MaybeTimed
    if (word.from !== null && word.to !== null) {
      const { text, confidence, from, to } = word
      filled.push({ text, from, to, confidence, timing: word.estimated ? 'estimated' : 'native' })
      i++
      continue
    }
    let end = i
    while (end < words.length && words[end]?.from === null) end++
    const start = filled.at(-1)?.to ?? from
    const until = words[end]?.from ?? to
    const gap = words.slice(i, Math.max(end, i + 1)).map(({ text }) => text)
    filled.push(...spreadWords(gap, start, Math.max(start, until)))
    i = Math.max(end, i + 1)
  }
  return filled
}

/** Longest stretch of words without segments that is made one, and the pause that ends one. */
const MOST_WORDS = 40
const PAUSE_MS = 800

function groupWords(words: RawWord[]): HeardSegment[] {
  const groups: RawWord[][] = []
  for (const word of words) {
    const group = groups.at(-1)
    const before = group?.at(-1)
    const goesOn =
      group &&
      before &&
      group.length < MOST_WORDS &&
      before.speaker === word.speaker &&
      (word.from ?? 0) - (before.to ?? word.from ?? 0) < PAUSE_MS &&
      !(group.length > 8 && /[.!?…。]["'”’)]*$/.test(before.text))
    if (goesOn) group.push(word)
    else groups.push([word])
  }
  return groups.flatMap((group) => {
    const from = group.find((word) => word.from !== null)?.from ?? null
    const to = group.findLast((word) => word.to !== null)?.to ?? null
    if (from === null || to === null) return []
    const words = punctuated(group, '', from, to)
    return [{ from, to, speaker: group[0]?.speaker ?? null, words }]
  })
}

const fields = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** Numbers, also in quotes. */
function number(value: unknown): number | null {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof read === 'number' && Number.isFinite(read) ? read : null
}

/** Seconds as ms. Longer than four days is no time in a video. */
function time(value: unknown): number | null {
  const seconds = number(value)
  return seconds === null || seconds > 350_000 ? null : Math.max(0, seconds * 1000)
}

const name = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== ''
    ? value.trim().slice(0, 100)
    : typeof value === 'number'
      ? `Speaker ${value + 1}`
      : null
