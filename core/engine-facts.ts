import type { PostAsked, WrittenPost } from './post-text.ts'
import type { Translated, TranslationAsked } from './second-language.ts'

/** What an engine can do and costs, as settings show it. Nothing in here is secret. */
export type SpeechFacts = {
  /** `openai:whisper-1`; `local:parakeet-tdt-0.6b-v3`. */
  id: string
  where: 'here' | 'server' | 'cloud'
  /** The address sound is sent to; null: nothing leaves. */
  host: string | null
  words: 'native' | 'segment' | 'none'
  confidence: 'word' | 'segment' | 'none'
  diarize: boolean
  /** Dollars; null: not known. */
  pricePerMinute: number | null
  /** The last day it is served, `2027-02-26`, where that is announced. */
  endsOn: string | null
}

export type LanguageFacts = { model: string; host: string; budgetTokens: number }

/** How trying an engine ended. `say` is for people. */
export type EngineTest = {
  ok: boolean
  say: string
  /** What it heard or answered, the beginning of it. */
  sample: string | null
  /** How long it took. */
  ms: number
}

/** The engines of one server: what is set up, and a try of each. */
export type Engines = {
  speech: SpeechFacts | null
  language: LanguageFacts | null
  /** Hears half a minute of a real sound track; `path` is its file. */
  testSpeech(path: string): Promise<EngineTest>
  testLanguage(): Promise<EngineTest>
  /** What goes with a clip where it is posted. Fails with `llm.none` and the like. */
  writePost(asked: PostAsked): Promise<WrittenPost>
  /** The same, where it was written before for these words; null: it was not. */
  keptPost(asked: PostAsked): Promise<WrittenPost | null>
  /** What a clip says, in another language. Fails with `llm.none` and the like. */
  translate(asked: TranslationAsked): Promise<Translated>
}
