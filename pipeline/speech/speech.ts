import type { SpeechName } from '#core/engine-choice.ts'
import type { HeardSegment } from '#core/transcript.ts'

/** What a speech engine can do; what it cannot is shown, never made up. */
export type EngineCaps = {
  words: 'native' | 'segment' | 'none'
  confidence: 'word' | 'segment' | 'none'
  diarize: boolean
  /** Whether it knows a voice again by a sample of it, from one piece to the next. */
  knowsVoices: boolean
  /** The most it takes at once. */
  maxSeconds: number
}

/** A stretch of sound as a WAV; times are counted from its start. */
export type SpeechChunk = { wav: Buffer; durationMs: number }

export type Heard = {
  /** BCP 47, lower case; null where the engine does not say. */
  language: string | null
  segments: HeardSegment[]
}

/** A voice met before: what it is called, and a few seconds of it alone, so that it is told again. */
export type KnownSpeaker = { name: string; wav: Buffer }

/** Percent of a step, and its name where it is not listening. */
export type SpeechProgress = (percent: number, step?: string) => void

export type SpeechEngine = {
  /** `openai:whisper-1`; kept with the transcript. */
  id: string
  caps: EngineCaps
  /** How many pieces it hears at a time; left out: as many as it is sent. */
  atOnce?: number
  /** What must be there before the first word is heard; left out: nothing. */
  prepare?(options: { signal: AbortSignal; onProgress: SpeechProgress }): Promise<void>
  transcribe(
    chunk: SpeechChunk,
    options: {
      language?: string | undefined
      /** Names and terms that are likely to be said. */
      vocabulary?: readonly string[] | undefined
      /** For engines that tell speakers apart. Anybody else gets a name of the engine's own. */
      speakers?: KnownSpeaker[]
      signal: AbortSignal
    },
  ): Promise<Heard>
}

/** A whole sound track heard by an engine: cut into chunks, heard, stitched. */
export type Speech = {
  id: string
  caps: EngineCaps
  /** What a video of this length costs, dollars; null where the price is not known. */
  costOf(durationMs: number): number | null
  transcribe(
    track: { videoId: string; path: string; energy: Float32Array | undefined },
    options: {
      signal: AbortSignal
      onProgress: SpeechProgress
      vocabulary?: readonly string[] | undefined
      /** What is spoken, where somebody said so: BCP 47. Left out: it is told by the first chunks. */
      language?: string | undefined
    },
  ): Promise<{ language: string; segments: HeardSegment[] }>
}

/** One of the engines that hear for a server, under the name a workspace knows it by. */
export type NamedSpeech = Speech & { name: SpeechName; leaves: boolean }
