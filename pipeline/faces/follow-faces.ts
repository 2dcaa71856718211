import type { SeenFace, SeenShot } from '#core/faces/seen-shot.ts'
import { ms } from '#core/time.ts'
import { type FoundFace, overlap } from './face-finder.ts'

/** A picture's brightness, row by row, 0–255. */
export type Luma = { plane: Uint8Array; width: number; height: number }

/** One face over a shot. Mouth movement is gathered from picture to picture until the next look. */
type Track = {
  box: FoundFace
  seen: { t: number; box: FoundFace; moved: number; pictures: number }[]
}

/** Between two looks a face is the same where it is at most this far from where it was, in its widths. */
const STEP = 0.75
/** A face that was away for so long is taken for another. Looks come every 1 to 1.5 s. */
const AWAY_MS = 3200
/** Parts of a face's box: left, top, right, bottom, 0–1. */
const MOUTH = [0.25, 0.64, 0.75, 0.96] as const
const EYES = [0.2, 0.15, 0.8, 0.5] as const

export type FaceFollower = {
  /** What was found in a picture. `t`: source ms. */
  look(t: number, faces: FoundFace[], picture: Luma): void
  /** Every picture, those that were looked at too: how much the mouths moved since the one before. */
  watch(before: Luma, now: Luma): void
  finish(to: number): SeenShot
}

/** Follows the faces of one shot, which begins at `from`, source ms. */
export function followFaces(from: number): FaceFollower {
  const tracks: Track[] = []
  let [looks, light, sharp] = [0, 0, 0]
  return {
    look(t, faces, picture) {
      looks++
      const quality = qualityOf(picture)
      light += quality.light
      sharp += quality.sharp
      const free = new Set(tracks.filter((track) => t - lastOf(track) <= AWAY_MS))
      for (const face of faces) {
        const near = [...free]
          .map((track) => ({ track, far: distance(track.box, face) }))
          .sort((a, b) => a.far - b.far)[0]
        const sight = { t, box: face, moved: 0, pictures: 0 }
        if (near && (near.far <= STEP || overlap(near.track.box, face) > 0.2)) {
          free.delete(near.track)
          near.track.box = face
          near.track.seen.push(sight)
        } else tracks.push({ box: face, seen: [sight] })
      }
    },
    watch(before, now) {
      for (const { box, seen } of tracks) {
        const sight = seen.at(-1)
        if (!sight) continue
        // A head that nods moves eyes and mouth alike; one that speaks moves the mouth.
        const moved = change(before, now, box, MOUTH) - change(before, now, box, EYES)
        sight.moved += Math.max(0, moved)
        sight.pictures++
      }
    },
    finish(to) {
      const faces = tracks
        .sort((a, b) => b.seen.length - a.seen.length)
        .map(({ seen }): SeenFace => ({ seen: seen.map(told) }))
      const share = (sum: number) => round(looks > 0 ? sum / looks : 0)
      return { from: ms(from), to: ms(to), looks, faces, light: share(light), sharp: share(sharp) }
    },
  }
}

const told = ({ t, box, moved, pictures }: Track['seen'][number]): SeenFace['seen'][number] => ({
  t: ms(t),
  x: round(box.x),
  y: round(box.y),
  w: round(box.w),
  h: round(box.h),
  mouth: round(pictures > 0 ? moved / pictures : 0),
})

const lastOf = ({ seen }: Track) => seen.at(-1)?.t ?? Number.NEGATIVE_INFINITY

/** Between two middles, in widths of the wider face. */
function distance(a: FoundFace, b: FoundFace): number {
  const across = a.x + a.w / 2 - b.x - b.w / 2
  const down = a.y + a.h / 2 - b.y - b.h / 2
  return Math.hypot(across / Math.max(a.w, b.w), down / Math.max(a.h, b.h))
}

/** Mean change of brightness in a part of a box, 0–255. */
function change(
  a: Luma,
  b: Luma,
  box: FoundFace,
  [l, t, r, d]: readonly [number, number, number, number],
) {
  const { width, height } = b
  const [x0, x1] = [Math.floor((box.x + box.w * l) * width), (box.x + box.w * r) * width]
  const [y0, y1] = [Math.floor((box.y + box.h * t) * height), (box.y + box.h * d) * height]
  let [sum, count] = [0, 0]
  for (let y = y0; y < y1 && y < height; y++)
    for (let x = x0; x < x1 && x < width; x++) {
      const at = y * width + x
      sum += Math.abs((a.plane[at] ?? 0) - (b.plane[at] ?? 0))
      count++
    }
  return count > 0 ? sum / count : 0
}

/** The difference from its neighbours at which a picture is as crisp as it gets, of 255. */
const CRISP = 12

function qualityOf({ plane, width, height }: Luma): { light: number; sharp: number } {
  let [light, detail, count] = [0, 0, 0]
  // Every other dot tells as much.
  for (let y = 1; y < height - 1; y += 2)
    for (let x = 1; x < width - 1; x += 2) {
      const at = y * width + x
      const here = plane[at] ?? 0
      const around =
        (plane[at - 1] ?? 0) +
        (plane[at + 1] ?? 0) +
        (plane[at - width] ?? 0) +
        (plane[at + width] ?? 0)
      light += here
      detail += Math.abs(4 * here - around)
      count++
    }
  if (count === 0) return { light: 0, sharp: 0 }
  return { light: light / count / 255, sharp: Math.min(1, detail / count / CRISP / 4) }
}

const round = (value: number) => Math.round(value * 1000) / 1000
