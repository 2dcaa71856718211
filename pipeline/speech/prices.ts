import type { SpeechConfig } from './speech-config.ts'

/** Dollars a minute by the providers' price lists, as of November 2026. */
const listed: [name: RegExp, dollars: number][] = [
  [/^openai:gpt-4o-mini-transcribe/, 0.003],
  [/^openai:(?:whisper-1|gpt-4o-transcribe)/, 0.006],
  [/^deepgram:nova-3/, 0.0043],
]

/**
 * What a minute costs, dollars: as somebody said (`TRANSCRIBE_PRICE`), else as listed. Null where it
 * is not known; 0 for what runs here or at home.
 */
export function pricePerMinute(
  engineId: string,
  { pricePerMinute: told = null }: Pick<SpeechConfig, 'pricePerMinute'>,
): number | null {
  if (told !== null) return told
  const [, dollars] = listed.find(([name]) => name.test(engineId)) ?? []
  if (dollars !== undefined) return dollars
  return /^(?:openai|deepgram):/.test(engineId) ? null : 0
}
