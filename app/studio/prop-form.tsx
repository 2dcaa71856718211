import { useId } from 'react'
import { CaptionFont, captionFonts } from '#core/caption-font.ts'
import type { StyleField, StyleProps } from '#core/written-style.ts'
import { Segmented } from '../components/segmented.tsx'
import { Slider } from '../components/slider.tsx'
import { Switch } from '../components/switch.tsx'

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
          <span className="flex h-9 items-center gap-2 rounded-2 border border-edge bg-bg px-2">
            <input
              id={id}
              type="color"
              value={shown.slice(0, 7)}
              className="size-6 cursor-pointer rounded-1 border-0 bg-transparent p-0"
              onInput={({ currentTarget }) => onPreview(field.name, currentTarget.value)}
              onBlur={({ target }) => target.value !== shown.slice(0, 7) && set(target.value)}
              onChange={({ target }) => set(target.value)}
            />
            <span className="tabular text-13 text-1 uppercase">{shown}</span>
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
          <span className="flex items-center gap-3">
            <Slider
              label={field.title}
              value={shown}
              min={field.min}
              max={field.max}
              step={field.step}
              onChange={(next) => onPreview(field.name, next)}
              onCommit={set}
            />
            <input
              id={id}
              type="number"
              key={shown}
              defaultValue={shown}
              min={field.min}
              max={field.max}
              step={field.step}
              className="h-8 w-20 shrink-0 rounded-2 border border-edge bg-bg px-2 text-13 text-1"
              onBlur={({ target }) => {
                const next = Math.min(field.max, Math.max(field.min, target.valueAsNumber))
                if (Number.isFinite(next) && next !== shown) set(next)
              }}
              onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
            />
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
