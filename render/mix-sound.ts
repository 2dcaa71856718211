import { type FileHandle, open } from 'node:fs/promises'
import { type Gain, gainAt } from '#core/sound-mix.ts'
import { SAMPLE_RATE } from './cut-sound.ts'

/** Left and right, four bytes each: how `mixSound` reads and writes. */
export const RAW_SOUND = ['-f', 'f32le', '-ar', String(SAMPLE_RATE), '-ac', '2']
const BYTES = 8
/** Between two places where a gain is asked for, samples: a millisecond. */
const STEP = SAMPLE_RATE / 1000
/** Samples in memory at once. */
const BLOCK = SAMPLE_RATE

type Track = {
  file: string
  gain: Gain
  /** Whether it begins anew where it ends. */
  loop: boolean
}

/**
 * Adds tracks of raw sound, each under its gain, into one of `samples`; what is shorter is followed by
 * silence. FFmpeg's own filters would each need the gains told in another way than the preview is.
 */
export async function mixSound(
  tracks: Track[],
  samples: number,
  out: string,
  signal?: AbortSignal | undefined,
): Promise<void> {
  const opened: (Track & { handle: FileHandle; length: number })[] = []
  const written = await open(out, 'w')
  try {
    for (const track of tracks) {
      const handle = await open(track.file)
      opened.push({ ...track, handle, length: Math.floor((await handle.stat()).size / BYTES) })
    }
    for (let from = 0; from < samples; from += BLOCK) {
      signal?.throwIfAborted()
      const count = Math.min(BLOCK, samples - from)
      const mixed = new Float32Array(count * 2)
      for (const track of opened) add(mixed, await read(track, from, count), track.gain, from)
      await written.write(new Uint8Array(mixed.buffer))
    }
  } finally {
    await Promise.all([written, ...opened.map(({ handle }) => handle)].map((file) => file.close()))
  }
}

/** Stretches of a track, silent where there is nothing. */
async function read(
  { handle, length, loop }: { handle: FileHandle; length: number; loop: boolean },
  from: number,
  count: number,
): Promise<Float32Array> {
  const bytes = new Uint8Array(count * BYTES)
  for (let done = 0; done < count && length > 0; ) {
    const at = loop ? (from + done) % length : from + done
    const some = Math.min(count - done, length - at)
    if (some <= 0) break
    const { bytesRead } = await handle.read(bytes, done * BYTES, some * BYTES, at * BYTES)
    if (bytesRead < BYTES) break
    done += Math.floor(bytesRead / BYTES)
  }
  return new Float32Array(bytes.buffer)
}

function add(to: Float32Array, track: Float32Array, gain: Gain, from: number): void {
  const at = (sample: number) => gainAt(gain, ((from + sample) * 1000) / SAMPLE_RATE)
  for (let step = 0; step * 2 < to.length; step += STEP) {
    const [start, end] = [at(step), at(step + STEP)]
    const last = Math.min(step + STEP, to.length / 2)
    for (let i = step; i < last; i++) {
      const factor = start + ((end - start) * (i - step)) / STEP
      to[i * 2] = (to[i * 2] ?? 0) + factor * (track[i * 2] ?? 0)
      to[i * 2 + 1] = (to[i * 2 + 1] ?? 0) + factor * (track[i * 2 + 1] ?? 0)
    }
  }
}
