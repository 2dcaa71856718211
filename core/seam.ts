import { cardsOf } from './card.ts'
import type { ClipProject } from './clip-project.ts'
import { type Cut, cutList, sourceFrame } from './cut-list.ts'
import { FPS } from './time.ts'
import type { TransitionKind } from './transition.ts'

/** A transition where it lies: over the last frames of one cut and the first of the next. */
export type Seam = {
  kind: TransitionKind
  /** Of the cut that comes in, in the cut list. */
  cut: number
  /** The first frame of the clip it covers, and how many: as many before the seam as after. */
  from: number
  frames: number
}

/**
 * A clip's transitions, in order. One that is longer than what lies beside it is cut short: it takes at
 * most half of a cut at each side, so that no two ever meet.
 */
export function seamsOf(project: ClipProject, cuts: Cut[] = cutList(project), fps = FPS): Seam[] {
  if (project.transitions.length === 0) return []
  // A card between two cuts is seen whole: nothing goes over into it.
  const carded = new Set(cardsOf(project, cuts, fps).map(({ at }) => at))
  const wanted = new Map(project.transitions.map((one) => [one.piece, one]))
  return cuts.flatMap((cut, i): Seam[] => {
    const before = cuts[i - 1]
    const transition = wanted.get(cut.piece)
    if (!before || before.piece === cut.piece || !transition) return []
    if (carded.has(cut.start)) return []
    const half = Math.min(
      Math.round((transition.ms * fps) / 2000),
      Math.floor(before.frames / 2),
      Math.floor(cut.frames / 2),
    )
    return half > 0
      ? [{ kind: transition.kind, cut: i, from: cut.start - half, frames: half * 2 }]
      : []
  })
}

/**
 * How far a transition has come in one of its frames, 0–1. The first frame is still all of what goes:
 * so do FFmpeg's fades count.
 */
export const seamShare = (frame: number, frames: number): number => frame / frames

/** What is seen of what goes out and what comes in, and of a plain colour over both. */
export type SeamLook = {
  out: { light: number; zoom: number }
  /** `shift`: how far to the right it stands, as a share of the picture's width. */
  in: { opacity: number; light: number; shift: number }
  white: number
}

const still: SeamLook = {
  out: { light: 1, zoom: 1 },
  in: { opacity: 1, light: 1, shift: 0 },
  white: 0,
}

/** How much closer the picture comes before it gives way. */
export const ZOOM = 0.35

/** How both pictures look at a share of a transition. The preview draws this, and the export does. */
export function seamLook(kind: TransitionKind, share: number): SeamLook {
  const out = share < 0.5
  // Down to nothing at the middle, and up again.
  const dip = out ? 1 - 2 * share : 2 * share - 1
  switch (kind) {
    case 'dissolve':
      return { ...still, in: { ...still.in, opacity: share } }
    case 'fade':
      return {
        ...still,
        out: { light: dip, zoom: 1 },
        in: { opacity: out ? 0 : 1, light: dip, shift: 0 },
      }
    case 'flash':
      return { ...still, in: { ...still.in, opacity: out ? 0 : 1 }, white: 1 - dip }
    case 'slide':
      return { ...still, in: { ...still.in, shift: 1 - share * share * (3 - 2 * share) } }
    case 'zoom':
      return {
        ...still,
        out: { light: 1, zoom: 1 + ZOOM * share },
        in: { ...still.in, opacity: share },
      }
  }
}

/** Whether both pictures are needed all the while; else one gives way to the other at the seam. */
export const needsBoth = (kind: TransitionKind): boolean => kind !== 'fade' && kind !== 'flash'

/** Where in the source a cut plays at a frame of the clip, before its beginning and after its end too. */
export const sourceAt = (cut: Cut, frame: number, fps = FPS): number =>
  sourceFrame(cut, fps) + frame - cut.start
