import { z } from 'zod'
import type { ClipWord } from './clip-project.ts'
import { splitSentences } from './moments/sentences.ts'
import { type Ms, ms } from './time.ts'
import { makeTranscript } from './transcript.ts'

/** A language by its code (BCP 47), such as `es` or `pt-BR`. */
export const Language = z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}$/)
export type Language = z.infer<typeof Language>

/** A line of a second language that is longer than this is not shown. */
export const LINE_LENGTH = 240
/** What stands under a page of captions at a time. */
const SHOWN_LETTERS = 56

/** What is said from one source time to another. */
export type SpokenLine = { from: Ms; to: Ms; text: string }

/**
 * A clip's kept words as lines that a translation can stand under: sentences, the long ones cut at
 * their clauses. In spoken order; each line once, also where two pieces play it.
 */
export function spokenLines(words: readonly ClipWord[], language: string): SpokenLine[] {
  const kept = words.filter(({ cut }) => !cut)
  const runs: ClipWord[][] = []
  for (const word of kept) {
    const run = runs.at(-1)
    if (run && run[0]?.speaker === word.speaker) run.push(word)
    else runs.push([word])
  }
  const transcript = makeTranscript(
    language,
    runs.map((run) => ({
      from: run[0]?.from ?? 0,
      to: run.at(-1)?.to ?? 0,
      speaker: String(run[0]?.speaker ?? ''),
      words: run.map(({ text, from, to }) => ({
        ...{ text, from, to },
        ...{ confidence: null, timing: 'native' as const },
      })),
    })),
  )
  const said = transcript.segments.flatMap((segment) => segment.words)
  return splitSentences(transcript).flatMap(({ first, last }) =>
    inClauses(said.slice(first, last + 1)).map((line) => ({
      from: ms(line[0]?.from ?? 0),
      to: ms(Math.max(line.at(-1)?.to ?? 0, (line[0]?.from ?? 0) + 1)),
      text: line.map(({ text }) => text).join(' '),
    })),
  )
}

type Said = { text: string; from: number; to: number }

/** As few lines as fit, of much the same length, broken after a comma where one is near. */
function inClauses(words: Said[]): Said[][] {
  const length = (line: readonly Said[]) => line.reduce((sum, { text }) => sum + text.length + 1, 0)
  const count = Math.ceil(length(words) / SHOWN_LETTERS)
  if (count < 2) return [words]
  const target = length(words) / count
  const lines: Said[][] = [[]]
  for (const word of words) {
    const line = lines.at(-1) ?? []
    line.push(word)
    const full =
      length(line) >= target || (length(line) > target * 0.6 && /[,;:–—]$/.test(word.text))
    if (full && word !== words.at(-1)) lines.push([])
  }
  return lines
}

export type TranslationAsked = {
  /** Of the words; `und` where it is not known. */
  from: string
  to: Language
  lines: string[]
}

export type Translated = {
  /** By line; null: the model left it out, or what it said cannot be a translation. */
  lines: (string | null)[]
  model: string
  /** Null: answered before, nothing was paid. */
  usage: { tokens: number; dollars: number | null } | null
}

/** Languages offered by name; any other can be named by its code. */
export const languages: readonly [code: Language, name: string][] = [
  ['ar', 'العربية'],
  ['de', 'Deutsch'],
  ['en', 'English'],
  ['es', 'Español'],
  ['fr', 'Français'],
  ['he', 'עברית'],
  ['hi', 'हिन्दी'],
  ['id', 'Bahasa Indonesia'],
  ['it', 'Italiano'],
  ['ja', '日本語'],
  ['ko', '한국어'],
  ['nl', 'Nederlands'],
  ['pl', 'Polski'],
  ['pt', 'Português'],
  ['ru', 'Русский'],
  ['tr', 'Türkçe'],
  ['uk', 'Українська'],
  ['vi', 'Tiếng Việt'],
  ['zh', '中文'],
]

/** A language in its own words where we know them, else its code. */
export const languageName = (code: Language): string =>
  languages.find(([known]) => known === code)?.[1] ?? code
