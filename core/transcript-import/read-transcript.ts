import { AppError } from '../errors.ts'
import {
  type HeardSegment,
  makeTranscript,
  type Transcript,
  transcriptWords,
} from '../transcript.ts'
import type { Cue } from './cue.ts'
import { decodeText } from './decode-text.ts'
import { guessLanguage } from './guess-language.ts'
import { heardCues } from './heard-cues.ts'
import { readSpeakerText } from './read-speaker-text.ts'
import { readSrt } from './read-srt.ts'
import { readVtt } from './read-vtt.ts'
import { readWhisperJson } from './read-whisper-json.ts'
import { nameSpeakers } from './speaker-prefix.ts'

export type ImportFormat = 'srt' | 'vtt' | 'json' | 'text'

/** More words than a day of fast talk. */
const MOST_WORDS = 400_000

/**
 * Reads a transcript somebody made elsewhere. The format is told by what is in the file. Words that
 * came without times of their own are marked as estimated.
 */
export function readTranscript(bytes: Uint8Array): {
  transcript: Transcript
  format: ImportFormat
} {
  const text = decodeText(bytes)
  const { format, language, heard } = read(text)
  const count = heard.reduce((sum, { words }) => sum + words.length, 0)
  if (count === 0) throw new AppError('transcript.empty')
  if (count > MOST_WORDS) throw new AppError('transcript.too-large')
  const said = heard.slice(0, 2000).flatMap(({ words }) => words.map((word) => word.text))
  const transcript = makeTranscript(language ?? guessLanguage(said.join(' ')), heard)
  if (transcript.segments.length === 0) throw new AppError('transcript.empty')
  return { transcript, format }
}

function read(text: string): {
  format: ImportFormat
  language: string | null
  heard: HeardSegment[]
} {
  const start = text.trimStart()
  if (start === '') throw new AppError('transcript.empty')
  // `[00:10] Ada: …` begins like a list, and is none.
  if (start.startsWith('{') || /^\[(?!\d{1,3}:\d\d)/.test(start)) {
    const { language, segments } = readWhisperJson(parseJson(start))
    return { format: 'json', language, heard: segments }
  }
  const isVtt = /^WEBVTT(\s|$)/.test(start)
  const cues = isVtt ? readVtt(start) : readSrt(text)
  // Captions have arrows between their times; who said what, written down, has names.
  const turns = !isVtt && cues.length === 0 ? readSpeakerText(start) : null
  if (turns) return { format: 'text', language: null, heard: turns }
  if (cues.length === 0) throw new AppError(isVtt ? 'transcript.empty' : 'transcript.unreadable')
  if (cues.length > MOST_WORDS) throw new AppError('transcript.too-large')
  return {
    format: isVtt ? 'vtt' : 'srt',
    language: vttLanguage(start),
    heard: heardCues(named(cues)),
  }
}

/** Voices that the format marks need no guessing by names. */
const named = (cues: Cue[]) =>
  cues.some(({ speaker }) => speaker !== null) ? cues : nameSpeakers(cues)

const vttLanguage = (start: string) =>
  /^WEBVTT[^\n]*\n(?:[^\n]+\n){0,5}?Language:\s*([a-zA-Z-]{2,12})/
    .exec(start)?.[1]
    ?.toLowerCase() ?? null

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new AppError('transcript.unreadable', { cause: error })
  }
}

/** How much of a transcript may lie after the video's end before it must be another video's. */
const STRAY_SHARE = 0.2
/** Recorders and captioners disagree about the last moment. */
const SLACK_MS = 2000

/** The words that a video of this length can hold. Refuses a transcript that belongs to a longer one. */
export function fitTranscript(transcript: Transcript, durationMs: number): Transcript {
  const all = transcriptWords(transcript)
  const end = durationMs + SLACK_MS
  const stray = all.filter(({ from }) => from >= end).length
  if (stray === 0) return transcript
  if (stray > all.length * STRAY_SHARE) throw new AppError('transcript.too-long')
  return {
    ...transcript,
    segments: transcript.segments.flatMap((segment) => {
      const words = segment.words.filter(({ from }) => from < end)
      const last = words.at(-1)
      return last ? [{ ...segment, to: last.to, words }] : []
    }),
  }
}
