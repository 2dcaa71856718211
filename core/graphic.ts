import type { ClipProject } from './clip-project.ts'
import type { Cut } from './cut-list.ts'
import { type Overlay, type OverlayOf, overlayTimes } from './overlay.ts'
import type { Rect } from './picture-parts.ts'
import { type Shape, shapeSize } from './shape.ts'
import { FPS, toFrame } from './time.ts'

/** The overlays that lie on the picture. */
export type GraphicOverlay = OverlayOf<'text' | 'image' | 'logo' | 'progress'>

/** From the lowest to the topmost; captions lie over all of them. */
export const graphicsOf = ({ overlays }: Pick<ClipProject, 'overlays'>): GraphicOverlay[] =>
  overlays.filter(isGraphic)

const isGraphic = (overlay: Overlay): overlay is GraphicOverlay =>
  overlay.kind === 'text' ||
  overlay.kind === 'image' ||
  overlay.kind === 'logo' ||
  overlay.kind === 'progress'

/** Overlays give sizes for a picture this wide, px. */
const WIDTH = 1080

/** Pixels of a shape's picture for each an overlay gives. */
export const overlayScale = (shape: Shape): number => shapeSize[shape].width / WIDTH

/** When a graphic shows: stretches of the clip's frames, `to` exclusive, in order. */
export function graphicFrames(
  graphic: GraphicOverlay,
  cuts: readonly Cut[],
  fps = FPS,
): { from: number; to: number }[] {
  const last = cuts.at(-1)
  const all = { from: 0, to: last ? last.start + last.frames : 0 }
  if (graphic.kind === 'progress' || graphic.shown === 'all') return all.to > 0 ? [all] : []
  return overlayTimes(graphic, cuts, fps)
    .map(({ from, to }) => ({ from: toFrame(from, fps), to: toFrame(to, fps) }))
    .filter(({ from, to }) => to > from)
}

/**
 * Where a picture lies, px. Places are even: half-resolution colour, which films are written in, knows
 * no others. `picture`: of the asset, px.
 */
export function pictureRect(
  overlay: OverlayOf<'image' | 'logo'>,
  shape: Shape,
  picture: { width: number; height: number },
): Rect {
  const { width, height } = shapeSize[shape]
  const share = overlay.kind === 'logo' ? overlay.scale : overlay.w
  const size = {
    width: Math.max(2, even(width * share)),
    height: Math.max(2, even((width * share * picture.height) / picture.width)),
  }
  if (overlay.kind === 'image')
    return {
      x: even(overlay.x * width - size.width / 2),
      y: even(overlay.y * height - size.height / 2),
      ...size,
    }
  const margin = overlay.margin * overlayScale(shape)
  const along = (at: 'start' | 'middle' | 'end', most: number, side: number) =>
    even(at === 'start' ? margin : at === 'end' ? most - margin - side : (most - side) / 2)
  const { place } = overlay
  return {
    x: along(
      place.endsWith('left') ? 'start' : place.endsWith('right') ? 'end' : 'middle',
      width,
      size.width,
    ),
    y: along(
      place.startsWith('top') ? 'start' : place.startsWith('bottom') ? 'end' : 'middle',
      height,
      size.height,
    ),
    ...size,
  }
}

/** Where the progress bar lies when it is full, px. */
export function progressRect({ edge, height }: OverlayOf<'progress'>, shape: Shape): Rect {
  const picture = shapeSize[shape]
  const tall = Math.max(2, even(height * overlayScale(shape)))
  return { x: 0, y: edge === 'top' ? 0 : picture.height - tall, width: picture.width, height: tall }
}

/**
 * How much of the bar is filled while a frame shows, px: whole pairs, and full with the last frame.
 */
export const filledWidth = (frame: number, frames: number, width: number): number =>
  even((width * (frame + 1)) / frames)

const even = (n: number) => Math.round(n / 2) * 2
