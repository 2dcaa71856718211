import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai'
import { AppError } from '#core/errors.ts'
import { readWhisperJson } from '#core/transcript-import/read-whisper-json.ts'
import { type Patience, patientCall } from './patient-call.ts'
import type { SpeechEngine } from './speech.ts'
import type { SpeechConfig } from './speech-config.ts'

const DEEPGRAM = 'https://api.deepgram.com/v1'
const DEFAULT_MODEL = 'nova-3'
/** It takes hours; half an hour of WAV is 57 MB, and a few are held at a time. */
const SECONDS = 1800
const ANSWER_WITHIN_MS = 280_000

/**
 * Deepgram's recorded speech: words with times and confidence of their own, and who says them. Asked
 * without its client: one request is all there is to it, and failures are judged as everybody's are.
 */
export function deepgram(
  { baseUrl, apiKey, model: named }: Pick<SpeechConfig, 'baseUrl' | 'apiKey' | 'model'>,
  patience: Patience & { answerWithinMs?: number } = {},
): SpeechEngine | null {
  if (!apiKey) return null
  const model = named ?? DEFAULT_MODEL
  return {
    id: `deepgram:${model}`,
    caps: {
      words: 'native',
      confidence: 'word',
      diarize: true,
      knowsVoices: false,
      maxSeconds: SECONDS,
    },
    async transcribe({ wav, durationMs }, { language, vocabulary = [], signal }) {
      const url = new URL(`${baseUrl ?? DEEPGRAM}/listen`)
      const ask = { model, smart_format: 'true', diarize: 'true' }
      for (const [name, value] of Object.entries(ask)) url.searchParams.set(name, value)
      if (language) url.searchParams.set('language', language)
      else url.searchParams.set('detect_language', 'true')
      for (const word of vocabulary) url.searchParams.append('keyterm', word)
      const answer = await patientCall(
        () => post(url, apiKey, wav, signal, patience.answerWithinMs ?? ANSWER_WITHIN_MS),
        signal,
        patience,
      )
      return readAnswer(answer, durationMs)
    },
  }
}

async function post(
  url: URL,
  apiKey: string,
  wav: Buffer,
  signal: AbortSignal,
  withinMs: number,
): Promise<unknown> {
  const slow = AbortSignal.timeout(withinMs)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Token ${apiKey}`, 'content-type': 'audio/wav' },
      body: Uint8Array.from(wav),
      signal: AbortSignal.any([signal, slow]),
    })
    if (response.ok) return await response.json()
    const body = await response.json().catch(() => null)
    throw APIError.generate(response.status, body ?? {}, undefined, response.headers)
  } catch (error) {
    if (error instanceof APIError) throw error
    if (signal.aborted) throw new APIUserAbortError()
    if (slow.aborted) throw new APIConnectionTimeoutError()
    // An answer that is no JSON may be better the next time, as a dropped one may.
    throw new APIConnectionError({ cause: error as Error })
  }
}

type Fields = Record<string, unknown>
const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {}
const list = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fields) : [])

function readAnswer(answer: unknown, durationMs: number) {
  const [channel] = list(fields(fields(answer).results).channels)
  const [best] = list(channel?.alternatives)
  if (!channel || !best) throw new AppError('speech.no-words')
  const words = list(best.words).flatMap((word) => {
    const start = Number(word.start)
    if (!(start * 1000 < durationMs)) return []
    return [
      {
        word: word.punctuated_word ?? word.word,
        start,
        end: Math.min(Number(word.end), durationMs / 1000),
        confidence: word.confidence,
        speaker: typeof word.speaker === 'number' ? `${word.speaker}` : null,
      },
    ]
  })
  const { language, segments } = readWhisperJson({ language: channel.detected_language, words })
  return { language, segments }
}
