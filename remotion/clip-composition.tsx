import { useMemo } from 'react'
import { AbsoluteFill, Sequence } from 'remotion'
import type { AssetSources } from '#core/asset.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { type Cut, cutList } from '#core/cut-list.ts'
import { seamsOf } from '#core/seam.ts'
import { type Shape, shapeSize } from '#core/shape.ts'
import { type Gain, soundMix } from '#core/sound-mix.ts'
import { FPS } from '#core/time.ts'
import { Backdrop } from './backdrop.tsx'
import { CaptionOverlay } from './caption-overlay.tsx'
import { CutSound, Music } from './clip-sound.tsx'
import { GraphicsOverlay } from './graphics/graphics-overlay.tsx'
import type { Motion } from './overlay-key.ts'
import { playOf, SeamedPicture, SeamWhite } from './seamed-picture.tsx'
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
        <Pictures {...{ project, cuts, shape, video, gain: mix.voice }} />
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

type PicturesProps = {
  project: ClipProject
  cuts: Cut[]
  shape: Shape
  video: NonNullable<ClipCompositionProps['video']>
  gain: Gain
}

/** The cuts' pictures, with the transitions between them: there the later one lies over the earlier. */
function Pictures({ project, cuts, shape, video, gain }: PicturesProps) {
  const seams = useMemo(() => seamsOf(project, cuts), [project, cuts])
  const into = useMemo(() => new Map(seams.map((seam) => [seam.cut, seam])), [seams])
  return (
    <>
      {cuts.map((cut, i) => {
        const play = playOf(cut, into.get(i), into.get(i + 1))
        return (
          <Sequence
            // A cut keeps its player while it keeps its place in the source, however the clip moves.
            key={`${cut.piece} ${cut.from}`}
            from={cut.start - play.lead}
            durationInFrames={play.lead + cut.frames + play.tail}
            premountFor={PREMOUNT}
          >
            <SeamedPicture {...play}>
              <SourcePicture {...{ play, video, shape, framing: project.framing, gain }} />
            </SeamedPicture>
          </Sequence>
        )
      })}
      {seams.map((seam) => (
        <Sequence key={seam.cut} from={seam.from} durationInFrames={seam.frames}>
          <SeamWhite seam={seam} />
        </Sequence>
      ))}
    </>
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
