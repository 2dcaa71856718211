import { useClip, useRoom } from './use-room.tsx'
import { useTimeBar } from './use-time-bar.ts'

/** The clip's time as one bar, where there is no timeline. */
export function Scrubber() {
  const { room } = useRoom()
  const { playhead, transport } = room
  const length = useClip((view) => view.length)
  const { bar, done, listeners } = useTimeBar({ playhead, transport, length })
  return (
    <div
      ref={bar}
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={0}
      aria-valuemax={Math.round(length)}
      aria-valuenow={0}
      className="group mx-3 flex h-7 shrink-0 cursor-pointer touch-none items-center"
      {...listeners}
    >
      <div className="h-1 w-full overflow-hidden rounded-full bg-line">
        <div ref={done} className="h-full origin-left bg-mark" />
      </div>
    </div>
  )
}
