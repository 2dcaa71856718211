import { useMemo } from 'react'
import {
  AbsoluteFill,
  Html5Audio,
  Html5Video,
  OffthreadVideo,
  Sequence,
  useRemotionEnvironment,
} from 'remotion'
import type { ClipProject } from '#core/clip-project.ts'
import { type Cut, cutList, sourceFrame } from '#core/cut-list.ts'
import { type Shape, shapeSize } from '#core/shape.ts'
import { FPS } from '#core/time.ts'
import { Backdrop } from './backdrop.tsx'
import { CaptionOverlay } from './caption-overlay.tsx'
import type { Motion } from './overlay-key.ts'
import { usePatience } from './use-patience.ts'

export type ClipCompositionProps = {
  project: ClipProject
  shape: Shape
  /** The picture to cut from, with its sound; null where there is none: a dark ground takes its place. */
  video: { src: string; width: number; height: number } | null
  /** The sound of a source without picture. */
  audio: { src: string } | null
  motion: Motion
}

/** How long before its turn a cut starts loading, frames. */
const PREMOUNT = 2 * FPS

/** The clip: its cuts one after another, each filling the shape from its middle, and the captions. */
export function ClipComposition({ project, shape, video, audio, motion }: ClipCompositionProps) {
  const cuts = useMemo(() => cutList(project), [project])
  return (
    <AbsoluteFill style={{ backgroundColor: '#0b0d15', overflow: 'hidden' }}>
      {video ? (
        <EachCut cuts={cuts}>{(cut) => <Picture cut={cut} src={video.src} />}</EachCut>
      ) : (
        <Backdrop title={project.title} {...shapeSize[shape]} />
      )}
      {!video && audio && (
        <EachCut cuts={cuts}>{(cut) => <Sound cut={cut} src={audio.src} />}</EachCut>
      )}
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

const cover = {
  position: 'absolute',
  inset: 0,
  width: '100%',
  height: '100%',
  objectFit: 'cover',
} as const

function Picture({ cut, src }: { cut: Cut; src: string }) {
  const { isRendering } = useRemotionEnvironment()
  const [ready, onError] = usePatience()
  const start = sourceFrame(cut)
  if (isRendering) return <OffthreadVideo src={src} trimBefore={start} style={cover} muted />
  return ready ? (
    <Html5Video src={src} trimBefore={start} style={cover} pauseWhenBuffering onError={onError} />
  ) : null
}

function Sound({ cut, src }: { cut: Cut; src: string }) {
  const [ready, onError] = usePatience()
  return ready ? (
    <Html5Audio src={src} trimBefore={sourceFrame(cut)} pauseWhenBuffering onError={onError} />
  ) : null
}
