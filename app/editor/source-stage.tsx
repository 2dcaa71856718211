import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react'
import { toSourceTime } from '#core/cut-list.ts'
import { type Box, boxAround, centredBox, framedAs, layoutOf } from '#core/framing.ts'
import { type Slot, slotRatio } from '#core/layout.ts'
import { cropByCorner, cropMoved } from './crop-drag.ts'
import { dragPointer } from './drag-pointer.ts'
import { keyAt } from './part-actions.ts'
import { slotNames } from './part-names.ts'
import { cropOf, croppedSlots, zoomOf } from './shots.ts'
import { useMoment } from './use-moment.ts'
import { useParts } from './use-parts.ts'
import { useClip, useRoom, useUi } from './use-room.tsx'

/** The preview's picture may be so far beside the playhead while it plays, s. */
const DRIFT_S = 0.15

/** The whole source, and on it what each part of the picture shows of it. */
export function SourceStage({ width, height }: { width: number; height: number }) {
  const { room, video } = useRoom()
  const saved = useClip((view) => view.project)
  const preview = useUi((ui) => ui.preview)
  const chosen = useUi((ui) => ui.slot)
  const at = useMoment()
  const project = useMemo(() => (preview ? preview(saved) : saved), [saved, preview])
  const picture = video.picture
  const player = useRef<HTMLVideoElement>(null)
  useFollow(player)
  if (!picture) return null
  const { shape, framing } = project
  const slots = croppedSlots(layoutOf(framing, shape, at), shape)
  const sourceRatio = picture.width / picture.height
  return (
    <section
      aria-label="Whole source frame"
      className="relative overflow-hidden rounded-3 bg-[#000]"
      style={{ width, height }}
    >
      <video
        ref={player}
        src={picture.src}
        muted
        playsInline
        preload="auto"
        className="size-full object-fill"
      />
      {slots.length === 0 && (
        <p className="absolute inset-x-0 bottom-3 text-center text-12 text-[#f4f4f1]">
          The whole picture is shown.
        </p>
      )}
      {slots.map((slot) => (
        <CropBox
          key={slot}
          slot={slot}
          name={slots.length > 1 ? slotNames[slot] : shape}
          box={cropOf(project, { shape, slot, at, sourceRatio })}
          at={at}
          chosen={slots.length === 1 || slot === chosen}
          onChoose={() => room.ui.setState({ slot })}
          {...{ width, height, sourceRatio }}
          ratio={slotRatio(slot, shape)}
          keyed={keyAt(saved, shape, slot, at) !== undefined && framedAs(framing, shape) === shape}
        />
      ))}
    </section>
  )
}

/** Shows the source where the clip's playhead is. */
function useFollow(player: React.RefObject<HTMLVideoElement | null>) {
  const { room } = useRoom()
  const cuts = useClip((view) => view.cuts)
  useEffect(() => {
    const follow = () => {
      const video = player.current
      if (!video) return
      const want = toSourceTime(cuts, room.playhead.get()) / 1000
      const { playing, rate } = room.transport.state.getState()
      const off = Math.abs(video.currentTime - want)
      if (playing && rate > 0) {
        video.playbackRate = rate
        if (off > DRIFT_S) video.currentTime = want
        // It may not be loaded yet: then it follows by being sought.
        if (video.paused) video.play().catch(() => {})
      } else {
        if (!video.paused) video.pause()
        if (off > 0.001) video.currentTime = want
      }
    }
    const stops = [room.playhead.subscribe(follow), room.transport.state.subscribe(follow)]
    return () => {
      for (const stop of stops) stop()
    }
  }, [room, cuts, player])
}

type CropBoxProps = {
  slot: Slot
  name: string
  box: Box
  /** Source ms. */
  at: number
  chosen: boolean
  /** There is a key at this moment. */
  keyed: boolean
  onChoose(): void
  width: number
  height: number
  /** Width over height, of what it shows and of the source. */
  ratio: number
  sourceRatio: number
}

