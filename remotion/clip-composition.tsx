import { useMemo } from 'react'
import { AbsoluteFill, Sequence } from 'remotion'
import type { AssetSources } from '#core/asset.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { type Cut, cutList } from '#core/cut-list.ts'
import { type Shape, shapeSize } from '#core/shape.ts'
import { soundMix } from '#core/sound-mix.ts'
import { FPS } from '#core/time.ts'
import { Backdrop } from './backdrop.tsx'
import { CaptionOverlay } from './caption-overlay.tsx'
import { CutSound, Music } from './clip-sound.tsx'
import { GraphicsOverlay } from './graphics/graphics-overlay.tsx'
import type { Motion } from './overlay-key.ts'
import { SourcePicture } from './source-picture.tsx'

export type ClipCompositionProps = {
  project: ClipProject
  shape: Shape
  /** The picture to cut from, with its sound; null where there is none: a dark ground takes its place. */
  video: { src: string; width: number; height: number } | null
  /** The sound of a source without picture. */
  audio: { src: string } | null
  /** The pictures its overlays show. */
  assets: AssetSources
  /** The file of its music. */
  music: { src: string } | null
  motion: Motion
}

/** How long before its turn a cut starts loading, frames. */
const PREMOUNT = 2 * FPS

/** The clip: its cuts one after another, each framed as it should be, what lies on it, and the captions. */
export function ClipComposition({
  project,
  shape,
  video,
  audio,
  assets,
  music,
  motion,
}: ClipCompositionProps) {
  const cuts = useMemo(() => cutList(project), [project])
  const mix = useMemo(() => soundMix(project), [project])
  return (
    <AbsoluteFill style={{ backgroundColor: '#0b0d15', overflow: 'hidden' }}>
      {video ? (
        <EachCut cuts={cuts}>
          {(cut) => (
            <SourcePicture {...{ cut, video, shape, framing: project.framing, gain: mix.voice }} />
          )}
        </EachCut>
      ) : (
        <Backdrop title={project.title} {...shapeSize[shape]} />
      )}
      {!video && audio && (
        <EachCut cuts={cuts}>
          {(cut) => <CutSound cut={cut} src={audio.src} gain={mix.voice} />}
        </EachCut>
      )}
      {mix.music && music && <Music music={mix.music} src={music.src} />}
      <GraphicsOverlay project={project} shape={shape} assets={assets} />
      <CaptionOverlay project={project} shape={shape} motion={motion} />
    </AbsoluteFill>
  )
}

function EachCut({ cuts, children }: { cuts: Cut[]; children: (cut: Cut) => React.ReactNode }) {
  return cuts.map((cut) => (
    <Sequence
      // A cut keeps its player while it keeps its place in the source, however the clip moves.
      key={`${cut.piece} ${cut.from}`}
      from={cut.start}
      durationInFrames={cut.frames}
      premountFor={PREMOUNT}
    >
      {children(cut)}
    </Sequence>
  ))
}
