import { type CSSProperties, useMemo } from 'react'
import {
  AbsoluteFill,
  Html5Video,
  OffthreadVideo,
  useCurrentFrame,
  useRemotionEnvironment,
} from 'remotion'
import { sourceFrame } from '#core/cut-list.ts'
import { type Framing, framedAs } from '#core/framing.ts'
import { containRect, type PicturePart, pictureParts, type Rect } from '#core/picture-parts.ts'
import type { Shape } from '#core/shape.ts'
import type { Gain } from '#core/sound-mix.ts'
import { FPS } from '#core/time.ts'
import { loudness } from './clip-sound.tsx'
import type { Play } from './seamed-picture.tsx'
import { usePatience } from './use-patience.ts'

export type SourceVideo = {
  src: string
  width: number
  height: number
  /** Where in the source the file begins, ms. Left out: it is the whole. */
  from?: number
}

type SourcePictureProps = {
  play: Play
  video: SourceVideo
  framing: Framing
  shape: Shape
  gain: Gain
}

/** The pictures of one cut, each part of the frame showing its crop of the source. */
export function SourcePicture({ play, video, framing, shape, gain }: SourcePictureProps) {
  const frame = useCurrentFrame()
  const { cut, lead, tail } = play
  const { width, height } = video
  const parts = useMemo(
    () => pictureParts(framing, shape, { width, height }),
    [framing, shape, width, height],
  )
  const start = sourceFrame(cut) - lead
  // One player for all the cut, a second one from its beginning where it will be needed.
  const two = framing.layouts.some(
    (layout) =>
      layout.kind !== 'fill' &&
      layout.shape === framedAs(framing, shape) &&
      layout.from < cut.to &&
      layout.to > cut.from,
  )
  const volume = useMemo(
    () =>
      loudness(
        gain,
        cut.start - lead,
        lead + tail > 0 ? { from: lead, to: lead + cut.frames } : undefined,
      ),
    [gain, cut.start, cut.frames, lead, tail],
  )
  const layers = layersOf(parts(start + frame).parts, video)
  return (
    // A stack of its own: what is in front here is still behind the captions.
    <AbsoluteFill style={{ isolation: 'isolate' }}>
      {(two ? [0, 1] : [0]).map((index) => (
        <Layer
          key={index}
          {...{ src: video.src, start: start - ((video.from ?? 0) * FPS) / 1000 }}
          // Only the first is heard.
          muted={index > 0}
          volume={index > 0 ? {} : volume}
          layer={layers[index] ?? null}
        />
      ))}
    </AbsoluteFill>
  )
}

/** Where the whole source lies so that a cell shows its part of it, px of the picture. */
type Placed = { cell: Rect; source: Rect; filter?: string; behind?: boolean }

function layersOf(parts: PicturePart[], source: { width: number; height: number }): Placed[] {
  return parts.flatMap(({ cell, crop }): Placed[] => {
    if (crop) return [{ cell, source: around(cell, crop, source) }]
    const { whole, behind, sigma, light } = containRect(source, cell)
    return [
      { cell, source: whole },
      {
        ...{ cell, source: around(cell, behind, source), behind: true },
        filter: `blur(${sigma}px) brightness(${light})`,
      },
    ]
  })
}

function around(cell: Rect, crop: Rect, source: { width: number; height: number }): Rect {
  const [across, down] = [cell.width / crop.width, cell.height / crop.height]
  return {
    x: cell.x - crop.x * across,
    y: cell.y - crop.y * down,
    width: source.width * across,
    height: source.height * down,
  }
}

type LayerProps = {
  src: string
  start: number
  muted: boolean
  volume: ReturnType<typeof loudness>
  layer: Placed | null
}

function Layer({ src, start, muted, volume, layer }: LayerProps) {
  const { isRendering } = useRemotionEnvironment()
  const [ready, onError] = usePatience()
  const cell: CSSProperties = layer
    ? {
        ...{ position: 'absolute', overflow: 'hidden' },
        ...{ left: layer.cell.x, top: layer.cell.y },
        ...{ width: layer.cell.width, height: layer.cell.height, zIndex: layer.behind ? 0 : 1 },
      }
    : { visibility: 'hidden', position: 'absolute', width: 0, height: 0 }
  const style: CSSProperties = layer
    ? {
        ...{ position: 'absolute', maxWidth: 'none', objectFit: 'fill', filter: layer.filter },
        ...{ left: layer.source.x - layer.cell.x, top: layer.source.y - layer.cell.y },
        ...{ width: layer.source.width, height: layer.source.height },
      }
    : {}
  return (
    <div style={cell}>
      {isRendering ? (
        <OffthreadVideo src={src} trimBefore={start} style={style} muted />
      ) : (
        ready && (
          <Html5Video
            {...{ src, style, muted, onError, ...volume }}
            trimBefore={start}
            pauseWhenBuffering
          />
        )
      )}
    </div>
  )
}
