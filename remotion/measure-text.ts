import type { CSSProperties } from 'react'
import { fontFamily, fontWeight, type Typeface } from './caption-fonts.ts'
import type { Ink, MeasureInk, MeasureText, TextRun } from './text-runs.ts'

/** How every caption letter is set, measured or drawn. The page's own CSS must not reach it. */
export const letterStyle: CSSProperties = {
  fontStyle: 'normal',
  fontStretch: 'normal',
  fontKerning: 'normal',
  fontVariant: 'normal',
  fontVariantLigatures: 'no-common-ligatures',
  fontFeatureSettings: 'normal',
  fontSynthesis: 'none',
  textTransform: 'none',
  wordSpacing: 0,
  whiteSpace: 'pre',
  // Without it letters snap to whole px, and word gaps vanish in a small preview.
  textRendering: 'geometricPrecision',
}

/** Measured at one large size: a preview of any size breaks its lines as the export does. */
const SIZE = 200

const measured = new Map<string, number>()
let ruler: SVGTextElement | undefined

/** Measures with the engine that draws. Fonts must be there already. */
export const measureText: MeasureText = ({ text, emoji }, typeface, tracking) => {
  const key = keyOf({ text, emoji }, typeface, tracking)
  const known = measured.get(key)
  if (known !== undefined) return known
  const line = takeRuler()
  line.style.fontFamily = fontFamily(typeface, { emoji })
  line.style.fontWeight = String(fontWeight(typeface.font))
  line.style.letterSpacing = `${emoji ? 0 : tracking * SIZE}px`
  // A lone space has no width of its own to read.
  const width =
    text.trim() === '' ? lengthOf(line, `n${text}n`) - lengthOf(line, 'nn') : lengthOf(line, text)
  measured.set(key, width / SIZE)
  return width / SIZE
}

function lengthOf(line: SVGTextElement, text: string): number {
  line.textContent = text
  return line.getComputedTextLength()
}

function takeRuler(): SVGTextElement {
  if (ruler?.isConnected) return ruler
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('aria-hidden', 'true')
  svg.setAttribute('width', '0')
  svg.setAttribute('height', '0')
  svg.style.cssText = 'position:absolute;left:0;top:0;visibility:hidden;pointer-events:none'
  ruler = document.createElementNS('http://www.w3.org/2000/svg', 'text')
  Object.assign(ruler.style, letterStyle, { fontSize: `${SIZE}px`, wordSpacing: '0px' })
  svg.append(ruler)
  document.body.append(svg)
  return ruler
}

const inked = new Map<string, Ink>()
let ink: CanvasRenderingContext2D | null = null

/** Measures on a canvas: a line of SVG tells its font's height, not that of the letters in it. */
export const measureInk: MeasureInk = ({ text, emoji }, typeface, tracking) => {
  const key = keyOf({ text, emoji }, typeface, tracking)
  const known = inked.get(key)
  if (known) return known
  ink ??= document.createElement('canvas').getContext('2d')
  if (!ink) throw new Error('this browser has no canvas')
  ink.font = `${fontWeight(typeface.font)} ${SIZE}px ${fontFamily(typeface, { emoji })}`
  ink.letterSpacing = `${emoji ? 0 : tracking * SIZE}px`
  ink.textRendering = 'geometricPrecision'
  const box = ink.measureText(text)
  const found = {
    over: box.actualBoundingBoxAscent / SIZE,
    under: box.actualBoundingBoxDescent / SIZE,
    past: Math.max(0, box.actualBoundingBoxLeft, box.actualBoundingBoxRight - box.width) / SIZE,
  }
  inked.set(key, found)
  return found
}

const keyOf = ({ text, emoji }: TextRun, { font, han }: Typeface, tracking: number) =>
  `${font}|${han}|${emoji}|${tracking}|${text}`
