import type { PlayerRef } from '@remotion/player'
import { TriangleAlert } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { clipFrames, cutList } from '#core/cut-list.ts'
import { ClipPlayer } from '../components/clip-player.tsx'
import { useWrittenStyle } from '../studio/use-written-style.ts'
import { assetFile } from './asset-file.ts'
import { useClip, useMedia, useRoom, useTransport, useUi } from './use-room.tsx'

/** The clip as the export will draw it, over the preview copy of the video. */
export function Picture() {
  const { room, video, clip: opened } = useRoom()
  const saved = useClip((view) => view.project)
  const style = useUi((ui) => ui.stylePreview)
  const drag = useUi((ui) => ui.drag)
  const preview = useUi((ui) => ui.preview)
  const rate = useTransport((state) => state.rate)
  const loop = useTransport((state) => state.loop)
  const still = useMedia('(prefers-reduced-motion: reduce)')
  const player = useRef<PlayerRef>(null)

  const project = useMemo(() => {
    const clip = preview ? preview(saved) : saved
    return {
      ...clip,
      style: { ...clip.style, ...style },
      // An edge under the pointer shows what it would let in or leave out.
      pieces: drag
        ? clip.pieces.map((piece) =>
            piece.id === drag.piece ? { ...piece, [drag.edge]: drag.source } : piece,
          )
        : clip.pieces,
    }
  }, [saved, style, drag, preview])
  const frames = useMemo(() => clipFrames(cutList(project)), [project])
  const empty = frames === 0
  useEffect(() => {
    if (empty || !player.current) return
    return room.transport.attach(player.current)
  }, [room, empty])
  useFollowEdge(project, player)

  const written = useWrittenStyle({ clipId: opened.id }, project.style.template)

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
    <ClipPlayer
      player={player}
      project={project}
      video={video}
      assetFile={assetFile}
      rate={rate}
      loop={loop}
      still={still}
      written={written}
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
