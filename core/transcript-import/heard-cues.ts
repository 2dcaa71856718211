import type { HeardSegment } from '../transcript.ts'
import { type Cue, type CueLine, lineText } from './cue.ts'
import { spreadWords, tokens } from './spread-words.ts'

/** What was said in captions, word by word. */
export function heardCues(cues: Cue[]): HeardSegment[] {
  return withoutCopies(cues).flatMap((cue): HeardSegment[] => {
    const lines = withoutDashes(cue.lines).map(withoutSounds)
    const words = cueWords({ ...cue, lines })
    return words.length > 0 ? [{ from: cue.from, to: cue.to, speaker: cue.speaker, words }] : []
  })
}

/** Pieces with a time of their own keep it; the words inside a piece share it. */
function cueWords(cue: Cue): HeardSegment['words'] {
  // Lines are one text: a piece begins where a time stands, in whichever line.
  const pieces: { at: number; timed: boolean; words: string[] }[] = []
  for (const line of cue.lines) {
    for (const { at, text } of line) {
      const words = tokens(text)
      const last = pieces.at(-1)
      if (at === null && last) last.words.push(...words)
      else pieces.push({ at: at ?? cue.from, timed: at !== null, words })
    }
  }
  return pieces.flatMap(({ at, timed, words }, i) => {
    const end = pieces[i + 1]?.at ?? cue.to
    const spread = spreadWords(words, at, Math.max(at, end))
    const isTimed = timed || pieces.length > 1
    const [only] = spread
    // One word between two times was timed by whoever wrote the file.
    return spread.length === 1 && only && isTimed
      ? [{ ...only, timing: 'native' as const }]
      : spread
  })
}

/** `[Music]`, `(applause)` alone in a line, `♪ la la ♪`: heard, but not said. */
function withoutSounds(line: CueLine): CueLine {
  const whole = lineText(line)
  if (
    /^[([（][^()[\]（）]{1,60}[)\]）]$/.test(whole) ||
    /^[♪♫#*].*[♪♫#*]$/.test(whole) ||
    /^[♪♫]+$/.test(whole)
  )
    return []
  return line.map(({ at, text }) => ({
    at,
    text: text
      .replace(/\[[^[\]]{1,40}\]/g, ' ')
      .replace(/[♪♫]/g, ' ')
      .replace(/^\s*>>+\s*/, ''),
  }))
}

/** `- Yes.` under `- No.`: dashes that tell two speakers apart are no words. */
const withoutDashes = (lines: CueLine[]): CueLine[] =>
  lines.filter((line) => /^\s*[-–]\s*\S/.test(lineText(line))).length > 1
    ? lines.map(([first, ...rest]) =>
        first ? [{ at: first.at, text: first.text.replace(/^\s*[-–]\s*/, '') }, ...rest] : [],
      )
    : lines

/**
 * Captions that roll repeat the line before at the top of the next cue. Dropped where most cues do
 * it; a single repetition may have been said twice.
 */
function withoutCopies(cues: Cue[]): Cue[] {
  const texts = cues.map(({ lines }) => lines.map(lineText).filter((text) => text !== ''))
  const copies = texts.filter((lines, i) => {
    const before = texts[i - 1]?.at(-1)
    const cue = cues[i]
    const more = lines.length > 1 || (cue !== undefined && cue.to - cue.from <= 50)
    return before !== undefined && more && lines[0] === before
  }).length
  if (cues.length < 6 || copies < cues.length / 2) return cues
  return cues.flatMap((cue, i) => {
    const before = new Set(texts[i - 1] ?? [])
    const lines = cue.lines.filter((line) => !before.has(lineText(line)))
    return lines.length > 0 ? [{ ...cue, lines }] : []
  })
}
