import type { EngineCaps } from './speech.ts'

/** How one model is asked, and what comes back. */
export type ModelManners = Omit<EngineCaps, 'maxSeconds'> & {
  ask: {
    response_format: 'verbose_json' | 'diarized_json' | 'json'
    timestamp_granularities?: ('word' | 'segment')[]
    /** The server must be allowed to cut long sound itself. */
    chunking_strategy?: 'auto'
  }
  /** The last day OpenAI serves it, where that is announced. */
  endsOn: string | null
}

const whisper: ModelManners = {
  words: 'native',
  confidence: 'word',
  diarize: false,
  knowsVoices: false,
  ask: { response_format: 'verbose_json', timestamp_granularities: ['word', 'segment'] },
  endsOn: null,
}

/** Says who speaks, with the times of whole turns. */
const diarizing: ModelManners = {
  words: 'segment',
  confidence: 'none',
  diarize: true,
  knowsVoices: true,
  ask: { response_format: 'diarized_json', chunking_strategy: 'auto' },
  endsOn: null,
}

/** Text alone: no model of this kind documents any time. */
const textOnly: ModelManners = {
  words: 'none',
  confidence: 'none',
  diarize: false,
  knowsVoices: false,
  ask: { response_format: 'json' },
  endsOn: null,
}

/** OpenAI's own announcement: these stop then, and `gpt-transcribe` takes their place. */
const LAST_DAY = '2027-02-26'

/**
 * The manners of a model by its name. Only OpenAI's own names are known; any other server is taken to
 * speak as Whisper does, and what it leaves out is seen in its answers.
 */
export function mannersOf(model: string): ModelManners {
  if (model === 'whisper-1') return { ...whisper, endsOn: LAST_DAY }
  if (/^gpt-.*transcribe.*diarize/.test(model)) return { ...diarizing, endsOn: LAST_DAY }
  if (/^gpt-4o.*transcribe/.test(model)) return { ...textOnly, endsOn: LAST_DAY }
  if (/^gpt-.*transcribe/.test(model)) return textOnly
  return whisper
}
