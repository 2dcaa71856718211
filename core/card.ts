import type { ClipProject } from './clip-project.ts'
import { type Cut, clipFrames, cutList } from './cut-list.ts'
import type { OverlayOf } from './overlay.ts'
import { FPS, toFrame } from './time.ts'

/**
 * An intro or an outro: a picture of its own before one of the clip's frames. The clip keeps its time,
 * in which words, captions and people's playheads are; the film has the cards' time besides.
 */
export type Card = {
  overlay: OverlayOf<'intro' | 'outro'>
  /** Of the clip, the frame that comes after it; the number of them all for the last. */
  at: number
  frames: number
}

/** A clip's cards, in the order they come; none where there is nothing for them to stand beside. */
export function cardsOf(
  project: Pick<ClipProject, 'overlays' | 'pieces' | 'words' | 'pauses'>,
  cuts: Cut[] = cutList(project),
  fps = FPS,
): Card[] {
  const end = clipFrames(cuts)
  if (end === 0) return []
  return project.overlays
    .flatMap((overlay): Card[] => {
      if ((overlay.kind !== 'intro' && overlay.kind !== 'outro') || !overlay.on) return []
      const at = overlay.kind === 'outro' ? end : introAt(overlay, cuts)
      return [{ overlay, at, frames: Math.max(1, toFrame(overlay.ms, fps)) }]
    })
    .sort((a, b) => a.at - b.at)
}

/** After the first piece, where there is a second: the hook comes before the intro. */
function introAt({ afterHook }: OverlayOf<'intro'>, cuts: Cut[]): number {
  const second = cuts.find((cut) => cut.piece !== cuts[0]?.piece)
  return afterHook && second ? second.start : 0
}

/** Frames of all cards together. */
export const cardFrames = (cards: readonly Card[]): number =>
  cards.reduce((sum, { frames }) => sum + frames, 0)

/** Where a frame of the clip is in the film; of the one after a card, where that card begins. */
export const toFilmFrame = (cards: readonly Card[], frame: number): number =>
  frame + cardFrames(cards.filter(({ at }) => at < frame))

/** Which frame of the clip is meant while a frame of the film shows; during a card, the one after it. */
export function toClipFrame(cards: readonly Card[], frame: number): number {
  let before = 0
  for (const { at, frames } of cards) {
    if (frame < at + before) break
    if (frame < at + before + frames) return at
    before += frames
  }
  return frame - before
}

/** A film's stretches one after another: of the clip, `to` exclusive, and the cards between them. */
export function filmStretches<T extends { at: number; frames: number }>(
  cards: readonly T[],
  end: number,
): ({ card: T } | { from: number; to: number })[] {
  const stretches: ({ card: T } | { from: number; to: number })[] = []
  let from = 0
  for (const card of cards) {
    if (card.at > from) stretches.push({ from, to: card.at })
    stretches.push({ card })
    from = card.at
  }
  if (end > from) stretches.push({ from, to: end })
  return stretches
}
