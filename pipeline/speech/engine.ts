import { deepgram } from './deepgram.ts'
import { localEngine } from './local-engine.ts'
import { openaiCompatible } from './openai-compatible.ts'
import type { SpeechEngine } from './speech.ts'
import type { SpeechConfig } from './speech-config.ts'

/** The engine that is set up; null: words are imported. */
export function speechEngine(config: SpeechConfig, dataFolder: string): SpeechEngine | null {
  if (config.engine === 'local') return localEngine({ weights: config.weights ?? null, dataFolder })
  if (config.engine === 'deepgram') return deepgram(config)
  return openaiCompatible(config)
}
