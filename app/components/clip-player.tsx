import { Player, type PlayerRef } from '@remotion/player'
import { TriangleAlert } from 'lucide-react'
import { type Ref, useImperativeHandle, useMemo, useRef, useState } from 'react'
import type { AssetSources } from '#core/asset.ts'
import { cardFrames, cardsOf } from '#core/card.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { clipFrames, cutList } from '#core/cut-list.ts'
import type { AssetId } from '#core/ids.ts'
import { overlayAssets } from '#core/overlay.ts'
import { shapeSize } from '#core/shape.ts'
import { musicOf } from '#core/sound-mix.ts'
import { FPS } from '#core/time.ts'
import { type StyleFault, sayFault } from '#core/written-style.ts'
import { ClipComposition } from '#remotion/clip-composition.tsx'
import type { WrittenPreview } from '#remotion/written/written-captions.tsx'
import { onClipTime } from './on-clip-time.ts'

/** A clip as the export will draw it, over the preview copy of its video. Whoever holds `player` drives it, in frames of the clip. */
export function ClipPlayer({
  player,
  project,
  video: { picture, sound },
  assetFile,
  rate = 1,
  loop = false,
  muted = false,
  still,
  written = null,
}: {
  player: Ref<PlayerRef>
  project: ClipProject
  video: {
    picture: { src: string; width: number; height: number } | null
    sound: { src: string } | null
  }
  /** The address of what lies on the clip: a logo, a picture, music. */
  assetFile(id: AssetId): string
  rate?: number
  loop?: boolean
  /** At the beginning. */
  muted?: boolean
  /** Captions do not move. */
  still: boolean
  /** The style somebody wrote that the clip names: what runs, or why it is not there. */
  written?: ShownStyle | null
}) {
  const frames = useMemo(() => clipFrames(cutList(project)), [project])
  const cards = useMemo(() => cardsOf(project), [project])
  const film = useRef<PlayerRef>(null)
  const now = useRef(cards)
  now.current = cards
  useImperativeHandle(
    player,
    () =>
      onClipTime(
        () => film.current,
        () => now.current,
      ),
    [],
  )
  const { assets, mix } = useMemo(
    () => ({
      assets: Object.fromEntries(
        overlayAssets(project).map((id) => [id, { src: assetFile(id) }]),
      ) as AssetSources,
      mix: musicOf(project),
    }),
    [project, assetFile],
  )
  const [fault, setFault] = useState<StyleFault | null>(null)
  const running = written && 'style' in written ? written : null
  const preview = useMemo(
    () =>
      running && {
        ...{ frame: STYLE_FRAME, style: running.style, onFault: setFault },
        ...(running.onFacts && { onFacts: running.onFacts }),
        ...(running.onSession && { onSession: running.onSession }),
      },
    [running],
  )
  const inputProps = useMemo(
    () => ({
      project,
      shape: project.shape,
      video: picture,
      audio: sound,
      assets,
      music: mix && { src: assetFile(mix.asset) },
      motion: still ? ('none' as const) : ('full' as const),
      captionsMayFollow: true,
      written: preview,
    }),
    [project, picture, sound, still, assets, mix, assetFile, preview],
  )
  if (frames === 0)
    return (
      <div className="grid h-full place-items-center p-6 text-center text-13 text-2">
        <div className="flex flex-col items-center gap-2">
          <TriangleAlert size={20} className="text-warning" aria-hidden />
          Nothing is left to play in this clip.
        </div>
      </div>
    )
  const named = project.style.enabled && project.style.template !== null
  const wrong = !named
    ? null
    : fault
      ? `The caption style failed. ${sayFault(fault)}`
      : written && 'say' in written
        ? written.say
        : written
          ? null
          : 'Captions in a style that people wrote are not shown here.'
  const playing = (
    <Player
      ref={film}
      component={ClipComposition}
      inputProps={inputProps}
      durationInFrames={frames + cardFrames(cards)}
      fps={FPS}
      compositionWidth={shapeSize[project.shape].width}
      compositionHeight={shapeSize[project.shape].height}
      style={{ width: '100%', height: '100%' }}
      playbackRate={rate}
      loop={loop}
      clickToPlay
      doubleClickToFullscreen={false}
      spaceKeyToPlayOrPause={false}
      moveToBeginningWhenEnded={false}
      // Each cut has a player of its own; shared ones would run out.
      numberOfSharedAudioTags={0}
      initiallyMuted={muted}
      acknowledgeRemotionLicense
      errorFallback={({ error }) => (
        <p className="p-4 text-13 text-danger">The picture cannot be shown: {error.message}</p>
      )}
    />
  )
  return (
    <>
      {playing}
      {wrong && (
        <p role="status" className="absolute inset-x-0 top-0 z-10 bg-panel p-2 text-12 text-2">
          {wrong}
        </p>
      )}
    </>
  )
}

/** Where the server has the document of the frame that shows written styles. */
const STYLE_FRAME = '/style-frame'

/** A written style that runs, or a sentence that says why it does not. */
export type ShownStyle = Pick<WrittenPreview, 'style' | 'onFacts' | 'onSession'> | { say: string }
