import type { Transcript } from '#core/transcript.ts'
import { transcriptSrt, transcriptText, transcriptVtt } from '#core/transcript-subtitles.ts'
import { toWhisperJson } from '#core/whisper-json.ts'
import { attachment } from './media.ts'

type Video = { title: string; durationMs: number | null }

const formats = {
  srt: { type: 'application/x-subrip', write: transcriptSrt },
  vtt: { type: 'text/vtt', write: transcriptVtt },
  txt: { type: 'text/plain', write: transcriptText },
  json: {
    type: 'application/json',
    write: (transcript: Transcript, { durationMs }: Video) => {
      const end = transcript.segments.at(-1)?.to ?? 0
      return JSON.stringify(toWhisperJson(transcript, durationMs ?? end))
    },
  },
} as const

export type TranscriptFormat = keyof typeof formats
export const isTranscriptFormat = (name: string): name is TranscriptFormat =>
  Object.hasOwn(formats, name)

/** A video's words as a file to take along. */
export function transcriptFile(
  transcript: Transcript,
  format: TranscriptFormat,
  video: Video,
): Response {
  const { type, write } = formats[format]
  return new Response(write(transcript, video), {
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Content-Disposition': attachment(`${video.title}.${format}`),
    },
  })
}
