import { Suspense } from 'react'
import { captionLooks } from '#core/caption-looks.ts'
import type { CaptionStyle, OwnOptions as Own } from '#core/caption-style.ts'
import { later } from '../components/later.ts'
import { Segmented } from '../components/segmented.tsx'
import { Slider } from '../components/slider.tsx'
import { Switch } from '../components/switch.tsx'
import { PaletteField } from './palette-field.tsx'
import { StyleRow } from './style-row.tsx'
import { useRoom } from './use-room.tsx'

const SecondLanguageSection = later(
  async () => (await import('./second-language-section.tsx')).SecondLanguageSection,
)

const ranges = {
  radius: { name: 'Round corners', min: 0, max: 0.6, step: 0.02 },
  tilt: { name: 'Tilt', min: -8, max: 8, step: 0.5 },
  secondSize: { name: 'Second line', min: 0.6, max: 0.9, step: 0.02 },
  fillSteps: { name: 'Fill steps', min: 2, max: 8, step: 1 },
  glow: { name: 'Glow', min: 0, max: 1, step: 0.05 },
} as const
const switches = {
  quoteMark: 'Quotation mark',
  caret: 'Caret',
  emojiAuto: 'Emoji by itself',
} as const
const texts = {
  tag: { name: 'Tag', length: 14 },
  quoted: { name: 'Name', length: 40 },
} as const
const choices = {
  secondPlace: { name: 'Second line', options: { below: 'Below', above: 'Above' } },
  paper: { name: 'Paper', options: { light: 'Light', dark: 'Dark' } },
  showNames: { name: 'Names', options: { always: 'Always', first: 'First', never: 'Never' } },
  emojiPlace: { name: 'Emoji', options: { above: 'Above', inline: 'In the line' } },
} as const

/** The options that only this style has. */
export function OwnOptions({ style, own }: { style: CaptionStyle; own: Own }) {
  const { actions } = useRoom()
  const has = (key: keyof Own) => key in captionLooks[style.name].own
  return (
    <>
      {style.name === 'duo' && (
        <Suspense fallback={null}>
          <SecondLanguageSection />
        </Suspense>
      )}
      {has('palette') && <PaletteField palette={own.palette} />}
      {keysOf(ranges)
        .filter(has)
        .map((key) => {
          const { name, ...range } = ranges[key]
          const value = own[key]
          return (
            <StyleRow key={key} name={name} value={String(Math.round(value * 100) / 100)}>
              <Slider
                label={name}
                value={value}
                {...range}
                onChange={(next) => actions.previewStyle({ [key]: next })}
                onCommit={(next) => actions.setStyle({ [key]: next })}
              />
            </StyleRow>
          )
        })}
      {keysOf(switches)
        .filter(has)
        .map((key) => (
          <StyleRow key={key} name={switches[key]}>
            <Switch
              label={switches[key]}
              checked={own[key]}
              onChange={(on) => actions.setStyle({ [key]: on })}
            />
          </StyleRow>
        ))}
      {keysOf(texts)
        .filter(has)
        .map((key) => (
          <StyleRow key={key} name={texts[key].name}>
            <input
              aria-label={texts[key].name}
              defaultValue={own[key]}
              key={own[key]}
              maxLength={texts[key].length}
              className="h-8 w-full min-w-0 rounded-2 border border-edge bg-bg px-2 text-12 text-1 max-md:h-10"
              onBlur={({ target }) =>
                target.value !== own[key] && actions.setStyle({ [key]: target.value.trim() })
              }
              onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
            />
          </StyleRow>
        ))}
      {keysOf(choices)
        .filter(has)
        .map((key) => (
          <StyleRow key={key} name={choices[key].name}>
            <Segmented
              label={choices[key].name}
              value={own[key]}
              options={Object.entries(choices[key].options).map(([value, name]) => ({
                value: value as Own[typeof key],
                name,
              }))}
              onChange={(value) => actions.setStyle({ [key]: value })}
            />
          </StyleRow>
        ))}
    </>
  )
}

const keysOf = <T extends object>(table: T) => Object.keys(table) as (keyof T)[]
