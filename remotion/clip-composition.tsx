import { lazy, Suspense, useMemo } from 'react'
import { AbsoluteFill, Sequence, useCurrentFrame } from 'remotion'
import type { AssetSources } from '#core/asset.ts'
import { cardsOf, filmStretches } from '#core/card.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { type Cut, clipFrames, cutList } from '#core/cut-list.ts'
import { seamsOf } from '#core/seam.ts'
import { type Shape, shapeSize } from '#core/shape.ts'
import { type Gain, soundMix } from '#core/sound-mix.ts'
import { FPS } from '#core/time.ts'
import { Backdrop } from './backdrop.tsx'
import { CaptionOverlay } from './caption-overlay.tsx'
import { CardOnFilm } from './card-picture.tsx'
import { CutSound, Music } from './clip-sound.tsx'
import { GraphicsOverlay } from './graphics/graphics-overlay.tsx'
import type { Motion } from './overlay-key.ts'
import { playOf, SeamedPicture, SeamWhite } from './seamed-picture.tsx'
import { SourcePicture, type SourceVideo } from './source-picture.tsx'
import type { WrittenPreview } from './written/written-captions.tsx'

// Most clips have none, and exports draw them elsewhere.
const WrittenCaptions = lazy(async () => ({
  default: (await import('./written/written-captions.tsx')).WrittenCaptions,
}))

export type ClipCompositionProps = {
  project: ClipProject
  shape: Shape
  /** The picture to cut from, with its sound; null where there is none: a dark ground takes its place. */
  video: SourceVideo | null
  /** The sound of a source without picture. */
  audio: { src: string } | null
  /** The pictures its overlays show. */
  assets: AssetSources
  /** The file of its music. */
  music: { src: string } | null
  motion: Motion
  /** Captions may come a frame of the screen after a jump. */
  captionsMayFollow?: boolean
  /** The style somebody wrote, where the clip names one and it is shown in a browser. */
  written?: WrittenPreview | null
}

/** How long before its turn a cut starts loading, frames. */
const PREMOUNT = 2 * FPS

/**
 * The film: the clip, its cuts one after another, each framed as it should be, what lies on it, and the
 * captions; and its cards between its frames.
 */
export function ClipComposition(props: ClipCompositionProps) {
  const { project, shape, assets } = props
  const cuts = useMemo(() => cutList(project), [project])
  const cards = useMemo(() => cardsOf(project, cuts), [project, cuts])
  if (cards.length === 0) return <Clip {...props} cuts={cuts} />
  const end = clipFrames(cuts)
  let shown = 0
  return filmStretches(cards, end).map((one) => {
    const from = shown
    if ('card' in one) {
      shown += one.card.frames
      const { overlay, frames } = one.card
      return (
        <Sequence key={overlay.id} from={from} durationInFrames={frames}>
          <CardOnFilm overlay={overlay} shape={shape} assets={assets} />
        </Sequence>
      )
    }
    shown += one.to - one.from
    return (
      <Sequence
        key={one.from === 0 ? 'clip' : `clip ${one.from}`}
        from={from}
        durationInFrames={one.to - one.from}
        premountFor={PREMOUNT}
      >
        {/* On its own time, whatever comes before. */}
        <Sequence from={-one.from} durationInFrames={end}>
          <Clip {...props} cuts={cuts} />
        </Sequence>
      </Sequence>
    )
  })
}

/** The clip without its cards. */
function Clip({
  project,
  shape,
  video,
  audio,
  assets,
  music,
  motion,
  captionsMayFollow = false,
  written,
  cuts,
}: ClipCompositionProps & { cuts: Cut[] }) {
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
      {project.style.template === null || !project.style.enabled ? (
        <CaptionOverlay
          project={project}
          shape={shape}
          motion={motion}
          mayFollow={captionsMayFollow}
        />
      ) : (
        written && (
          <Suspense>
            <WrittenCaptions {...{ project, shape, motion, written }} />
          </Suspense>
        )
      )}
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
  const plays = useMemo(
    () =>
      cuts.map((cut, i) => {
        const play = playOf(cut, into.get(i), into.get(i + 1))
        const before = play.standing + play.lead
        return { play, from: cut.start - before, frames: before + cut.frames + play.tail }
      }),
    [cuts, into],
  )
  return (
    <>
      {useNear(plays).map(({ play, from, frames }) => (
        <Sequence
          key={keyOf(play.cut)}
          from={from}
          durationInFrames={frames}
          premountFor={PREMOUNT}
        >
          <SeamedPicture {...play}>
            <SourcePicture {...{ play, video, shape, framing: project.framing, gain }} />
          </SeamedPicture>
        </Sequence>
      ))}
      {seams.map((seam) => (
        <Sequence key={seam.cut} from={seam.from} durationInFrames={seam.frames}>
          <SeamWhite seam={seam} />
        </Sequence>
      ))}
    </>
  )
}

function EachCut({ cuts, children }: { cuts: Cut[]; children: (cut: Cut) => React.ReactNode }) {
  const all = useMemo(
    () => cuts.map((cut) => ({ cut, from: cut.start, frames: cut.frames })),
    [cuts],
  )
  return useNear(all).map(({ cut, from, frames }) => (
    <Sequence key={keyOf(cut)} from={from} durationInFrames={frames} premountFor={PREMOUNT}>
      {children(cut)}
    </Sequence>
  ))
}

/** A cut keeps its player while it keeps its place in the source, however the clip moves. */
const keyOf = ({ piece, from }: Cut) => `${piece} ${from}`

/** What is shown now or is about to be: of what is far off, each would be asked again every frame. */
function useNear<T extends { from: number; frames: number }>(all: readonly T[]): T[] {
  const frame = useCurrentFrame()
  return all.filter(({ from, frames }) => frame >= from - PREMOUNT && frame < from + frames)
}
