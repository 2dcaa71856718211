import { useMemo } from 'react'
import { AbsoluteFill, useCurrentFrame } from 'remotion'
import type { AssetSources } from '#core/asset.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { clipFrames, cutList } from '#core/cut-list.ts'
import { filledWidth } from '#core/graphic.ts'
import type { Shape } from '#core/shape.ts'
import { measureText } from '../measure-text.ts'
import { useCaptionFonts } from '../use-caption-fonts.ts'
import { GraphicPicture } from './graphic-picture.tsx'
import { graphicLettering, graphicPictures, layOutGraphics } from './lay-out-graphics.ts'
import { loadedPictures, usePictures } from './use-pictures.ts'

export type GraphicsOverlayProps = { project: ClipProject; shape: Shape; assets: AssetSources }

/** Text, pictures, the logo and the progress bar, over the film and under the captions. */
export function GraphicsOverlay({ project, shape, assets }: GraphicsOverlayProps) {
  const frame = useCurrentFrame()
  // Not the film's: cards are no part of the clip that the bar tells.
  const length = useMemo(() => clipFrames(cutList(project)), [project])
  const fonts = useCaptionFonts(useMemo(() => graphicLettering(project), [project]))
  const pictures = usePictures(useMemo(() => graphicPictures(project, assets), [project, assets]))
  const graphics = useMemo(
    () =>
      fonts && pictures ? layOutGraphics(project, shape, loadedPictures(assets), measureText) : [],
    [fonts, pictures, project, shape, assets],
  )
  return (
    <AbsoluteFill>
      {graphics
        .filter(({ frames }) => frames.some(({ from, to }) => frame >= from && frame < to))
        .map((graphic) => {
          const { box, paint } = graphic
          const width = paint.kind === 'bar' ? filledWidth(frame, length, box.width) : box.width
          return (
            <svg
              key={graphic.id}
              width={width}
              height={box.height}
              viewBox={`0 0 ${width} ${box.height}`}
              style={{ position: 'absolute', left: box.x, top: box.y, overflow: 'hidden' }}
              role="presentation"
            >
              <GraphicPicture graphic={graphic} />
            </svg>
          )
        })}
    </AbsoluteFill>
  )
}
