import { ChevronLeft, ChevronRight, Crop, Diamond, Trash2 } from 'lucide-react'
import { useEffect } from 'react'
import { toClipTime } from '#core/cut-list.ts'
import { type Box, boxAround, centredBox, framedAs, keysOf } from '#core/framing.ts'
import { type LayoutKind, slotRatio } from '#core/layout.ts'
import { sayCount } from '#core/say-count.ts'
import type { Range } from '#core/time.ts'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Slider } from '../components/slider.tsx'
import { keyAt } from './part-actions.ts'
import { slotNames } from './part-names.ts'
import { cropOf, croppedSlots, keysIn, zoomOf } from './shots.ts'
import { StyleRow } from './style-row.tsx'
import { Section } from './tab-body.tsx'
import { sayTenths } from './timeline-view.ts'
import { useParts } from './use-parts.ts'
import { useClip, usePhone, useRoom, useUi } from './use-room.tsx'

/** Closer than this the picture is only its own dots. */
const CLOSEST = 4

/** What of the source is shown, moment by moment: for the keys, and for whoever cannot drag. */
export function CropFields({
  at,
  shot,
  layout,
  picture,
}: {
  /** Source ms. */
  at: number
  shot: Range
  layout: LayoutKind
  picture: { width: number; height: number }
}) {
  const { room } = useRoom()
  const phone = usePhone()
  const parts = useParts()
  const saved = useClip((view) => view.project)
  const cuts = useClip((view) => view.cuts)
  const preview = useUi((ui) => ui.preview)
  const framing = useUi((ui) => ui.framing)
  const chosen = useUi((ui) => ui.slot)
  const project = preview ? preview(saved) : saved
  const { shape } = project
  const slots = croppedSlots(layout, shape)
  const slot = slots.includes(chosen) ? chosen : slots[0]
  useEffect(() => {
    if (slot && slot !== chosen) room.ui.setState({ slot })
  }, [room, slot, chosen])
  if (!slot)
    return (
      <Section name="Crop">
        <p className="text-12 text-3">
          The whole picture is shown, over a blurred copy of itself. There is nothing to crop.
        </p>
      </Section>
    )
  const sourceRatio = picture.width / picture.height
  const ratio = slotRatio(slot, shape)
  const box = cropOf(project, { shape, slot, at, sourceRatio })
  const keys = keysIn(keysOf(saved.framing, shape, slot), shot)
  const here = keyAt(saved, shape, slot, at)
  // The keys of a shape that follows are those of 9:16.
  const own = framedAs(saved.framing, shape) === shape
  const number = keys.findIndex((key) => key.id === here?.id)
  const zoom = zoomOf(box, ratio, sourceRatio)
  const middle = { x: box.x + box.w / 2, y: box.y + box.h / 2 }
  const sized = (times: number): Box => {
    const whole = centredBox(ratio, sourceRatio)
    return boxAround(middle.x, middle.y, whole.w / times, whole.h / times)
  }
  const moved = (x: number, y: number) => boxAround(x, y, box.w, box.h)
  const fields = (to: (value: number) => Box) => ({
    onChange: (value: number) => parts.previewCrop(slot, at, to(value)),
    onCommit: (value: number) => parts.setCrop(slot, at, to(value)),
  })
  const go = (direction: -1 | 1) => {
    const next =
      direction === 1
        ? keys.find((key) => key.t > at + 20)
        : keys.findLast((key) => key.t < at - 20)
    const time = next && toClipTime(cuts, next.t)
    if (typeof time === 'number') room.transport.seek(time)
  }
  const percent = (share: number) => `${Math.round(share * 100)}%`
  return (
    <Section name="Crop" hint={`${sayTenths(toClipTime(cuts, at) ?? room.playhead.get())}`}>
      {!phone && (
        <Button
          icon={<Crop size={14} aria-hidden />}
          aria-pressed={framing}
          look={framing ? 'soft' : 'plain'}
          onClick={() => {
            room.transport.pause()
            room.ui.setState({ framing: !framing })
          }}
        >
          {framing ? 'Show the result' : 'Frame on the stage'}
        </Button>
      )}
      {slots.length > 1 && (
        <StyleRow name="Part">
          <Segmented
            label="Part of the picture"
            value={slot}
            options={slots.map((value) => ({ value, name: slotNames[value] }))}
            onChange={(value) => room.ui.setState({ slot: value })}
          />
        </StyleRow>
      )}
      <div className="flex items-center gap-1 text-13">
        <IconButton
          label="Previous key"
          disabled={!keys.some((key) => key.t < at - 20)}
          onClick={() => go(-1)}
        >
          <ChevronLeft size={16} aria-hidden />
        </IconButton>
        <span className="flex min-w-0 flex-1 items-center justify-center gap-1.5 text-1">
          <Diamond
            size={12}
            aria-hidden
            className={here ? 'fill-[var(--mark)] text-mark' : 'text-3'}
          />
          {number >= 0
            ? `Key ${number + 1} of ${keys.length}`
            : keys.length === 0
              ? 'No keys in this shot'
              : `Between ${sayCount(keys.length, 'key')}`}
        </span>
        <IconButton
          label="Next key"
          disabled={!keys.some((key) => key.t > at + 20)}
          onClick={() => go(1)}
        >
          <ChevronRight size={16} aria-hidden />
        </IconButton>
        {here && own ? (
          <IconButton label="Remove this key" onClick={() => parts.removeKey(here)}>
            <Trash2 size={15} aria-hidden />
          </IconButton>
        ) : (
          <IconButton label="Add a key here" onClick={() => parts.setCrop(slot, at, box)}>
            <Diamond size={15} aria-hidden />
          </IconButton>
        )}
      </div>
      {here && own && (
        <StyleRow name="To the next">
          <Segmented
            label="To the next key"
            value={here.move}
            options={[
              { value: 'hold', name: 'Hold' },
              { value: 'glide', name: 'Glide' },
            ]}
            onChange={(move) => parts.setMove(here, move)}
          />
        </StyleRow>
      )}
      <StyleRow name="Zoom" value={percent(zoom)}>
        <Slider
          label="Zoom"
          value={Math.min(CLOSEST, zoom)}
          min={1}
          max={CLOSEST}
          step={0.02}
          sayValue={`${Math.round(zoom * 100)} percent`}
          {...fields(sized)}
        />
      </StyleRow>
      <StyleRow name="Across" value={percent(middle.x)}>
        <Slider
          label="Across"
          value={middle.x}
          min={box.w / 2}
          max={1 - box.w / 2}
          step={0.005}
          sayValue={`${Math.round(middle.x * 100)} percent from the left`}
          {...fields((x) => moved(x, middle.y))}
        />
      </StyleRow>
      <StyleRow name="Down" value={percent(middle.y)}>
        <Slider
          label="Down"
          value={middle.y}
          min={box.h / 2}
          max={Math.max(box.h / 2, 1 - box.h / 2)}
          step={0.005}
          sayValue={`${Math.round(middle.y * 100)} percent from the top`}
          {...fields((y) => moved(middle.x, y))}
        />
      </StyleRow>
    </Section>
  )
}
