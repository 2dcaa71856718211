import type { AssetSources, PictureAssets } from '#core/asset.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { cutList } from '#core/cut-list.ts'
import {
  type GraphicOverlay,
  graphicFrames,
  graphicsOf,
  pictureRect,
  progressRect,
} from '#core/graphic.ts'
import type { Shape } from '#core/shape.ts'
import type { Lettering } from '../caption-fonts.ts'
import type { MeasureText } from '../text-runs.ts'
import type { LaidGraphic } from './graphic-layout.ts'
import { layOutText, textFace } from './lay-out-text.ts'

/** A clip's graphics in their places, from the lowest to the topmost. One that never shows is left out. */
export function layOutGraphics(
  project: ClipProject,
  shape: Shape,
  assets: PictureAssets,
  measure: MeasureText,
): LaidGraphic[] {
  const cuts = cutList(project)
  return graphicsOf(project).flatMap((graphic) => {
    const frames = graphicFrames(graphic, cuts)
    const laid = frames.length > 0 ? layOut(graphic, shape, assets, measure) : null
    return laid ? [{ id: graphic.id, frames, ...laid }] : []
  })
}

function layOut(
  graphic: GraphicOverlay,
  shape: Shape,
  assets: PictureAssets,
  measure: MeasureText,
): Pick<LaidGraphic, 'box' | 'paint'> | null {
  if (graphic.kind === 'text') return layOutText(graphic, shape, measure)
  if (graphic.kind === 'progress')
    return { box: progressRect(graphic, shape), paint: { kind: 'bar', colour: graphic.colour } }
  const picture = assets[graphic.asset]
  if (!picture) return null
  const { src } = picture
  return {
    box: pictureRect(graphic, shape, picture),
    paint: { kind: 'picture', src, opacity: graphic.opacity },
  }
}

/** All that must be there before a clip's texts can be measured. */
export const graphicLettering = (project: ClipProject): Lettering[] =>
  graphicsOf(project).flatMap((graphic) =>
    graphic.kind === 'text' && graphic.text.trim() !== ''
      ? [{ typeface: textFace(graphic), letters: graphic.text }]
      : [],
  )

/** The pictures that a clip's graphics show, by their addresses. */
export const graphicPictures = (project: ClipProject, assets: AssetSources): string[] => [
  ...new Set(
    graphicsOf(project).flatMap((graphic) =>
      graphic.kind === 'image' || graphic.kind === 'logo' ? (assets[graphic.asset]?.src ?? []) : [],
    ),
  ),
]
