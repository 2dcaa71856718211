import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { toClipTime, toSourceTime } from '#core/cut-list.ts'
import { type FramingKey, framedAs, keysOf, layoutOf } from '#core/framing.ts'
import { FPS } from '#core/time.ts'
import { dragPointer } from './drag-pointer.ts'
import { layoutNames } from './part-names.ts'
import { croppedSlots, shotsOf } from './shots.ts'
import { sayTenths } from './timeline-view.ts'
import { useParts } from './use-parts.ts'
import { useCanEdit, useClip, useRoom, useUi } from './use-room.tsx'
import { placeAt, useWindow } from './use-view.ts'

/** How each shot fills the picture, and the moments at which its crop is decided. */
export function FramingLane() {
  const { room, video } = useRoom()
  const project = useClip((view) => view.project)
  const cuts = useClip((view) => view.cuts)
  const slot = useUi((ui) => ui.slot)
  const { pxPerMs, from, to } = useWindow()
  const canEdit = useCanEdit()
  const { framing, shape } = project
  const own = framedAs(framing, shape) === shape
  const labels = shotsOf(project, video.durationMs).flatMap((shot) => {
    const cut = cuts.find((one) => one.to > shot.from && one.from < shot.to)
    if (!cut) return []
    const at = toClipTime(cuts, Math.max(shot.from, cut.from))
    return at === null
      ? []
      : [{ at, kind: layoutOf(framing, shape, Math.max(shot.from, cut.from)) }]
  })
  const keys = keysOf(framing, shape, slot).flatMap((key) => {
    const at = toClipTime(cuts, key.t)
    // A key of a layout that is not shown there says nothing.
    const counts = croppedSlots(layoutOf(framing, shape, key.t), shape).includes(slot)
    return at !== null && counts && at >= from && at <= to ? [{ key, at }] : []
  })
  return (
    <>
      <div
        aria-hidden
        className="pointer-events-none absolute inset-x-0 top-1/2 border-line border-t border-dotted"
      />
      <ul aria-label="Shots" className="closing absolute inset-0">
        {labels
          .filter(({ at }) => at <= to)
          .map(({ at, kind }) => (
            <li
              key={at}
              className="pointer-events-none absolute top-0 whitespace-nowrap border-edge border-l bg-bg pr-1.5 pl-1.5 text-11 text-3 leading-[23px]"
              style={{ left: placeAt(pxPerMs, at) }}
            >
              {layoutNames[kind]}
            </li>
          ))}
      </ul>
      <ul aria-label="Framing keys" className="closing absolute inset-0">
        {keys.map(({ key, at }, i) => (
          <KeyMark
            key={key.id}
            {...{ at, number: i + 1, of: keys.length }}
            framing={key}
            movable={canEdit && own}
            onSeek={() => room.transport.seek(at)}
          />
        ))}
      </ul>
    </>
  )
}

function KeyMark({
  framing: key,
  at,
  number,
  of,
  movable,
  onSeek,
}: {
  framing: FramingKey
  at: number
  number: number
  of: number
  movable: boolean
  onSeek(): void
}) {
  const { room } = useRoom()
  const parts = useParts()
  const { pxPerMs } = useWindow()
  const [by, setBy] = useState(0)
  const moveTo = (clip: number) => {
    const { cuts, length } = room.clip.getState()
    parts.moveKey(key, toSourceTime(cuts, Math.min(length - 1, Math.max(0, clip))))
  }
  const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return
    event.stopPropagation()
    if (!movable) return onSeek()
    let moved = 0
    dragPointer(event.currentTarget, event, {
      move(px) {
        moved = px / room.view.state.getState().pxPerMs
        setBy(moved)
      },
      end(how) {
        setBy(0)
        if (how === 'dragged') moveTo(at + moved)
        if (how === 'pressed') {
          onSeek()
          room.ui.setState({ tab: 'layout' })
        }
      },
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (step && movable) moveTo(at + (step * (event.shiftKey ? 10 : 1) * 1000) / FPS)
    else if ((event.key === 'Delete' || event.key === 'Backspace') && movable) parts.removeKey(key)
    else if (event.key === 'Enter' || event.key === ' ') onSeek()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <li className="absolute top-0" style={{ left: placeAt(pxPerMs, at + by) }}>
      <button
        type="button"
        aria-label={`Framing key ${number} of ${of} at ${sayTenths(at)}, ${
          key.move === 'glide' ? 'glides on' : 'holds'
        }. Arrows move it, Delete removes it.`}
        className="-translate-x-1/2 absolute top-0 left-0 grid size-6 cursor-ew-resize touch-none place-items-center"
        onPointerDown={onPointerDown}
        onKeyDown={onKeyDown}
      >
        <span
          aria-hidden
          className={`size-2.5 rotate-45 border border-mark ${key.auto ? 'bg-bg' : 'bg-accent'}`}
        />
      </button>
    </li>
  )
}
