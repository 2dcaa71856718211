import { z } from 'zod'

/** The fonts that come along, one weight each. A clip may ask for any of them in any style. */
export const CaptionFont = z.enum([
  'montserrat',
  'poppins',
  'poppins-bold',
  'inter',
  'inter-bold',
  'luckiest-guy',
  'playfair',
  'barlow-condensed',
  'russo-one',
  'lora-italic',
  'atkinson',
  'fredoka',
  'anton',
  'courier-prime',
  'archivo-black',
  'tilt-neon',
  'lilita-one',
])
export type CaptionFont = z.infer<typeof CaptionFont>

/** What a font is written with in scripts it has no letters for. */
export type Voice = 'heavy' | 'text' | 'display' | 'round' | 'tube' | 'serif'

/** The weight a voice speaks in, where its fonts have several. */
export const voiceWeight: Record<Voice, number> = {
  heavy: 900,
  text: 600,
  display: 800,
  round: 800,
  tube: 500,
  serif: 600,
}

type FontFacts = {
  title: string
  /** Height of a capital, em: what a line is centred by. From the font's own OS/2 table. */
  capHeight: number
  voice: Voice
}

export const captionFonts: Record<CaptionFont, FontFacts> = {
  montserrat: { title: 'Montserrat Black', capHeight: 0.7, voice: 'heavy' },
  poppins: { title: 'Poppins', capHeight: 0.7, voice: 'text' },
  'poppins-bold': { title: 'Poppins Bold', capHeight: 0.709, voice: 'heavy' },
  inter: { title: 'Inter', capHeight: 0.728, voice: 'text' },
  'inter-bold': { title: 'Inter Bold', capHeight: 0.728, voice: 'heavy' },
  'luckiest-guy': { title: 'Luckiest Guy', capHeight: 0.695, voice: 'display' },
  playfair: { title: 'Playfair Display', capHeight: 0.708, voice: 'serif' },
  'barlow-condensed': { title: 'Barlow Condensed', capHeight: 0.7, voice: 'text' },
  'russo-one': { title: 'Russo One', capHeight: 0.7, voice: 'display' },
  'lora-italic': { title: 'Lora Italic', capHeight: 0.7, voice: 'serif' },
  atkinson: { title: 'Atkinson Hyperlegible', capHeight: 0.668, voice: 'heavy' },
  fredoka: { title: 'Fredoka', capHeight: 0.7, voice: 'round' },
  anton: { title: 'Anton', capHeight: 0.859, voice: 'heavy' },
  'courier-prime': { title: 'Courier Prime', capHeight: 0.58, voice: 'serif' },
  'archivo-black': { title: 'Archivo Black', capHeight: 0.688, voice: 'heavy' },
  'tilt-neon': { title: 'Tilt Neon', capHeight: 0.68, voice: 'tube' },
  'lilita-one': { title: 'Lilita One', capHeight: 0.704, voice: 'display' },
}
