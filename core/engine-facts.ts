import type { SpeechName } from './engine-choice.ts'
import type { PostAsked, WrittenPost } from './post-text.ts'
import type { Translated, TranslationAsked } from './second-language.ts'

/** What an engine can do and costs, as settings show it. Nothing in here is secret. */
export type SpeechFacts = {
  name: SpeechName
  /** `openai:whisper-1`; `local:parakeet-tdt-0.6b-v3`. */
  id: string
  /** The address sound is sent to; null: it is heard by a process of ours. */
  host: string | null
  /** Whether sound leaves this machine. */
  leaves: boolean
  words: 'native' | 'segment' | 'none'
  confidence: 'word' | 'segment' | 'none'
  diarize: boolean
  /** Dollars; null: not known. */
  pricePerMinute: number | null
  /** The last day it is served, `2027-02-26`, where that is announced. */
  endsOn: string | null
}

export type LanguageFacts = {
  model: string
  host: string
  /** Whether words leave this machine. */
  leaves: boolean
  budgetTokens: number
}

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
  /** As they are tried where a workspace says nothing else. */
  speech: SpeechFacts[]
  language: LanguageFacts | null
  /** Hears half a minute of a real sound track; `path` is its file. */
  testSpeech(name: SpeechName, path: string): Promise<EngineTest>
  testLanguage(): Promise<EngineTest>
  /** What goes with a clip where it is posted. Fails with `llm.none` and the like. */
  writePost(asked: PostAsked): Promise<WrittenPost>
  /** The same, where it was written before for these words; null: it was not. */
  keptPost(asked: PostAsked): Promise<WrittenPost | null>
  /** What a clip says, in another language. Fails with `llm.none` and the like. */
  translate(asked: TranslationAsked): Promise<Translated>
}
