import { useId } from 'react'
import { ColourInput } from '../components/colour-input.tsx'
import { ColourOpacity } from '../components/colour-opacity.tsx'
import { Slider } from '../components/slider.tsx'
import { StyleRow } from './style-row.tsx'

/** A number of something that lies on the clip, while it moves and when it is let go. */
export function NumberRow({
  name,
  label = name,
  value,
  min,
  max,
  step,
  say,
  onPreview,
  onChange,
}: {
  name: string
  /** Where the name alone says too little to somebody who cannot see its neighbours. */
  label?: string
  value: number
  min: number
  max: number
  step: number
  say(value: number): string
  onPreview(value: number): void
  onChange(value: number): void
}) {
  return (
    <StyleRow name={name} value={say(value)}>
      <Slider
        {...{ label, value, min, max, step }}
        sayValue={say(value)}
        onChange={onPreview}
        onCommit={onChange}
      />
    </StyleRow>
  )
}

/** A colour, chosen in the browser's own picker. */
export function ColourRow({
  name,
  value,
  onPreview,
  onChange,
}: {
  name: string
  value: string
  onPreview(colour: string): void
  onChange(colour: string): void
}) {
  const id = useId()
  return (
    <div className="flex min-h-[30px] flex-wrap items-center gap-2 text-13">
      <label htmlFor={id} className="min-w-0 flex-1 truncate text-2">
        {name}
      </label>
      <ColourOpacity {...{ name, value, onPreview, onChange }} />
      <ColourInput {...{ id, value, onPreview, onChange }} />
    </div>
  )
}

export const sayPercent = (share: number) => `${Math.round(share * 100)}%`
export const sayDb = (db: number) => `${db > 0 ? '+' : db < 0 ? '−' : ''}${Math.abs(db)} dB`
export const saySeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
