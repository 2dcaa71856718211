import { initialsOf } from '../components/avatar.tsx'
import { personColour } from '../library/person-colour.ts'
import { useThreads } from './comments.ts'
import type { Thread } from './place-threads.ts'
import { sayTenths } from './timeline-view.ts'
import { useRoom, useUi } from './use-room.tsx'
import { placeAt, useWindow } from './use-view.ts'

/** Where something was said of the clip and is not done with yet. */
export function CommentsLane() {
  const { threads } = useThreads()
  const { from, to } = useWindow()
  return (
    <ul aria-label="Comments" className="closing absolute inset-0">
      {threads
        .filter((thread) => !thread.comment.resolved && thread.to >= from && thread.from <= to)
        .map((thread) => (
          <Pin key={thread.comment.id} thread={thread} />
        ))}
    </ul>
  )
}

function Pin({ thread: { comment, from, to, changed, gone } }: { thread: Thread }) {
  const { room, clip } = useRoom()
  const { pxPerMs } = useWindow()
  const active = useUi((ui) => ui.comment === comment.id)
  const name = comment.by?.name ?? 'Somebody who left'
  const colour = comment.by ? personColour(comment.by.id, clip.me.userId) : 8
  const [fill, line] = colour
    ? [`var(--p${colour})`, `var(--pl${colour})`]
    : ['var(--accent)', 'var(--mark)']
  const open = () => {
    room.transport.pause()
    room.transport.seek(from)
    room.ui.setState({ comment: comment.id, side: 'comments' })
  }
  return (
    <li className="absolute top-[2px]" style={{ left: placeAt(pxPerMs, from) }}>
      {to > from && (
        <span
          aria-hidden
          className="absolute top-[7px] h-[5px] rounded-full opacity-60"
          style={{ width: (to - from) * pxPerMs, background: line }}
        />
      )}
      <button
        type="button"
        // The list beside the stage is in this order too, and needs no pointer.
        tabIndex={-1}
        aria-label={`${name} at ${sayTenths(from)}: ${comment.body}`}
        title={`${name}: ${comment.body}`}
        className={`relative grid h-[18px] min-w-[18px] place-items-center rounded-full rounded-tl-none px-1 font-semibold text-[9px] after:absolute after:-inset-1 ${
          active ? 'ring-[2px] ring-mark' : ''
        } ${changed || gone ? 'opacity-60' : ''}`}
        style={{ background: fill, color: 'var(--p-ink)' }}
        onClick={open}
      >
        {initialsOf(name)}
      </button>
    </li>
  )
}
