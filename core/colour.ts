import { z } from 'zod'

/**
 * `#rrggbb`, or `#rrggbbaa`. The pattern has no flags: the API's document carries it, and JSON Schema
 * knows none.
 */
export const Colour = z.string().regex(/^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$/)
export type Colour = z.infer<typeof Colour>

/** The least contrast of a caption against what guards it (WCAG AA for text of any size). */
export const READABLE = 4.5

/** Contrast of two opaque colours as WCAG counts it, 1–21. An alpha channel is left out. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

/** The colour itself where it can be read on `ground`; else near-black or white, whichever can. */
export function readableOn(ground: string, colour: string): string {
  if (contrast(ground, colour) >= READABLE) return colour
  return contrast(ground, '#06121f') >= contrast(ground, '#ffffff') ? '#06121f' : '#ffffff'
}

/** The nearest shade of a colour that can be read on `ground`. */
export function readableShade(ground: string, colour: string): string {
  const end = contrast(ground, '#ffffff') >= contrast(ground, '#000000') ? '#ffffff' : '#000000'
  for (let share = 0; share < 1; share += 0.05) {
    const shade = mix(colour, end, share)
    if (contrast(ground, shade) >= READABLE) return shade
  }
  return end
}

function luminance(colour: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/** A colour without its alpha channel. */
export const opaque = (colour: string) => colour.slice(0, 7)

/** How much of what lies behind a colour hides, 0–1. */
export const alphaOf = (colour: string): number =>
  colour.length === 9 ? Number.parseInt(colour.slice(7), 16) / 255 : 1

/** A colour that hides this share of what lies behind it, 0–1. */
export function withAlpha(colour: string, share: number): string {
  const alpha = Math.round(share * 255)
  return opaque(colour) + (alpha === 255 ? '' : alpha.toString(16).padStart(2, '0'))
}

/** Another colour in the place of one, hiding as much. */
export const recoloured = (before: string, colour: string) => opaque(colour) + before.slice(7)

/** What is seen of a colour on an opaque ground. */
export const seenOn = (ground: string, colour: string) => mix(ground, colour, alphaOf(colour))

/** Between two colours: `share` of the second, 0–1. */
export function mix(a: string, b: string, share: number): string {
  const channel = (at: number) => {
    const [from, to] = [a, b].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16))
    return Math.round((from ?? 0) + ((to ?? 0) - (from ?? 0)) * share)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(1)}${channel(3)}${channel(5)}`
}
