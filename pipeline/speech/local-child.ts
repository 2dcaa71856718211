/** The process a local engine hears in: what burns the processor is never the one people edit by. */
import type { LocalModel } from './local-weights.ts'

export type ToLocalChild =
  | { type: 'load'; model: LocalModel; threads: number }
  /** Samples of 16 kHz, from −1 to 1. */
  | { type: 'hear'; samples: Float32Array }

export type LocalHearing = {
  text: string
  lang?: string
  tokens?: string[]
  /** Where each token begins, s. */
  timestamps?: number[]
  durations?: number[]
  /** ln of how sure each is. */
  ys_log_probs?: number[]
}
export type FromLocalChild =
  | { type: 'loaded' }
  | { type: 'heard'; hearing: LocalHearing }
  | { type: 'failed'; message: string }

type Recogniser = {
  createStream(): { acceptWaveform(wave: { samples: Float32Array; sampleRate: number }): void }
  decode(stream: unknown): void
  getResult(stream: unknown): LocalHearing
}
let recogniser: Recogniser | null = null

const tell = (message: FromLocalChild) => process.send?.(message)

process.on('message', (message: ToLocalChild) => {
  void answer(message).then(tell, (error: unknown) =>
    tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
  )
})
// Whoever asked is gone.
process.on('disconnect', () => process.exit(0))

async function answer(message: ToLocalChild): Promise<FromLocalChild> {
  if (message.type === 'load') {
    const sherpa = (await import('sherpa-onnx-node')).default as {
      OfflineRecognizer: new (config: object) => Recogniser
    }
    recogniser = new sherpa.OfflineRecognizer({
      featConfig: { sampleRate: 16_000, featureDim: 80 },
      modelConfig: { ...modelConfig(message.model), numThreads: message.threads, debug: 0 },
    })
    return { type: 'loaded' }
  }
  if (!recogniser) throw new Error('nothing is loaded')
  const stream = recogniser.createStream()
  stream.acceptWaveform({ samples: message.samples, sampleRate: 16_000 })
  recogniser.decode(stream)
  return { type: 'heard', hearing: recogniser.getResult(stream) }
}

function modelConfig(model: LocalModel): object {
  const { tokens } = model
  if (model.kind === 'transducer') {
    const { encoder, decoder, joiner } = model
    return { transducer: { encoder, decoder, joiner }, tokens, modelType: typeOf(encoder) }
  }
  if (model.kind === 'whisper') {
    const { encoder, decoder } = model
    return { whisper: { encoder, decoder, tailPaddings: -1 }, tokens }
  }
  if (model.kind === 'sense-voice') {
    return { senseVoice: { model: model.model, useInverseTextNormalization: 1 }, tokens }
  }
  return model.kind === 'nemo-ctc'
    ? { nemoCtc: { model: model.model }, tokens }
    : { zipformerCtc: { model: model.model }, tokens }
}

/** NeMo's transducers want to be told what they are; of others the addon finds it out. */
const typeOf = (encoder: string) => (/nemo|parakeet/i.test(encoder) ? 'nemo_transducer' : '')
