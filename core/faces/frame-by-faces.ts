import { centredBox, type FramingKey } from '../framing.ts'
import { type Slot, slotRatio } from '../layout.ts'
import { median } from '../median.ts'
import type { Shape } from '../shape.ts'
import { ms, type Range } from '../time.ts'
import { facePath, type PathKey } from './face-path.ts'
import type { SeenFace, SeenShot } from './seen-shot.ts'
import { type SpokenWord, type Turn, whoTalks } from './who-talks.ts'

export type ShotKey = Pick<FramingKey, 'slot' | 't' | 'box' | 'move'>

/** Why somebody should look at a shot: what was chosen for it is safe, and may be wrong. */
export type Doubt = 'which-one-talks' | 'comes-and-goes' | 'nobody'

export type FacedShot = Range & {
  keys: ShotKey[]
  /** Two people one above the other, where both talk or nobody knows who does; else one crop. */
  layout: 'fill' | 'split'
  doubt: Doubt | null
  /** Where the middle of everybody's face usually is and how large it is, 0–1, the most seen first. */
  people: { x: number; y: number; w: number; h: number }[]
}

/** Somebody counts who is there in this share of the looks. */
const THERE = 0.35
/** Somebody who is there in less than this share comes and goes. */
const STEADY = 0.6
/** Room beside the outermost faces, in their widths. */
const ROOM = 0.6
/** Nobody is missed in a shot shorter than this. */
const SHORT_MS = 2000
/** Where turns are shorter than this on average, both are shown instead of jumping to and fro. */
const QUICK_TURNS_MS = 2500

/**
 * Frames every shot by whom it shows: one person is followed, a group that fits is shown whole, of
 * several who do not fit the one who talks. Begins afresh at every cut. Pure.
 */
export function frameByFaces(
  shots: readonly SeenShot[],
  words: readonly SpokenWord[],
  { shape, sourceRatio }: { shape: Shape; sourceRatio: number },
): FacedShot[] {
  const frameOf = (slot: Slot) => ({ ratio: slotRatio(slot, shape), sourceRatio })
  return shots.map((shot): FacedShot => {
    const faces = shot.faces.filter(({ seen }) => seen.length >= Math.max(1, shot.looks * THERE))
    const people = faces.map(({ seen }) => usual(seen))
    const made = (
      keys: ShotKey[],
      doubt: Doubt | null = null,
      layout: FacedShot['layout'] = 'fill',
    ) => ({ from: shot.from, to: shot.to, keys, layout, doubt, people })
    const main = (keys: PathKey[]) => keys.map((key) => ({ ...key, slot: 'main' as const }))
    const [first, second, ...more] = faces
    if (!first) {
      const box = centredBox(slotRatio('main', shape), sourceRatio)
      const key = { slot: 'main' as const, t: ms(shot.from), box, move: 'hold' as const }
      return made([key], shot.to - shot.from >= SHORT_MS ? 'nobody' : null)
    }
    if (!second) {
      const steady = first.seen.length >= shot.looks * STEADY || shot.to - shot.from < SHORT_MS
      return made(
        main(facePath(first.seen, shot, frameOf('main'))),
        steady ? null : 'comes-and-goes',
      )
    }
    const together = group(faces, centredBox(slotRatio('main', shape), sourceRatio).w)
    if (together) return made(main(facePath(together, shot, frameOf('main'))))
    const turns = whoTalks(faces, words, shot)
    const clear = turns.every(({ face }) => face !== null)
    const quick = turns.length > 2 && (shot.to - shot.from) / turns.length < QUICK_TURNS_MS
    if (clear && !quick) return made(main(byTurns(faces, turns, frameOf('main'))))
    const doubt = clear ? null : 'which-one-talks'
    if (more.length > 0) {
      // Three and more do not stand one above the other: the largest face, or whoever talked.
      const one = faces[turns.find(({ face }) => face !== null)?.face ?? largest(people)] ?? first
      return made(main(facePath(one.seen, shot, frameOf('main'))), doubt)
    }
    const [left, right] =
      usual(first.seen).x < usual(second.seen).x ? [first, second] : [second, first]
    const slot = (name: 'first' | 'second', face: SeenFace): ShotKey[] =>
      facePath(face.seen, shot, frameOf(name)).map((key) => ({ ...key, slot: name }))
    return made([...slot('first', left), ...slot('second', right)], doubt, 'split')
  })
}

/** How far beyond a clip its shots are framed too, ms: as far as somebody may extend it soon. */
const BEYOND_MS = 60_000

/** The shots of a video that a clip shows, and those beside it. */
export const shotsAround = (shots: readonly SeenShot[], { from, to }: Range): SeenShot[] =>
  shots.filter((shot) => shot.to > from - BEYOND_MS && shot.from < to + BEYOND_MS)

/** One after another, each cut to hard: a pan between two people would show neither. */
function byTurns(
  faces: readonly SeenFace[],
  turns: readonly Turn[],
  frame: { ratio: number; sourceRatio: number },
): PathKey[] {
  const stretches: Turn[] = []
  for (const turn of turns) {
    const before = stretches.at(-1)
    if (before && before.face === turn.face) before.to = turn.to
    else stretches.push({ ...turn })
  }
  return stretches.flatMap(({ from, to, face }) => {
    const seen = faces[face ?? 0]?.seen ?? []
    const near = seen.filter(({ t }) => t >= from && t < to)
    // Between two looks nothing was seen: where they usually are.
    return facePath(near.length > 0 ? near : [{ ...usual(seen), t: ms(from) }], { from, to }, frame)
  })
}

/** Everybody as one face, where all of them fit into a crop of this width. */
function group(faces: readonly SeenFace[], width: number) {
  const boxes = faces.map(({ seen }) => usual(seen))
  const room = ROOM * Math.max(...boxes.map(({ w }) => w))
  const left = Math.min(...boxes.map(({ x }) => x))
  const right = Math.max(...boxes.map(({ x, w }) => x + w))
  if (right - left + 2 * room > width) return null
  const top = Math.min(...boxes.map(({ y }) => y))
  const h = median(boxes.map((box) => box.h))
  return (faces[0]?.seen ?? []).map(({ t }) => ({ t, x: left, w: right - left, y: top, h }))
}

const usual = (seen: SeenFace['seen']) => ({
  x: median(seen.map(({ x }) => x)),
  y: median(seen.map(({ y }) => y)),
  w: median(seen.map(({ w }) => w)),
  h: median(seen.map(({ h }) => h)),
})

const largest = (people: readonly { w: number; h: number }[]) =>
  people.reduce((best, one, i) => (one.h > (people[best]?.h ?? 0) ? i : best), 0)
