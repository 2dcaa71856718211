import { type ReactNode, useId } from 'react'
import type { Brand, BrandField, BrandKit } from '#core/brand-kit.ts'
import { CaptionFont, captionFonts } from '#core/caption-font.ts'
import type { AssetId } from '#core/ids.ts'
import { LogoOverlay } from '#core/overlay.ts'

export type Picture = { id: AssetId; name: string }
type Card = NonNullable<BrandKit['outro']>

const input =
  'h-8 min-w-0 rounded-2 border border-edge bg-bg px-2 text-13 text-1 disabled:opacity-60 max-md:h-11'
const colours = [
  ['base', 'Words', '#ffffff'],
  ['active', 'Word being said', '#ffd23f'],
  ['emphasis', 'Emphasis', '#ffd23f'],
  ['guard', 'Outline or box', '#000000'],
] as const

/** The fields of a brand, each with its lock. Plain form fields: what is sent is read on the server. */
export function BrandFields({ brand, pictures }: { brand: Brand; pictures: Picture[] }) {
  const { kit, locked } = brand
  const lock = (field: BrandField) => ({ field, locked: locked.includes(field) })
  return (
    <div className="flex flex-col gap-3">
      <Part name="Logo" {...lock('logo')}>
        <PictureSelect
          name="logo.asset"
          none="No logo"
          pictures={pictures}
          value={kit.logo?.asset}
        />
        <Row field="logo.place" name="Place">
          <select
            id="logo.place"
            name="logo.place"
            defaultValue={kit.logo?.place ?? 'top-left'}
            className={input}
          >
            {LogoOverlay.shape.place.options.map((place) => (
              <option key={place} value={place}>
                {place.replace('-', ' ')}
              </option>
            ))}
          </select>
        </Row>
        <NumberField
          name="logo.scale"
          label="Size"
          unit="% of the width"
          value={Math.round((kit.logo?.scale ?? 0.18) * 100)}
          min={4}
          max={50}
        />
        <NumberField
          name="logo.opacity"
          label="Opacity"
          unit="%"
          value={Math.round((kit.logo?.opacity ?? 0.9) * 100)}
          min={0}
          max={100}
        />
      </Part>
      <Part name="Colours of captions" {...lock('colours')}>
        {colours.map(([key, label, fallback]) => (
          <ColourChoice
            key={key}
            name={`colours.${key}`}
            label={label}
            value={kit.colours[key]}
            fallback={fallback}
          />
        ))}
      </Part>
      <Part name="Font of captions" {...lock('font')}>
        <Row field="font" name="Font">
          <select id="font" name="font" defaultValue={kit.font ?? ''} className={input}>
            <option value="">As the style has it</option>
            {CaptionFont.options.map((font) => (
              <option key={font} value={font}>
                {captionFonts[font].title}
              </option>
            ))}
          </select>
        </Row>
      </Part>
      <Part name="Intro" {...lock('intro')}>
        <CardFields name="intro" card={kit.intro} pictures={pictures} ms={1500} />
      </Part>
      <Part name="Outro" {...lock('outro')}>
        <CardFields name="outro" card={kit.outro} pictures={pictures} ms={3500} />
      </Part>
    </div>
  )
}

function Part({
  name,
  field,
  locked,
  children,
}: {
  name: string
  field: BrandField
  locked: boolean
  children: ReactNode
}) {
  return (
    <fieldset className="flex flex-col gap-2 rounded-3 border border-line bg-panel p-4">
      <legend className="sr-only">{name}</legend>
      <div className="flex items-center justify-between gap-3">
        <span aria-hidden className="font-semibold text-13 text-1">
          {name}
        </span>
        <label className="flex min-h-6 items-center gap-2 text-13 text-2 max-md:min-h-11">
          <input
            type="checkbox"
            name="locked"
            value={field}
            defaultChecked={locked}
            className="size-4 accent-(--accent)"
          />
          Locked<span className="sr-only">: {name}</span>
        </label>
      </div>
      {children}
    </fieldset>
  )
}

function Row({ field, name, children }: { field: string; name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 text-13 text-2">
      <label htmlFor={field} className="w-32 shrink-0">
        {name}
      </label>
      {children}
    </div>
  )
}

function NumberField({
  name,
  label,
  unit,
  value,
  min,
  max,
  step = 1,
}: {
  name: string
  label: string
  unit: string
  value: number
  min: number
  max: number
  step?: number
}) {
  return (
    <Row field={name} name={label}>
      <input
        id={name}
        type="number"
        className={`${input} w-20`}
        defaultValue={value}
        required
        {...{ name, min, max, step }}
      />
      <span className="text-12 text-3">{unit}</span>
    </Row>
  )
}

function PictureSelect({
  name,
  none,
  pictures,
  value,
}: {
  name: string
  none: string
  pictures: Picture[]
  value: string | null | undefined
}) {
  return (
    <Row field={name} name="Picture">
      <select id={name} name={name} defaultValue={value ?? ''} className={`${input} max-w-60`}>
        <option value="">{none}</option>
        {pictures.map((picture) => (
          <option key={picture.id} value={picture.id}>
            {picture.name}
          </option>
        ))}
      </select>
    </Row>
  )
}

/** A colour, or as the style has it. */
function ColourChoice({
  name,
  label,
  value,
  fallback,
}: {
  name: string
  label: string
  value: string | null
  fallback: string
}) {
  const id = useId()
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-3 text-13 text-2">
      <label htmlFor={id} className="w-32 shrink-0">
        {label}
      </label>
      <input
        id={id}
        type="color"
        name={name}
        defaultValue={(value ?? fallback).slice(0, 7)}
        className="h-8 w-12 rounded-2 border border-edge bg-bg p-1"
      />
      <label className="flex min-h-8 items-center gap-2 text-12">
        <input
          type="checkbox"
          name={`${name}.own`}
          defaultChecked={value === null}
          className="size-4 accent-(--accent)"
        />
        As the style has it<span className="sr-only">: {label}</span>
      </label>
    </div>
  )
}

function CardFields({
  name,
  card,
  pictures,
  ms,
}: {
  name: 'intro' | 'outro'
  card: Card | null
  pictures: Picture[]
  ms: number
}) {
  return (
    <>
      <label className="flex min-h-8 items-center gap-2 text-13 text-1">
        <input
          type="checkbox"
          name={`${name}.on`}
          defaultChecked={card?.on ?? false}
          className="size-4 accent-(--accent)"
        />
        Clips have an {name}
      </label>
      <Row field={`${name}.text`} name="Text">
        <input
          id={`${name}.text`}
          name={`${name}.text`}
          defaultValue={card?.text ?? ''}
          maxLength={120}
          className={`${input} flex-1`}
        />
      </Row>
      <PictureSelect
        name={`${name}.asset`}
        none="No picture"
        pictures={pictures}
        value={card?.asset}
      />
      <Row field={`${name}.background`} name="Ground">
        <input
          id={`${name}.background`}
          type="color"
          name={`${name}.background`}
          defaultValue={(card?.background ?? '#000000').slice(0, 7)}
          className="h-8 w-12 rounded-2 border border-edge bg-bg p-1"
        />
      </Row>
      <NumberField
        name={`${name}.seconds`}
        label="Lasts"
        unit="seconds"
        value={(card?.ms ?? ms) / 1000}
        min={0.3}
        max={15}
        step={0.1}
      />
    </>
  )
}
