import { useId, useState } from 'react'
import { CaptionFont, captionFonts } from '#core/caption-font.ts'
import type { StyleField, StyleProps } from '#core/written-style.ts'
import { ColourInput } from '../components/colour-input.tsx'
import { ColourOpacity } from '../components/colour-opacity.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Slider } from '../components/slider.tsx'
import { Switch } from '../components/switch.tsx'
import { typedNumber } from './typed-number.ts'

type Value = string | number | boolean
type Change = (name: string, value: Value) => void

/** A form made of a style's properties. `values` holds what was set; the rest is the style's own. */
export function PropForm({
  fields,
  values,
  onPreview,
  onChange,
}: {
  fields: StyleField[]
  values: StyleProps
  onPreview: Change
  onChange: Change
}) {
  if (fields.length === 0)
    return <p className="text-12 text-3">This style has no properties to set.</p>
  return (
    <div className="flex flex-col gap-3">
      {fields.map((field) => (
        <PropField
          key={field.name}
          field={field}
          value={values[field.name]}
          {...{ onPreview, onChange }}
        />
      ))}
    </div>
  )
}

function PropField({
  field,
  value,
  onPreview,
  onChange,
}: {
  field: StyleField
  value: Value | undefined
  onPreview: Change
  onChange: Change
}) {
  const id = useId()
  const set = (next: Value) => onChange(field.name, next)
  const preview = (next: Value) => onPreview(field.name, next)
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline">
        <label htmlFor={id} className="font-medium text-13 text-1">
          {field.title}
        </label>
        <span className="ml-auto font-mono text-11 text-3">{field.kind}</span>
      </div>
      {control()}
    </div>
  )

  function control() {
    switch (field.kind) {
      case 'color': {
        const shown = typeof value === 'string' ? value : field.own
        return (
          <span className="flex min-h-9 flex-wrap items-center justify-between gap-x-2">
            <ColourInput id={id} value={shown} onPreview={preview} onChange={set} />
            {/* One that is written with six digits alone may be drawn where nothing shows through. */}
            {[shown, field.own].some((colour) => colour.length === 9) && (
              <ColourOpacity
                {...{ name: field.title, value: shown, onPreview: preview, onChange: set }}
              />
            )}
          </span>
        )
      }
      case 'font':
        return (
          <select
            id={id}
            value={CaptionFont.safeParse(value).data ?? field.own}
            className="h-9 w-full rounded-2 border border-edge bg-panel px-2 text-13 text-1"
            onChange={({ target }) => set(target.value)}
          >
            {CaptionFont.options.map((font) => (
              <option key={font} value={font}>
                {captionFonts[font].title}
              </option>
            ))}
          </select>
        )
      case 'number': {
        const shown = typeof value === 'number' ? value : field.own
        return (
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Slider
              label={field.title}
              value={shown}
              min={field.min}
              max={field.max}
              step={field.step}
              onChange={preview}
              onCommit={set}
              className="min-w-0 flex-1"
            />
            <NumberInput {...{ id, field, shown, onChange: set }} />
          </span>
        )
      }
      case 'toggle':
        return (
          <Switch id={id} checked={typeof value === 'boolean' ? value : field.own} onChange={set} />
        )
      case 'choice': {
        const shown = typeof value === 'string' ? value : field.own
        if (field.options.length <= 4)
          return (
            <Segmented
              label={field.title}
              value={shown}
              options={field.options.map((name) => ({ value: name, name }))}
              onChange={set}
            />
          )
        return (
          <select
            id={id}
            value={shown}
            className="h-9 w-full rounded-2 border border-edge bg-panel px-2 text-13 text-1"
            onChange={({ target }) => set(target.value)}
          >
            {field.options.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        )
      }
      case 'text': {
        const shown = typeof value === 'string' ? value : field.own
        return (
          <input
            id={id}
            key={shown}
            defaultValue={shown}
            maxLength={field.most}
            className="h-9 w-full rounded-2 border border-edge bg-bg px-2 text-13 text-1"
            onBlur={({ target }) => target.value !== shown && set(target.value)}
            onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          />
        )
      }
    }
  }
}

/** A number that is typed. Left, it says what stands: what was typed, the nearest there is, or what was. */
function NumberInput({
  id,
  field,
  shown,
  onChange,
}: {
  id: string
  field: Extract<StyleField, { kind: 'number' }>
  shown: number
  onChange(value: number): void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const wrong = typed !== null && !typedNumber(typed, field).fits
  return (
    <>
      <input
        id={id}
        type="number"
        value={typed ?? shown}
        min={field.min}
        max={field.max}
        step={field.step}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        className="h-8 w-20 shrink-0 rounded-2 border border-edge bg-bg px-2 text-13 text-1 aria-invalid:border-danger"
        onChange={({ target }) => setTyped(target.value)}
        onBlur={() => {
          const { number } = typedNumber(typed ?? String(shown), field)
          setTyped(null)
          if (number !== null && number !== shown) onChange(number)
        }}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      {wrong && (
        <span id={`${id}-wrong`} role="alert" className="basis-full text-right text-12 text-danger">
          {field.min} to {field.max}
        </span>
      )}
    </>
  )
}
