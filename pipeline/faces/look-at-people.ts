import type { SeenShot } from '#core/faces/seen-shot.ts'
import { runFfmpeg } from '#render/ffmpeg.ts'
import type { Decoder } from '../ingest/decoders.ts'
import { tellProgress } from '../thread-progress.ts'
import { type FoundFace, loadFaceFinder } from './face-finder.ts'
import { type FaceFollower, followFaces, type Luma } from './follow-faces.ts'
import { timeToNextLook } from './when-to-look.ts'

/** Pictures a second: enough to see a mouth move. */
const RATE = 6
/** The longer side of what is looked at, px: a face of a twentieth of it is still found. */
const SIDE = 416

export type LookAtPeopleInput = {
  decoder: Decoder
  /** A file of ours: upright, from time 0. */
  proxy: string
  width: number
  height: number
  durationMs: number
  /** Where shots begin, ms, ascending, without the first. */
  scenes: number[]
}

type Shot = {
  from: number
  until: number
  people: FaceFollower
  /** What the last look found, and the number of the picture that is looked at next. */
  found: FoundFace[] | null
  lookAt: number
}

/**
 * Follows everybody's face through a video, shot by shot. To be called in a thread of its own: it
 * burns about three minutes of one core for an hour of video.
 */
export async function lookAtPeople(input: LookAtPeopleInput): Promise<SeenShot[]> {
  const { decoder, proxy, durationMs, scenes } = input
  const finder = await loadFaceFinder()
  const scale = SIDE / Math.max(input.width, input.height)
  const even = (side: number) => Math.max(2, Math.round((side * scale) / 2) * 2)
  const [width, height] = [even(input.width), even(input.height)]
  const size = (width * height * 3) / 2

  const shots: SeenShot[] = []
  let shot: Shot | null = null
  let before: Luma | null = null
  let number = 0
  const take = (picture: Uint8Array) => {
    // The frame that stands for a stretch of time is the last that begins in it.
    const at = Math.round(((number + 0.4) * 1000) / RATE)
    if (!shot || at >= shot.until) {
      if (shot) shots.push(shot.people.finish(shot.until))
      const from = scenes.findLast((scene) => scene <= at) ?? 0
      const until = scenes.find((scene) => scene > at) ?? Number.POSITIVE_INFINITY
      shot = { from, until, people: followFaces(from), found: null, lookAt: number }
      before = null
    }
    const now = { plane: picture.subarray(0, width * height), width, height }
    if (before) shot.people.watch(before, now)
    if (number >= shot.lookAt) {
      const faces = finder.find(rgbOf(picture, width, height), width, height)
      shot.people.look(at, faces, now)
      shot.lookAt = number + Math.round((timeToNextLook(shot.found, faces) * RATE) / 1000)
      shot.found = faces
    }
    before = now
    number++
    if (number % (RATE * 10) === 0) tellProgress(Math.min(99, (at / durationMs) * 100))
  }

  let rest: Buffer = Buffer.alloc(0)
  await runFfmpeg(
    decoder,
    [
      // Frames that no other needs, and smoothing, are left out: a third less to decode. Cuts in a
      // proxy are key frames, so none is missed.
      ...['-v', 'error', '-threads', '1', '-skip_frame', 'noref', '-skip_loop_filter', 'all'],
      ...['-i', `file:${proxy}`, '-an'],
      ...['-vf', `fps=${RATE},scale=${width}:${height}:flags=bilinear`],
      ...['-pix_fmt', 'yuv420p', '-f', 'rawvideo', 'pipe:1'],
    ],
    {
      onOutput: (chunk) => {
        rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
        let from = 0
        // A copy of each: the bytes they come in are used again.
        for (; from + size <= rest.length; from += size)
          take(new Uint8Array(rest.subarray(from, from + size)))
        rest = rest.subarray(from)
      },
    },
  )
  const last = shot as Shot | null
  if (last) shots.push(last.people.finish(Math.max(durationMs, last.from + 1)))
  return shots
}

/** BT.601 in the limited range, as the proxy has it. */
function rgbOf(yuv: Uint8Array, width: number, height: number): Uint8Array {
  const rgb = new Uint8Array(width * height * 3)
  const half = width / 2
  const blue = width * height
  const red = blue + blue / 4
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const chroma = (y >> 1) * half + (x >> 1)
      const c = 1.164 * ((yuv[y * width + x] ?? 0) - 16)
      const u = (yuv[blue + chroma] ?? 128) - 128
      const v = (yuv[red + chroma] ?? 128) - 128
      const at = (y * width + x) * 3
      rgb[at] = byte(c + 1.596 * v)
      rgb[at + 1] = byte(c - 0.392 * u - 0.813 * v)
      rgb[at + 2] = byte(c + 2.017 * u)
    }
  return rgb
}

const byte = (value: number) => Math.max(0, Math.min(255, value))
