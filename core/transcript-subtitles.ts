import { textOf } from './script.ts'
import { type SubtitleCue, writeSrt, writeVtt } from './subtitles.ts'
import type { Transcript, TranscriptSegment, Word } from './transcript.ts'

/** Two lines of 42 letters, as subtitles are made for a screen. */
const CUE_LETTERS = 84
const CUE_MS = 7000
const PAUSE_MS = 800

/** A whole talk as SubRip, on source time. */
export const transcriptSrt = (transcript: Transcript): string => writeSrt(cuesOf(transcript))

/** The same as WebVTT. */
export const transcriptVtt = (transcript: Transcript): string => writeVtt(cuesOf(transcript))

/** The words alone, a line a turn, with its speaker where speakers are known. */
export const transcriptText = (transcript: Transcript): string =>
  transcript.segments
    .map((segment) => {
      const name = segment.speaker === null ? null : transcript.speakers[segment.speaker]
      const text = textOf(segment)
      return `${name ? `${name}: ` : ''}${text}\n`
    })
    .join('')

const cuesOf = ({ segments }: Transcript): SubtitleCue[] => segments.flatMap(cuesIn)

/** Breaks at a breath, and before a cue is too long to read or to hold. */
function cuesIn({ words }: TranscriptSegment): SubtitleCue[] {
  const cues: Word[][] = []
  for (const word of words) {
    const cue = cues.at(-1)
    const last = cue?.at(-1)
    const [first] = cue ?? []
    const goesOn =
      cue &&
      first &&
      last &&
      word.from - last.to < PAUSE_MS &&
      word.to - first.from <= CUE_MS &&
      textOf({ words: [...cue, word] }).length <= CUE_LETTERS
    if (goesOn) cue.push(word)
    else cues.push([word])
  }
  return cues.map((cue) => ({
    from: cue[0]?.from ?? 0,
    to: cue.at(-1)?.to ?? 0,
    text: textOf({ words: cue }).replace(/\s+/g, ' ').replaceAll('-->', '→'),
  }))
}
