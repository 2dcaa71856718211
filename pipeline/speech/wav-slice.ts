import { type FileHandle, open } from 'node:fs/promises'
import { AppError } from '#core/errors.ts'

/** The speech track: 16-bit samples of one channel, and where they begin in the file. */
export type WavTrack = { path: string; rate: number; start: number; samples: number }

export async function openTrack(path: string): Promise<WavTrack> {
  const file = await open(path, 'r')
  try {
    return { path, ...(await findSamples(file)) }
  } finally {
    await file.close()
  }
}

/** Where the samples of a WAV begin. Its `data` chunk may follow others, and may not know its length. */
export async function findSamples(file: FileHandle) {
  const { size } = await file.stat()
  const head = Buffer.alloc(Math.min(4096, size))
  await file.read(head, 0, head.length, 0)
  let rate = 16_000
  for (let at = 12; at + 8 <= head.length; ) {
    const name = head.toString('latin1', at, at + 4)
    const length = head.readUInt32LE(at + 4)
    if (name === 'fmt ' && at + 16 <= head.length) rate = head.readUInt32LE(at + 12)
    if (name === 'data') {
      return { start: at + 8, rate, samples: Math.floor((size - at - 8) / 2) }
    }
    at += 8 + length + (length % 2)
  }
  throw new AppError('tool.failed', { cause: new Error('the speech track has no samples') })
}

export const trackMs = ({ samples, rate }: WavTrack) => Math.floor((samples / rate) * 1000)

/** A stretch of sound, ms from its start. */
export type Stretch = { from: number; to: number }

/** A stretch of the track as a WAV of its own: exact to the sample, and read by every engine. */
export const sliceTrack = (track: WavTrack, from: number, to: number) =>
  joinStretches(track, [{ from, to }])

/** Stretches of the track, one after the other, as a WAV; silence follows up to `atLeastMs`. */
export async function joinStretches(
  track: WavTrack,
  stretches: Stretch[],
  atLeastMs = 0,
): Promise<Buffer> {
  const sampleAt = (ms: number) => Math.round((ms / 1000) * track.rate)
  const places = stretches.map(({ from, to }) => {
    const first = sampleAt(from)
    return { first, bytes: Math.max(0, Math.min(track.samples, sampleAt(to)) - first) * 2 }
  })
  const sounding = places.reduce((sum, place) => sum + place.bytes, 0)
  const bytes = Math.max(sounding, sampleAt(atLeastMs) * 2)
  const wav = Buffer.alloc(44 + bytes)
  wav.write('RIFF', 0, 'latin1')
  wav.writeUInt32LE(36 + bytes, 4)
  wav.write('WAVEfmt ', 8, 'latin1')
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(track.rate, 24)
  wav.writeUInt32LE(track.rate * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36, 'latin1')
  wav.writeUInt32LE(bytes, 40)
  const file = await open(track.path, 'r')
  try {
    let at = 44
    for (const place of places) {
      await file.read(wav, at, place.bytes, track.start + place.first * 2)
      at += place.bytes
    }
  } finally {
    await file.close()
  }
  return wav
}
