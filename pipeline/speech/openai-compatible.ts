import OpenAI from 'openai'
import { AppError } from '#core/errors.ts'
import { languageCode } from '#core/transcript-import/language-code.ts'
import { readWhisperJson } from '#core/transcript-import/read-whisper-json.ts'
import { dropInvented } from './drop-invented.ts'
import { mannersOf } from './openai-models.ts'
import { type Patience, patientCall } from './patient-call.ts'
import { placeText } from './place-text.ts'
import type { Heard, KnownSpeaker, SpeechEngine } from './speech.ts'
import type { SpeechConfig } from './speech-config.ts'

const OPENAI = 'https://api.openai.com/v1'
const DEFAULT_MODEL = 'whisper-1'
/** Ten minutes of 16 kHz WAV are 19 MB; OpenAI takes 25. */
const OPENAI_SECONDS = 600
/** A server at home may be slower than speech, and an answer must begin within five minutes. */
const OTHER_SECONDS = 120
/** Text without times is put where somebody speaks: the shorter the piece, the truer the guess. */
const TEXT_ONLY_SECONDS = 28
const ANSWER_WITHIN_MS = 290_000
/** Below this nothing is being said. */
const SILENT_DB = -60

/** Any server that speaks OpenAI's transcription protocol; null where none is named. */
export function openaiCompatible(
  { baseUrl, apiKey, model: named }: Pick<SpeechConfig, 'baseUrl' | 'apiKey' | 'model'>,
  patience: Patience & { answerWithinMs?: number } = {},
): SpeechEngine | null {
  if (!baseUrl && !apiKey) return null
  const url = baseUrl ?? OPENAI
  const isOpenAi = new URL(url).hostname.endsWith('openai.com')
  const model = named ?? DEFAULT_MODEL
  const { ask, endsOn: _, ...caps } = mannersOf(model)
  const client = new OpenAI({
    baseURL: url,
    // Servers at home want none, and the client wants one.
    apiKey: apiKey ?? 'none',
    // Retries are ours: they must hear the cancel, and know what will never get better.
    maxRetries: 0,
    timeout: patience.answerWithinMs ?? ANSWER_WITHIN_MS,
    logLevel: 'off',
  })
  return {
    id: `${isOpenAi ? 'openai' : new URL(url).host}:${model}`,
    caps: {
      ...caps,
      maxSeconds:
        caps.words === 'none' ? TEXT_ONLY_SECONDS : isOpenAi ? OPENAI_SECONDS : OTHER_SECONDS,
    },
    async transcribe({ wav, durationMs }, { language, vocabulary = [], speakers = [], signal }) {
      const answer: unknown = await patientCall(
        () =>
          client.audio.transcriptions.create(
            {
              file: new File([Uint8Array.from(wav)], 'speech.wav', { type: 'audio/wav' }),
              model,
              ...ask,
              ...(language && { language }),
              // A diarizing model takes none.
              ...(vocabulary.length > 0 && !caps.diarize && { prompt: promptOf(vocabulary) }),
              ...(caps.knowsVoices && speakers.length > 0 && known(speakers)),
            },
            { signal },
          ),
        signal,
        patience,
      )
      if (caps.words === 'none') return readText(asFields(answer), wav)
      const heard = readWhisperJson(asFields(dropInvented(answer, silenceOf(wav))))
      if (heard.segments.length === 0 && hasText(answer)) throw new AppError('speech.no-words')
      return { ...heard, segments: within(heard.segments, durationMs) }
    },
  }
}

/** Whisper reads 224 tokens of it at most. */
const PROMPT_CHARS = 600

function promptOf(vocabulary: readonly string[]): string {
  let prompt = ''
  for (const word of vocabulary) {
    if (prompt.length + word.length + 2 > PROMPT_CHARS) break
    prompt += prompt === '' ? word : `, ${word}`
  }
  return `${prompt}.`
}

/** The server takes four. */
const MAX_KNOWN = 4

function known(speakers: KnownSpeaker[]) {
  const few = speakers.slice(0, MAX_KNOWN)
  return {
    known_speaker_names: few.map(({ name }) => name),
    known_speaker_references: few.map(
      ({ wav }) => `data:audio/wav;base64,${wav.toString('base64')}`,
    ),
  }
}

/** The text alone, and the language by one of two names. */
function readText(answer: unknown, wav: Buffer): Heard {
  const { text, language, languages } = answer as Record<string, unknown>
  const [first] = Array.isArray(languages) ? (languages as { code?: unknown }[]) : []
  return {
    language: languageCode(language) ?? languageCode(first?.code),
    segments: placeText(typeof text === 'string' ? text : '', wav),
  }
}

/** Servers that ignore `verbose_json` answer with the text alone. */
const asFields = (answer: unknown) => (typeof answer === 'string' ? { text: answer } : answer)

/** Words, and no times anywhere to put them: what was dropped as invented had times. */
function hasText(answer: unknown): boolean {
  const fields = asFields(answer) as { text?: unknown; segments?: unknown } | null
  const hadTimes = Array.isArray(fields?.segments) && fields.segments.length > 0
  return typeof fields?.text === 'string' && fields.text.trim() !== '' && !hadTimes
}

/** Engines run on past the end of what they were given. */
const within = (segments: ReturnType<typeof readWhisperJson>['segments'], end: number) =>
  segments.flatMap((segment) => {
    const words = segment.words
      .filter(({ from }) => from < end)
      .map((word) => ({ ...word, to: Math.min(word.to, end) }))
    return words.length > 0 ? [{ ...segment, to: Math.min(segment.to, end), words }] : []
  })

/** Whether anything sounds in a stretch of a 16-bit WAV. */
function silenceOf(wav: Buffer): (from: number, to: number) => boolean {
  const rate = wav.readUInt32LE(24)
  return (from, to) => {
    const first = 44 + Math.max(0, Math.floor((from / 1000) * rate)) * 2
    const last = Math.min(wav.length - 1, 44 + Math.floor((to / 1000) * rate) * 2)
    let power = 0
    let count = 0
    for (let at = first; at < last; at += 2, count++) power += (wav.readInt16LE(at) / 32768) ** 2
    return count > 0 && 10 * Math.log10(power / count || 1e-12) < SILENT_DB
  }
}
