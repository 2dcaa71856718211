import { useQuery } from '@tanstack/react-query'
import { musicOf } from '#core/sound-mix.ts'
import { useTRPC } from '../trpc/client.tsx'
import { DuckingCurve } from './ducking-curve.tsx'
import { useClip, useRoom } from './use-room.tsx'
import { placeAt, useWindow } from './use-view.ts'

/** The music under the clip, and how loud it is. A press opens what can be changed. */
export function MusicLane() {
  const { room, clip } = useRoom()
  const trpc = useTRPC()
  const music = useClip((view) => musicOf(view.project))
  const length = useClip((view) => view.length)
  const { pxPerMs } = useWindow()
  const list = useQuery(
    trpc.assets.list.queryOptions({ clipId: clip.id, kind: 'sound' }, { enabled: music !== null }),
  )
  if (!music)
    return <p className="sticky left-3 inline-block text-11 text-3 leading-[27px]">No music</p>
  const name = list.data?.find(({ id }) => id === music.asset)?.name ?? 'Music'
  return (
    <button
      type="button"
      aria-label={`Music: ${name}`}
      className="absolute inset-y-0.5 overflow-hidden rounded-1 border border-line bg-panel text-left hover:border-edge"
      style={{ left: placeAt(pxPerMs, 0), width: length * pxPerMs }}
      onClick={() => room.ui.setState({ tab: 'audio', side: null })}
    >
      <DuckingCurve className="absolute inset-0 h-full" />
      <span className="sticky left-2 inline-block px-2 text-11 text-1 leading-[22px]">
        {name}
        {music.loop ? ' (again and again)' : ''}
      </span>
    </button>
  )
}
