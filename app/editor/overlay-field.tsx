import { useId } from 'react'
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
  const shown = value.slice(0, 7)
  return (
    <div className="flex min-h-[30px] items-center gap-2 text-13">
      <label htmlFor={id} className="flex-1 text-2">
        {name}
      </label>
      <span className="relative flex h-7 items-center gap-2 rounded-2 bg-hover px-2 focus-within:outline-[2px] focus-within:outline-focus focus-within:outline-offset-2">
        <span
          aria-hidden
          className="size-3.5 rounded-[3px] border border-edge"
          style={{ background: shown }}
        />
        <span aria-hidden className="tabular font-medium text-12 text-1 uppercase">
          {shown.slice(1)}
        </span>
        <input
          id={id}
          type="color"
          value={shown}
          className="absolute inset-0 size-full cursor-pointer opacity-0"
          onInput={(event) => onPreview(event.currentTarget.value)}
          // React's onChange is `input`; a chosen colour is written once, when the picker closes.
          ref={(input) => {
            if (input) input.onchange = () => onChange(input.value)
          }}
        />
      </span>
    </div>
  )
}

export const sayPercent = (share: number) => `${Math.round(share * 100)}%`
export const sayDb = (db: number) => `${db > 0 ? '+' : db < 0 ? '−' : ''}${Math.abs(db)} dB`
export const saySeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
