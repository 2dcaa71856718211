import type { BrandKit } from '#core/brand-kit.ts'
import { overlayDefaults } from '#core/overlay.ts'

/** What the form of a brand says, as a change of the brand; not checked yet. */
export function readBrandForm(form: FormData): { kit: unknown; locked: string[] } {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const chosen = (name: string) => text(name) || null
  const share = (name: string) => Number(text(name)) / 100
  const colour = (key: keyof BrandKit['colours']) =>
    form.has(`colours.${key}.own`) ? null : text(`colours.${key}`)
  const card = (name: 'intro' | 'outro') =>
    form.has(`${name}.on`)
      ? {
          ...overlayDefaults[name],
          on: true,
          text: text(`${name}.text`),
          asset: chosen(`${name}.asset`),
          background: text(`${name}.background`),
          ms: Math.round(Number(text(`${name}.seconds`)) * 1000),
        }
      : null
  const logo = chosen('logo.asset')
  return {
    kit: {
      logo: logo && {
        ...overlayDefaults.logo,
        asset: logo,
        place: text('logo.place'),
        scale: share('logo.scale'),
        opacity: share('logo.opacity'),
      },
      colours: {
        base: colour('base'),
        active: colour('active'),
        emphasis: colour('emphasis'),
        guard: colour('guard'),
      },
      font: chosen('font'),
      intro: card('intro'),
      outro: card('outro'),
    },
    locked: form.getAll('locked').map(String),
  }
}
