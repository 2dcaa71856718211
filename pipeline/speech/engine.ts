import type { SpeechName } from '#core/engine-choice.ts'
import { isThisMachine } from '../this-machine.ts'
import { deepgram } from './deepgram.ts'
import { localEngine } from './local-engine.ts'
import { openaiCompatible } from './openai-compatible.ts'
import { pricePerMinute } from './prices.ts'
import type { SpeechEngine } from './speech.ts'
import type { SpeechConfig } from './speech-config.ts'

/** The engine that is set up; null: words are imported. */
export function speechEngine(config: SpeechConfig, dataFolder: string): SpeechEngine | null {
  if (config.engine === 'local') return localEngine({ weights: config.weights ?? null, dataFolder })
  if (config.engine === 'deepgram') return deepgram(config)
  return openaiCompatible(config)
}

export type SetUpEngine = {
  name: SpeechName
  engine: SpeechEngine
  /** The address sound is sent to; null: it is heard by a process of ours. */
  host: string | null
  leaves: boolean
  /** Dollars a minute; null: not known. */
  price: number | null
}

const clouds = { openai: 'https://api.openai.com', deepgram: 'https://api.deepgram.com' }

/** Every engine that is set up, as they are tried. */
export const speechEngines = (config: SpeechConfig, dataFolder: string): SetUpEngine[] =>
  [config, ...(config.stepIn ?? [])].flatMap((one) => {
    const engine = speechEngine(one, dataFolder)
    if (!engine) return []
    const name = nameOf(one, engine)
    const address =
      name === 'local' ? null : (one.baseUrl ?? (name === 'server' ? null : clouds[name]))
    return [
      {
        ...{ name, engine, price: pricePerMinute(engine.id, one) },
        host: address && new URL(address).host,
        leaves: address !== null && !isThisMachine(address),
      },
    ]
  })

function nameOf({ engine: named }: SpeechConfig, { id }: SpeechEngine): SpeechName {
  if (named === 'local' || named === 'deepgram') return named
  return id.startsWith('openai:') ? 'openai' : 'server'
}
