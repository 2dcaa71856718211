import type { SpeechName } from '#core/engine-choice.ts'

/** What the environment says about speech: `TRANSCRIBE_…`. */
export type SpeechConfig = {
  /** Who hears; null: an OpenAI-compatible server where one is named, else nobody. */
  engine?: SpeechName | null
  baseUrl: string | null
  apiKey: string | null
  model: string | null
  /** The folder of a local engine's weights; null: they are fetched on first use. */
  weights?: string | null
  /** Dollars a minute, where it is not the list price. */
  pricePerMinute?: number | null
  /** Dollars that may be spent on one video without asking. */
  spendUnasked?: number
  /** Who hears where this one fails, in order. */
  stepIn?: SpeechConfig[]
}
