import { Player, type PlayerRef } from '@remotion/player'
import { TriangleAlert } from 'lucide-react'
import { type Ref, useImperativeHandle, useMemo, useRef } from 'react'
import type { AssetSources } from '#core/asset.ts'
import { cardFrames, cardsOf } from '#core/card.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { clipFrames, cutList } from '#core/cut-list.ts'
import type { AssetId } from '#core/ids.ts'
import { overlayAssets } from '#core/overlay.ts'
import { shapeSize } from '#core/shape.ts'
import { musicOf } from '#core/sound-mix.ts'
import { FPS } from '#core/time.ts'
import { ClipComposition } from '#remotion/clip-composition.tsx'
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
  const inputProps = useMemo(
    () => ({
      project,
      shape: project.shape,
      video: picture,
      audio: sound,
      assets,
      music: mix && { src: assetFile(mix.asset) },
      motion: still ? ('none' as const) : ('full' as const),
    }),
    [project, picture, sound, still, assets, mix, assetFile],
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
  return (
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
}
