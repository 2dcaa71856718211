import { Player, type PlayerRef } from '@remotion/player'
import { Captions, Frame, Maximize2, TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { clipFrames, cutList } from '#core/cut-list.ts'
import { Shape, shapeSize } from '#core/shape.ts'
import { FPS } from '#core/time.ts'
import { ClipComposition } from '#remotion/clip-composition.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Segmented } from '../components/segmented.tsx'
import { SafeZone } from './safe-zone.tsx'
import { TransportBar } from './transport-bar.tsx'
import { useCanEdit, useClip, useMedia, useRoom, useTransport, useUi } from './use-room.tsx'
import { useSize } from './use-size.ts'

/** The picture as the file will have it, its shapes, and what drives it. */
export function Stage({
  side,
  compact = false,
  captionsButton = false,
}: {
  /** Beside the picture, where there is room. */
  side?: ReactNode
  compact?: boolean
  /** Where the inspector has no place of its own. */
  captionsButton?: boolean
}) {
  const { room, actions } = useRoom()
  const shape = useClip((view) => view.project.shape)
  const safeZone = useUi((ui) => ui.safeZone)
  const canEdit = useCanEdit()
  const [area, size] = useSize<HTMLDivElement>()
  const box = fitInto(size, shape)
  // Beside the picture only where the picture loses nothing by it.
  const aside = side !== undefined && size.width - box.width >= SIDE + 48
  return (
    // The stage stays dark in both themes; only its ground follows them.
    <div className="h-full bg-stage">
      <div className="flex h-full min-h-0 min-w-0 flex-col text-1" data-theme="dark">
        {!compact && (
          <div className="flex h-11 shrink-0 items-center gap-2 px-3">
            {canEdit ? (
              <Segmented
                label="Shape"
                value={shape}
                options={Shape.options.map((value) => ({ value, name: value }))}
                onChange={(value) => actions.setShape(value)}
              />
            ) : (
              <span className="text-12 text-3">{shape}</span>
            )}
            <div className="ml-auto flex items-center gap-1">
              {shape === '9:16' && (
                <IconButton
                  label="Safe zone"
                  pressed={safeZone}
                  onClick={() => room.ui.setState({ safeZone: !safeZone })}
                >
                  <Frame size={16} aria-hidden />
                </IconButton>
              )}
              {captionsButton && (
                <IconButton
                  label="Captions"
                  onClick={() => room.ui.setState({ sheet: 'captions' })}
                >
                  <Captions size={16} aria-hidden />
                </IconButton>
              )}
              <IconButton label="Full screen" onClick={room.transport.fullscreen}>
                <Maximize2 size={16} aria-hidden />
              </IconButton>
            </div>
          </div>
        )}
        <div ref={area} className="relative min-h-0 flex-1 overflow-hidden">
          <div
            className="absolute top-1/2 overflow-hidden rounded-3 bg-[#000]"
            style={{
              ...box,
              left: (size.width - (aside ? SIDE : 0)) / 2,
              transform: 'translate(-50%, -50%)',
            }}
          >
            <Picture />
            {safeZone && shape === '9:16' && <SafeZone />}
          </div>
          {aside && (
            <div
              className="absolute inset-y-0 right-0 flex items-center overflow-y-auto"
              style={{ width: SIDE }}
            >
              <div className="w-full py-2 pr-4">{side}</div>
            </div>
          )}
        </div>
        <TransportBar compact={compact} />
      </div>
    </div>
  )
}

/** Width of what stands beside the picture, px. */
const SIDE = 248

function fitInto(area: { width: number; height: number }, shape: Shape) {
  const { width, height } = shapeSize[shape]
  const scale = Math.max(0.05, Math.min((area.width - 24) / width, (area.height - 24) / height))
  return { width: Math.floor(width * scale), height: Math.floor(height * scale) }
}

function Picture() {
  const { room, video } = useRoom()
  const saved = useClip((view) => view.project)
  const style = useUi((ui) => ui.stylePreview)
  const drag = useUi((ui) => ui.drag)
  const rate = useTransport((state) => state.rate)
  const loop = useTransport((state) => state.loop)
  const still = useMedia('(prefers-reduced-motion: reduce)')
  const player = useRef<PlayerRef>(null)

  const project = useMemo(
    () => ({
      ...saved,
      style: { ...saved.style, ...style },
      // An edge under the pointer shows what it would let in or leave out.
      pieces: drag
        ? saved.pieces.map((piece) =>
            piece.id === drag.piece ? { ...piece, [drag.edge]: drag.source } : piece,
          )
        : saved.pieces,
    }),
    [saved, style, drag],
  )
  const frames = useMemo(() => clipFrames(cutList(project)), [project])
  const inputProps = useMemo(
    () => ({
      project,
      shape: project.shape,
      video: video.picture,
      audio: video.sound,
      motion: still ? ('none' as const) : ('full' as const),
    }),
    [project, video, still],
  )
  const empty = frames === 0
  useEffect(() => {
    if (empty || !player.current) return
    return room.transport.attach(player.current)
  }, [room, empty])
  useFollowEdge(project, player)

  if (empty)
    return (
      <div className="grid h-full place-items-center p-6 text-center text-13 text-2">
        <div className="flex flex-col items-center gap-2">
          <TriangleAlert size={20} className="text-warning" aria-hidden />
          Nothing is left to play in this clip. Put words back, or undo.
        </div>
      </div>
    )
  return (
    <Player
      ref={player}
      component={ClipComposition}
      inputProps={inputProps}
      durationInFrames={frames}
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
      initiallyMuted={false}
      acknowledgeRemotionLicense
      errorFallback={({ error }) => (
        <p className="p-4 text-13 text-danger">The picture cannot be shown: {error.message}</p>
      )}
    />
  )
}

/** While an edge is dragged the stage stands at that edge. */
function useFollowEdge(
  project: Parameters<typeof cutList>[0],
  player: React.RefObject<PlayerRef | null>,
) {
  const { room } = useRoom()
  const drag = useUi((ui) => ui.drag)
  const before = useRef<number | null>(null)
  useEffect(() => {
    if (!drag) {
      if (before.current !== null) room.transport.seek(before.current)
      before.current = null
      return
    }
    before.current ??= room.playhead.get()
    const own = cutList(project).filter((cut) => cut.piece === drag.piece)
    const cut = drag.edge === 'from' ? own[0] : own.at(-1)
    if (!cut) return
    player.current?.pause()
    player.current?.seekTo(drag.edge === 'from' ? cut.start : cut.start + cut.frames - 1)
  }, [drag, project, player, room])
}
