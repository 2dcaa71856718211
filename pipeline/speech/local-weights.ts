import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { AppError } from '#core/errors.ts'

export type PinnedFile = { name: string; bytes: number; sha256: string }
export type PinnedWeights = { id: string; baseUrl: string; files: readonly PinnedFile[] }

/**
 * NVIDIA's Parakeet TDT 0.6B v3 (CC BY 4.0), 25 languages with punctuation and times, in the 8-bit form
 * that sherpa-onnx reads. A revision never changes, and what comes is held against these hashes.
 */
export const parakeet: PinnedWeights = {
  id: 'parakeet-tdt-0.6b-v3',
  baseUrl:
    'https://huggingface.co/csukuangfj/sherpa-onnx-nemo-parakeet-tdt-0.6b-v3-int8/resolve/2bda32ec70b097a55adaa07d9a7173915b43cc78',
  files: [
    {
      name: 'tokens.txt',
      bytes: 93_939,
      sha256: 'd58544679ea4bc6ac563d1f545eb7d474bd6cfa467f0a6e2c1dc1c7d37e3c35d',
    },
    {
      name: 'joiner.int8.onnx',
      bytes: 6_355_277,
      sha256: '3164c13fc2821009440d20fcb5fdc78bff28b4db2f8d0f0b329101719c0948b3',
    },
    {
      name: 'decoder.int8.onnx',
      bytes: 11_845_275,
      sha256: '179e50c43d1a9de79c8a24149a2f9bac6eb5981823f2a2ed88d655b24248db4e',
    },
    {
      name: 'encoder.int8.onnx',
      bytes: 652_184_281,
      sha256: 'acfc2b4456377e15d04f0243af540b7fe7c992f8d898d751cf134c3a55fd2247',
    },
  ],
}

/**
 * Brings weights into a folder once. A file that is there in its length has been checked: it got its
 * name only then. What was cut off is begun where it ended. Throws `speech.no-weights`.
 */
export async function fetchWeights(
  { baseUrl, files }: PinnedWeights,
  folder: string,
  { signal, onProgress }: { signal: AbortSignal; onProgress(percent: number): void },
): Promise<void> {
  await mkdir(folder, { recursive: true })
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  for (const file of files) {
    const place = join(folder, file.name)
    if ((await sizeOf(place)) !== file.bytes) {
      await fetchFile(`${baseUrl}/${file.name}`, place, file, signal, (bytes) =>
        onProgress(((done + bytes) / all) * 100),
      )
    }
    done += file.bytes
    onProgress((done / all) * 100)
  }
}

async function fetchFile(
  url: string,
  place: string,
  { bytes, sha256 }: PinnedFile,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const part = `${place}.part`
  const have = await sizeOf(part)
  try {
    if (have < bytes) {
      const response = await fetch(url, {
        signal,
        headers: have > 0 ? { range: `bytes=${have}-` } : {},
      })
      if (!response.ok || !response.body) throw new Error(`it answered ${response.status}`)
      const goesOn = response.status === 206
      let got = goesOn ? have : 0
      const count = new Transform({
        transform(chunk: Buffer, _, next) {
          got += chunk.length
          // More than there can be is not what was asked for, and would fill the disk.
          if (got > bytes) return next(new Error('it sent more than it should'))
          onBytes(got)
          next(null, chunk)
        },
      })
      await pipeline(
        Readable.fromWeb(response.body as NodeStream),
        count,
        createWriteStream(part, { flags: goesOn ? 'a' : 'w' }),
        {
          signal,
        },
      )
    }
    const hash = createHash('sha256')
    await pipeline(createReadStream(part), hash, { signal })
    if (hash.digest('hex') !== sha256) {
      await rm(part, { force: true })
      throw new Error('what came is not what it should be')
    }
    await rename(part, place)
  } catch (error) {
    if (signal.aborted) throw new AppError('job.cancelled', { cause: signal.reason })
    throw new AppError('speech.no-weights', {
      detail: `The speech model could not be fetched from ${new URL(url).host}: ${reasonOf(error)}. Fetch it elsewhere and name its folder in TRANSCRIBE_WEIGHTS, or choose another engine.`,
      cause: error,
    })
  }
}

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message : 'it does not answer'
}

const sizeOf = async (path: string) => (await stat(path).catch(() => null))?.size ?? 0

/** How a folder of weights is read: the kind of model, told by which files there are. */
export type LocalModel =
  | { kind: 'transducer'; encoder: string; decoder: string; joiner: string; tokens: string }
  | { kind: 'whisper'; encoder: string; decoder: string; tokens: string }
  | { kind: 'sense-voice' | 'nemo-ctc' | 'zipformer-ctc'; model: string; tokens: string }

/** Looks at a folder. Throws `speech.no-weights` where it is no model's that is known. */
export async function readWeights(folder: string): Promise<LocalModel> {
  const names = await readdir(folder).catch(() => [] as string[])
  const find = (pattern: RegExp) => {
    const found = names.filter((name) => pattern.test(name)).sort((a, b) => a.length - b.length)
    // The 8-bit form is as good and half as slow.
    const [name] = found.filter((one) => one.includes('int8')).concat(found)
    return name === undefined ? undefined : join(folder, name)
  }
  const tokens = find(/tokens\.txt$/)
  const [encoder, decoder] = [find(/encoder.*\.onnx$/), find(/decoder.*\.onnx$/)]
  const joiner = find(/joiner.*\.onnx$/)
  const model = find(/^model.*\.onnx$/)
  if (tokens && encoder && decoder && joiner)
    return { kind: 'transducer', encoder, decoder, joiner, tokens }
  if (tokens && encoder && decoder) return { kind: 'whisper', encoder, decoder, tokens }
  if (tokens && model) {
    const kind = /sense-?voice/i.test(folder)
      ? 'sense-voice'
      : /nemo|parakeet|giga/i.test(folder)
        ? 'nemo-ctc'
        : 'zipformer-ctc'
    return { kind, model, tokens }
  }
  throw new AppError('speech.no-weights', {
    detail: `"${folder}" holds no speech model that is known: tokens.txt with an encoder, a decoder and a joiner, or with model.onnx.`,
  })
}
