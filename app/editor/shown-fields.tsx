import { toSourceTime } from '#core/cut-list.ts'
import type { OverlayOf } from '#core/overlay.ts'
import { ms } from '#core/time.ts'
import { Slider } from '../components/slider.tsx'
import { StyleRow } from './style-row.tsx'
import { useClip, useRoom } from './use-room.tsx'

type Shown = Pick<OverlayOf<'text'>, 'shown' | 'shownMs' | 'from' | 'to'>

/** When something that lies on the picture is seen. */
export function ShownFields({
  value,
  onPreview,
  onChange,
}: {
  value: Shown
  onPreview(change: Partial<Shown>): void
  onChange(change: Partial<Shown>): void
}) {
  const { room } = useRoom()
  const cuts = useClip((view) => view.cuts)
  const length = useClip((view) => view.length)
  const choose = (shown: Shown['shown']) => {
    if (shown !== 'source') return onChange({ shown })
    // Three seconds from the playhead on; the timeline moves it.
    const at = Math.min(room.playhead.get(), Math.max(0, length - 500))
    const [from, to] = [toSourceTime(cuts, at), toSourceTime(cuts, Math.min(length - 1, at + 3000))]
    onChange({ shown, from, to: ms(Math.max(from + 500, to)) })
  }
  return (
    <>
      <StyleRow name="Shown">
        <select
          aria-label="When it is shown"
          value={value.shown}
          className="h-8 w-full min-w-0 rounded-2 border border-edge bg-panel px-2 text-12 text-1"
          onChange={({ target }) => choose(target.value as Shown['shown'])}
        >
          <option value="all">All the time</option>
          <option value="first">At the beginning</option>
          <option value="last">At the end</option>
          <option value="source">At one place</option>
        </select>
      </StyleRow>
      {(value.shown === 'first' || value.shown === 'last') && (
        <StyleRow name="For" value={`${(value.shownMs / 1000).toFixed(1)} s`}>
          <Slider
            label="How long it is shown"
            value={value.shownMs}
            min={500}
            max={Math.max(10_000, value.shownMs)}
            step={100}
            sayValue={`${(value.shownMs / 1000).toFixed(1)} seconds`}
            onChange={(shownMs) => onPreview({ shownMs: ms(shownMs) })}
            onCommit={(shownMs) => onChange({ shownMs: ms(shownMs) })}
          />
        </StyleRow>
      )}
    </>
  )
}
