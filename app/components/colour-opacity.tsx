import { useState } from 'react'
import { alphaOf, withAlpha } from '#core/colour.ts'
import { Slider } from './slider.tsx'

/** How much a colour covers: a share in the colour's row, and the slider it opens under the row. */
export function ColourOpacity({
  name,
  value,
  least = 0,
  onPreview,
  onChange,
}: {
  name: string
  value: string
  least?: number
  onPreview(colour: string): void
  onChange(colour: string): void
}) {
  const [open, setOpen] = useState(false)
  const share = `${Math.round(alphaOf(value) * 100)}%`
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        aria-label={`${name}: opacity ${share}`}
        title="Opacity"
        className="tabular h-6 rounded-1 px-1 text-12 text-3 hover:bg-hover hover:text-1 aria-expanded:text-1 max-md:h-10"
        onClick={() => setOpen(!open)}
      >
        {share}
      </button>
      {open && (
        <span className="order-last flex h-7 basis-full items-center">
          <Slider
            label={`Opacity of ${name}`}
            value={Math.max(least, alphaOf(value))}
            min={least}
            max={1}
            step={0.01}
            sayValue={share}
            onChange={(next) => onPreview(withAlpha(value, next))}
            onCommit={(next) => onChange(withAlpha(value, next))}
          />
        </span>
      )}
    </>
  )
}
