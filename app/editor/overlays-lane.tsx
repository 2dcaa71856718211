import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react'
import { overlayTitles } from '#core/clip-diff.ts'
import type { GraphicOverlay } from '#core/graphic.ts'
import { FPS } from '#core/time.ts'
import { dragPointer } from './drag-pointer.ts'
import { type OverlayBar, overlayBars, shownAt } from './overlay-rows.ts'
import { snap } from './snap.ts'
import { sayTenths } from './timeline-view.ts'
import { useParts } from './use-parts.ts'
import { useCanEdit, useClip, useRoom, useUi } from './use-room.tsx'
import { placeAt, useWindow } from './use-view.ts'

/** Height of a row, px. */
export const ROW = 22

/** When the things that lie on the picture are seen. A bar is moved, and drawn at its ends. */
export function OverlaysLane() {
  const project = useClip((view) => view.project)
  const cuts = useClip((view) => view.cuts)
  const { from, to } = useWindow()
  const chosen = useUi((ui) => ui.overlay)
  const { bars } = useMemo(() => overlayBars(project, cuts), [project, cuts])
  if (bars.length === 0)
    return (
      <p className="sticky left-3 inline-block text-11 text-3 leading-[25px]">
        Nothing lies on the picture
      </p>
    )
  return (
    <ul aria-label="On the picture" className="closing absolute inset-0">
      {bars
        .filter((bar) => bar.to >= from && bar.from <= to)
        .map((bar) => (
          <Bar key={`${bar.overlay.id} ${bar.from}`} bar={bar} chosen={bar.overlay.id === chosen} />
        ))}
    </ul>
  )
}

const nameOf = (overlay: GraphicOverlay) =>
  overlay.kind === 'text'
    ? overlay.text || 'Empty text'
    : overlayTitles[overlay.kind].replace(/^(an?|the) /, '')

function Bar({ bar, chosen }: { bar: OverlayBar; chosen: boolean }) {
  const { room } = useRoom()
  const parts = useParts()
  const canEdit = useCanEdit()
  const { pxPerMs } = useWindow()
  const [dragged, setDragged] = useState<{ from: number; to: number } | null>(null)
  const { overlay } = bar
  const { from, to } = dragged ?? bar
  const movable = canEdit && overlay.kind !== 'progress'

  const write = (times: { from: number; to: number }) => {
    if (overlay.kind === 'progress') return
    const { cuts, length } = room.clip.getState()
    const shown = shownAt(times, cuts, length)
    if (shown) parts.changeOverlay(overlay.id, overlay.kind, shown)
    else
      room.ui.setState({
        said: 'Not there: pieces of the clip were moved about between those times',
        saidOf: 'look',
      })
  }
  const shifted = (edge: 'from' | 'to' | 'both', by: number) => ({
    from: edge === 'to' ? bar.from : bar.from + by,
    to: edge === 'from' ? bar.to : bar.to + by,
  })
  const take = () => room.ui.setState({ overlay: overlay.id, tab: 'brand' })

  const onPointerDown = (edge: 'from' | 'to' | 'both') => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.stopPropagation()
    if (!movable) return take()
    event.currentTarget.focus({ preventScroll: true })
    let times = { from: bar.from, to: bar.to }
    const targets = [
      ...room.clip.getState().heard.flatMap((word) => [word.from, word.to]),
      ...[0, room.clip.getState().length],
    ].map((at) => ({ ms: at, kind: 'word' as const }))
    dragPointer(event.currentTarget, event, {
      move(px, { ctrlKey, metaKey }) {
        const scale = room.view.state.getState().pxPerMs
        let by = px / scale
        if (room.ui.getState().snap && !ctrlKey && !metaKey) {
          const end = edge === 'to' ? bar.to : bar.from
          const near = snap(
            end + by,
            [...targets, { ms: room.playhead.get(), kind: 'playhead' }],
            scale,
          )
          if (near) by = near.ms - end
        }
        times = shifted(edge, by)
        setDragged(times)
      },
      end(how) {
        setDragged(null)
        if (how === 'dragged') write(times)
        if (how === 'pressed') {
          take()
          room.transport.seek(bar.from)
        }
      },
    })
  }
  const onKeyDown = (edge: 'from' | 'to' | 'both') => (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (by && movable) write(shifted(edge, (by * (event.shiftKey ? 10 : 1) * 1000) / FPS))
    else if (event.key === 'Enter' || event.key === ' ') take()
    else if ((event.key === 'Delete' || event.key === 'Backspace') && canEdit)
      parts.removeOverlay(overlay)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const name = nameOf(overlay)
  const width = Math.max(8, (to - from) * pxPerMs - 2)
  return (
    <li
      className="absolute"
      style={{
        left: placeAt(pxPerMs, from),
        width,
        top: 2 + bar.row * ROW,
      }}
    >
      <button
        type="button"
        aria-label={`${name}, ${sayTenths(bar.from)} to ${sayTenths(bar.to)}`}
        title={name}
        className={`block h-5 w-full touch-none truncate rounded-1 border px-2 text-left text-11 text-1 leading-[18px] ${
          chosen ? 'border-mark bg-accent-soft' : 'border-edge bg-hover hover:border-mark'
        } ${movable ? 'cursor-grab' : ''}`}
        onPointerDown={onPointerDown('both')}
        onKeyDown={onKeyDown('both')}
      >
        {width > 24 ? name : ''}
      </button>
      {movable &&
        (['from', 'to'] as const).map((edge) => (
          <button
            key={edge}
            type="button"
            aria-label={`${edge === 'from' ? 'Start' : 'End'} of ${name}, ${sayTenths(bar[edge])}`}
            className={`absolute inset-y-0 w-2 cursor-ew-resize touch-none rounded-1 hover:bg-mark focus-visible:bg-mark ${
              edge === 'from' ? '-left-px' : '-right-px'
            } ${chosen ? 'bg-mark' : ''}`}
            onPointerDown={onPointerDown(edge)}
            onKeyDown={onKeyDown(edge)}
          />
        ))}
    </li>
  )
}
