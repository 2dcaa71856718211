import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { AppError } from '#core/errors.ts'
import { languageCode } from '#core/transcript-import/language-code.ts'
import { readWhisperJson } from '#core/transcript-import/read-whisper-json.ts'
import type { FromLocalChild, LocalHearing, ToLocalChild } from './local-child.ts'
import { fetchWeights, type PinnedWeights, parakeet, readWeights } from './local-weights.ts'
import { placeText } from './place-text.ts'
import type { Heard, SpeechEngine } from './speech.ts'

/** One hearing's sound: what a model of this size holds in memory at ease. */
const SECONDS = 60
/** How long a child keeps its model for the next piece, ms. */
const IDLE_MS = 60_000
/** What a token without a length of its own lasts at most, s. */
const TOKEN_S = 0.32

/**
 * Hears on this machine, without a key, in a child process: stopping it is ending that. Weights come
 * from a folder, or are fetched on first use. One piece is heard at a time: it takes all cores.
 */
export function localEngine({
  weights,
  dataFolder,
  pinned = parakeet,
}: {
  weights: string | null
  /** Where fetched weights are kept. */
  dataFolder: string
  pinned?: PinnedWeights
}): SpeechEngine {
  const folder = weights ?? join(dataFolder, 'models', pinned.id)
  const child = keptChild(folder)
  let before: Promise<unknown> = Promise.resolve()
  return {
    atOnce: 1,
    id: `local:${weights ? basename(weights) : pinned.id}`,
    caps: {
      words: 'native',
      confidence: 'word',
      diarize: false,
      knowsVoices: false,
      maxSeconds: SECONDS,
    },
    async prepare({ signal, onProgress }) {
      if (!weights)
        await fetchWeights(pinned, folder, {
          signal,
          onProgress: (percent) => onProgress(percent, 'Fetching the speech model'),
        })
      await readWeights(folder)
    },
    transcribe({ wav, durationMs }, { signal }) {
      const heard = before.then(async () => {
        if (signal.aborted) throw new AppError('job.cancelled', { cause: signal.reason })
        return readHearing(await child.hear(samplesOf(wav), signal), wav, durationMs)
      })
      before = heard.catch(() => {})
      return heard
    },
  }
}

function samplesOf(wav: Buffer): Float32Array {
  const samples = new Float32Array((wav.length - 44) >> 1)
  for (let i = 0; i < samples.length; i++) samples[i] = wav.readInt16LE(44 + i * 2) / 32_768
  return samples
}

function readHearing(hearing: LocalHearing, wav: Buffer, durationMs: number): Heard {
  const { tokens = [], timestamps = [], durations = [], ys_log_probs: sure = [] } = hearing
  const language = languageCode(hearing.lang?.replace(/[<|>]/g, ''))
  if (hearing.text.trim() === '') return { language, segments: [] }
  // Whisper says no times: its text is put where somebody speaks, and marked.
  if (timestamps.length !== tokens.length || tokens.length === 0)
    return { language, segments: placeText(hearing.text, wav) }
  const end = durationMs / 1000
  const words = tokens.map((token, i) => {
    const start = Math.min(end, timestamps[i] ?? 0)
    const lasts = durations[i] || TOKEN_S
    const next = timestamps[i + 1] ?? end
    return {
      word: token.replaceAll('▁', ' '),
      start,
      end: Math.min(end, start + lasts, Math.max(start, next)),
      confidence: sure.length === tokens.length ? Math.exp(sure[i] ?? 0) : null,
    }
  })
  return { language, segments: readWhisperJson({ words }).segments }
}

/** A child that has read a model, and is kept for a while. */
function keptChild(folder: string) {
  let child: ChildProcess | null = null
  let idle: NodeJS.Timeout | undefined
  const end = () => {
    clearTimeout(idle)
    child?.kill('SIGKILL')
    child = null
  }
  const ask = (message: ToLocalChild, signal: AbortSignal): Promise<FromLocalChild> => {
    const asked = child
    if (!asked) throw new Error('there is no child')
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        asked.off('message', hear).off('exit', lose)
        signal.removeEventListener('abort', stop)
        act()
      }
      const hear = (answer: FromLocalChild) => settle(() => resolve(answer))
      const lose = () =>
        settle(() =>
          reject(
            signal.aborted
              ? new AppError('job.cancelled', { cause: signal.reason })
              : new AppError('speech.local-failed', { cause: new Error('the process ended') }),
          ),
        )
      const stop = () => asked.kill('SIGKILL')
      asked.on('message', hear).on('exit', lose)
      signal.addEventListener('abort', stop, { once: true })
      asked.send(message, () => {})
    })
  }
  return {
    async hear(samples: Float32Array, signal: AbortSignal): Promise<LocalHearing> {
      clearTimeout(idle)
      try {
        if (!child?.connected) {
          const model = await readWeights(folder)
          child = startChild()
          child.once('exit', () => {
            child = null
          })
          expectKind(
            await ask({ type: 'load', model, threads: availableParallelism() }, signal),
            'loaded',
          )
        }
        return expectKind(await ask({ type: 'hear', samples }, signal), 'heard').hearing
      } catch (error) {
        // What failed once may be hurt.
        end()
        throw error
      } finally {
        idle = setTimeout(end, IDLE_MS).unref()
        child?.unref()
        child?.channel?.unref()
      }
    },
  }
}

function expectKind<K extends FromLocalChild['type']>(answer: FromLocalChild, type: K) {
  if (answer.type !== type) {
    const why = answer.type === 'failed' ? answer.message : `it said ${answer.type}`
    throw new AppError('speech.local-failed', { cause: new Error(why) })
  }
  return answer as Extract<FromLocalChild, { type: K }>
}

function startChild(): ChildProcess {
  const require = createRequire(import.meta.url)
  return fork(fileURLToPath(new URL('./local-child.ts', import.meta.url)), [], {
    // Not every process that hears was itself started with the loader that reads TypeScript.
    execArgv: ['--import', pathToFileURL(require.resolve('tsx')).href],
    serialization: 'advanced',
    // The addon says on its own what went wrong in reading a model; people are told by us.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}
