import { z } from 'zod'
import type { Engines, EngineTest, LanguageFacts, SpeechFacts } from '#core/engine-facts.ts'
import { AppError, isAppError } from '#core/errors.ts'
import type { Storage } from '#db/storage.ts'
import { type Llm, openaiLlm } from './llm/llm.ts'
import type { LlmConfig } from './llm/llm-config.ts'
import { translate } from './llm/translate.ts'
import { keptPost, writePost } from './llm/write-post.ts'
import { type SetUpEngine, speechEngines } from './speech/engine.ts'
import { mannersOf } from './speech/openai-models.ts'
import type { SpeechEngine } from './speech/speech.ts'
import type { SpeechConfig } from './speech/speech-config.ts'
import { openTrack, sliceTrack, trackMs } from './speech/wav-slice.ts'

/** What a test hears, ms. */
const TEST_MS = 30_000
/** Talks begin with music: this share of them is passed over. */
const PASS_OVER = 0.2
/** A test that takes longer has failed, ms. */
const PATIENCE_MS = 60_000
const SAMPLE_CHARS = 160

/** The engines that are set up, and how to try them; made of the same parts that jobs use. */
export function engines(
  config: { transcribe: SpeechConfig; llm: LlmConfig; dataFolder: string },
  storage: Storage,
): Engines {
  const speech = speechEngines(config.transcribe, config.dataFolder)
  const llm = openaiLlm(config.llm)
  return {
    speech: speech.map(speechFacts),
    language: llm && languageFacts(llm, config.llm),
    async writePost(asked) {
      if (!llm) throw new AppError('llm.none')
      return writePost(llm, asked, storage, AbortSignal.timeout(PATIENCE_MS * 2))
    },
    async keptPost(asked) {
      if (!llm) throw new AppError('llm.none')
      return keptPost(llm, asked, storage)
    },
    async translate(asked) {
      if (!llm) throw new AppError('llm.none')
      return translate(llm, asked, storage, AbortSignal.timeout(PATIENCE_MS * 4))
    },
    testSpeech: (wanted, path) =>
      tried(async (signal) => {
        const named = speech.find(({ name }) => name === wanted)
        if (!named) return { ok: false, say: 'No speech engine is set up.', sample: null }
        return hearSome(named.engine, path, signal)
      }),
    testLanguage: () =>
      tried(async (signal) => {
        if (!llm) return { ok: false, say: 'No language model is set up.', sample: null }
        const { value } = await llm.ask(
          {
            name: 'hello',
            system: 'You answer with JSON alone, as it is asked for.',
            user: 'Answer {"title": …} with a title of three words for a talk about sourdough bread.',
            schema: z.object({ title: z.string().max(200) }),
          },
          signal,
        )
        return { ok: true, say: 'It answers in the form that is asked for.', sample: value.title }
      }),
  }
}

async function hearSome(speech: SpeechEngine, path: string, signal: AbortSignal) {
  await speech.prepare?.({ signal, onProgress() {} })
  const track = await openTrack(path)
  const length = Math.min(TEST_MS, speech.caps.maxSeconds * 1000)
  const from = Math.max(0, Math.min(trackMs(track) * PASS_OVER, trackMs(track) - length))
  const wav = await sliceTrack(track, from, from + length)
  const durationMs = Math.round(((wav.length - 44) / 2 / track.rate) * 1000)
  const { segments } = await speech.transcribe({ wav, durationMs }, { signal })
  const words = segments.flatMap((segment) => segment.words)
  const estimated = words.filter(({ timing }) => timing === 'estimated').length
  const times =
    words.length === 0
      ? 'it heard no words here'
      : estimated === 0
        ? 'all with times of their own'
        : estimated === words.length
          ? 'without times of their own: they are estimated from the sound'
          : `${words.length - estimated} of them with times of their own`
  const said = words.map(({ text }) => text).join(' ')
  return {
    ok: words.length > 0,
    say: words.length === 0 ? `It answers, but ${times}.` : `${words.length} words, ${times}.`,
    sample: said === '' ? null : cutShort(said),
  }
}

const cutShort = (text: string) =>
  text.length > SAMPLE_CHARS ? `${text.slice(0, SAMPLE_CHARS).replace(/\s+\S*$/, '')} …` : text

/** Whatever happens is the test's answer; a bug is no answer. */
async function tried(
  work: (signal: AbortSignal) => Promise<Omit<EngineTest, 'ms'>>,
): Promise<EngineTest> {
  const started = performance.now()
  const slow = AbortSignal.timeout(PATIENCE_MS)
  const ms = () => Math.round(performance.now() - started)
  try {
    return { ...(await work(slow)), ms: ms() }
  } catch (error) {
    if (!isAppError(error)) throw error
    const say = slow.aborted ? `No answer in ${PATIENCE_MS / 1000} s.` : error.message
    return { ok: false, say, sample: null, ms: ms() }
  }
}

const speechFacts = ({ name, engine, host, leaves, price }: SetUpEngine): SpeechFacts => ({
  ...{ id: engine.id, name, host, leaves, pricePerMinute: price },
  words: engine.caps.words,
  confidence: engine.caps.confidence,
  diarize: engine.caps.diarize,
  endsOn: name === 'openai' ? mannersOf(engine.id.slice('openai:'.length)).endsOn : null,
})

const languageFacts = (
  { id, leaves }: Pick<Llm, 'id' | 'leaves'>,
  { model, budgetTokens }: Pick<LlmConfig, 'model' | 'budgetTokens'>,
): LanguageFacts => ({
  model: model ?? '',
  host: id.slice(0, id.length - (model ?? '').length - 1),
  ...{ leaves, budgetTokens },
})