function CropBox({
  slot,
  name,
  box,
  at,
  chosen,
  keyed,
  onChoose,
  width,
  height,
  ratio,
  sourceRatio,
}: CropBoxProps) {
  const { room } = useRoom()
  const parts = useParts()
  const shares = ratio / sourceRatio
  const zoom = Math.round(zoomOf(box, ratio, sourceRatio) * 100)

  const drag = (event: PointerEvent<HTMLElement>, corner: { x: 0 | 1; y: 0 | 1 } | null) => {
    if (event.button !== 0) return
    event.preventDefault()
    event.stopPropagation()
    const handle = event.currentTarget
    onChoose()
    room.transport.pause()
    handle.focus({ preventScroll: true })
    let now: Box | null = null
    dragPointer(handle, event, {
      move(px, to, py) {
        const [dx, dy] = [px / width, py / height]
        const free = to.ctrlKey || to.metaKey || !room.ui.getState().snap
        now = corner
          ? cropByCorner(box, corner, { dx, shares, middle: to.altKey })
          : cropMoved(box, { dx, dy }, free ? null : { width, height })
        parts.previewCrop(slot, at, now)
      },
      end(how) {
        if (how === 'dragged' && now) parts.setCrop(slot, at, now)
        else parts.settle()
      },
    })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const step = event.shiftKey ? 0.05 : 0.01
    const by = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    }[event.key]
    const middle = { x: box.x + box.w / 2, y: box.y + box.h / 2 }
    const scaled = (times: number) => {
      const most = centredBox(ratio, sourceRatio)
      const w = Math.min(most.w, box.w * times)
      return boxAround(middle.x, middle.y, w, w / shares)
    }
    if (by) {
      parts.setCrop(slot, at, cropMoved(box, { dx: by[0] ?? 0, dy: by[1] ?? 0 }, null))
    } else if (event.key === '+' || event.key === '=') parts.setCrop(slot, at, scaled(1 / 1.05))
    else if (event.key === '-') parts.setCrop(slot, at, scaled(1.05))
    else if (event.key.toLowerCase() === 'f') {
      const { project } = room.clip.getState()
      const key = keyAt(project, project.shape, slot, at)
      if (keyed && key) parts.removeKey(key)
      else parts.setCrop(slot, at, box)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  const place = {
    left: box.x * width,
    top: box.y * height,
    width: box.w * width,
    height: box.h * height,
  }
  return (
    <div
      className={`absolute ${chosen ? 'z-10 shadow-[0_0_0_2000px_rgba(0,0,0,.45)]' : ''}`}
      style={place}
    >
      <button
        type="button"
        aria-label={`What ${name} shows: ${zoom} percent, ${percent(box.x + box.w / 2)} across, ${percent(box.y + box.h / 2)} down. Arrows move it, plus and minus zoom, F ${keyed ? 'removes' : 'adds'} a key.`}
        data-crop={slot}
        className={`absolute inset-0 cursor-move touch-none ${
          chosen ? 'border border-[#f4f4f1]' : 'border border-[#f4f4f1]/70 border-dashed'
        }`}
        onPointerDown={(event) => drag(event, null)}
        onKeyDown={onKeyDown}
      >
        {chosen && (
          <span
            aria-hidden
            className="pointer-events-none absolute inset-0 bg-[linear-gradient(90deg,transparent_calc(33.3%-1px),rgba(255,255,255,.35)_33.3%,transparent_calc(33.3%+1px),transparent_calc(66.6%-1px),rgba(255,255,255,.35)_66.6%,transparent_calc(66.6%+1px)),linear-gradient(transparent_calc(33.3%-1px),rgba(255,255,255,.35)_33.3%,transparent_calc(33.3%+1px),transparent_calc(66.6%-1px),rgba(255,255,255,.35)_66.6%,transparent_calc(66.6%+1px))]"
          />
        )}
      </button>
      <span
        aria-hidden
        className="tabular pointer-events-none absolute bottom-1 left-1/2 -translate-x-1/2 whitespace-nowrap rounded-1 bg-[#000]/70 px-1.5 font-semibold text-11 text-[#f4f4f1]"
      >
        {chosen ? `${name} · ${zoom}%` : name}
      </span>
      {chosen &&
        corners.map(({ x, y, look }) => (
          <span
            key={look}
            aria-hidden
            className={`absolute size-5 touch-none border-[#f4f4f1] ${look}`}
            onPointerDown={(event) => drag(event, { x, y })}
          />
        ))}
    </div>
  )
}

const percent = (share: number) => `${Math.round(share * 100)} percent`

const corners = [
  { x: 0, y: 0, look: '-left-0.5 -top-0.5 cursor-nwse-resize border-t-4 border-l-4' },
  { x: 1, y: 0, look: '-right-0.5 -top-0.5 cursor-nesw-resize border-t-4 border-r-4' },
  { x: 0, y: 1, look: '-bottom-0.5 -left-0.5 cursor-nesw-resize border-b-4 border-l-4' },
  { x: 1, y: 1, look: '-right-0.5 -bottom-0.5 cursor-nwse-resize border-r-4 border-b-4' },
] as const
