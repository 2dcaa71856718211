import { CaptionFont, captionFonts } from '#core/caption-font.ts'
import { overlayScale } from '#core/graphic.ts'
import type { OverlayOf } from '#core/overlay.ts'
import { isRightToLeft, joinWords, scriptOf, spaceBetween } from '#core/script.ts'
import { type Shape, shapeSize } from '#core/shape.ts'
import { breakLines, type LineToken } from '../break-lines.ts'
import { hanOf, type Typeface } from '../caption-fonts.ts'
import type { LaidRun } from '../caption-layout.ts'
import { type MeasureText, splitEmoji } from '../text-runs.ts'
import type { LaidGraphic, LaidTextLine } from './graphic-layout.ts'

type TextOverlay = OverlayOf<'text'>

/** From baseline to baseline, em. */
const LEADING = 1.25
/** Around the text where it has a ground of its own, and that ground's corners, em. */
const PAD = { x: 0.5, y: 0.3 }
const RADIUS = 0.25
/** How far ink reaches beyond the lines, em: italics, tall marks. */
const INK = 0.3

/** What a text is written in. */
export const textFace = ({ font, text }: Pick<TextOverlay, 'font' | 'text'>): Typeface => ({
  font: CaptionFont.catch('inter').parse(font),
  han: hanOf(text),
})

/** A text's lines about their middle, broken where their box ends. Null where there is nothing to read. */
export function layOutText(
  overlay: TextOverlay,
  shape: Shape,
  measure: MeasureText,
): Pick<LaidGraphic, 'box' | 'paint'> | null {
  if (overlay.text.trim() === '') return null
  const picture = shapeSize[shape]
  const typeface = textFace(overlay)
  const wide = overlay.w * picture.width
  const paragraphs = overlay.text
    .split('\n')
    .map((paragraph) => tokensOf(paragraph, typeface, measure))
  const padX = overlay.background === null ? 0 : PAD.x
  const longest = Math.max(...paragraphs.flat().map((token) => token.width))
  // A word that is wider than its box makes the letters smaller rather than falling apart.
  const size = Math.min(overlay.size * overlayScale(shape), wide / (longest + 2 * padX + 1e-6))
  const inner = wide - 2 * padX * size
  const rows = paragraphs.flatMap((tokens) => linesOf(tokens, inner / size))
  const widths = rows.map((row) => widthOf(row, typeface, measure) * size)

  const height = rows.length * LEADING * size
  const text = {
    x: overlay.x * picture.width - wide / 2 + padX * size,
    y: overlay.y * picture.height - height / 2,
  }
  const left = Math.min(...widths.map((width) => startOf(overlay, inner, width)))
  const ground = {
    x: text.x + left - PAD.x * size,
    y: text.y - PAD.y * size,
    width: Math.max(...widths) + 2 * PAD.x * size,
    height: height + 2 * PAD.y * size,
  }
  const box = evenAround(ground, INK * size)
  const rises = (LEADING + captionFonts[typeface.font].capHeight) / 2
  return {
    box,
    paint: {
      ...{ kind: 'text', typeface, size, colour: overlay.colour },
      lines: rows.map((row, i): LaidTextLine => {
        const x = text.x + startOf(overlay, inner, widths[i] ?? 0) - box.x
        return {
          runs: runsOf(row, x, size, typeface, measure),
          baseline: text.y - box.y + (i * LEADING + rises) * size,
          rightToLeft: isRightToLeft(scriptOf(row)),
        }
      }),
      ground:
        overlay.background === null
          ? null
          : {
              colour: overlay.background,
              box: { ...ground, x: ground.x - box.x, y: ground.y - box.y },
              radius: RADIUS * size,
            },
    },
  }
}

function tokensOf(text: string, typeface: Typeface, measure: MeasureText): LineToken[] {
  const words = text.split(/\s+/).filter(Boolean)
  const space = measure({ text: ' ', emoji: false }, typeface, 0)
  return words.map((word, i) => ({
    text: word,
    width: widthOf(word, typeface, measure),
    gap: i > 0 && spaceBetween(words[i - 1] ?? '', word) ? space : 0,
    breakAfter: false,
  }))
}

function linesOf(tokens: LineToken[], width: number): string[] {
  // Kerning across a space may make a line wider than its words: a hair more room is given.
  const ends = breakLines(tokens, width + 0.01) ?? tokens.map((_, i) => i + 1)
  // An empty paragraph is an empty line.
  if (ends.length === 0) return ['']
  return ends.map((end, i) =>
    joinWords(tokens.slice(ends[i - 1] ?? 0, end).map((token) => token.text)),
  )
}

const widthOf = (text: string, typeface: Typeface, measure: MeasureText) =>
  splitEmoji(text).reduce((sum, run) => sum + measure(run, typeface, 0), 0)

function runsOf(
  text: string,
  from: number,
  size: number,
  typeface: Typeface,
  measure: MeasureText,
): LaidRun[] {
  let x = from
  return splitEmoji(text).map((run) => {
    const width = measure(run, typeface, 0) * size
    const laid = { ...run, x, width }
    x += width
    return laid
  })
}

const startOf = ({ align }: TextOverlay, room: number, width: number) =>
  align === 'left' ? 0 : align === 'right' ? room - width : (room - width) / 2

/** The even px around a box and some more. */
function evenAround(
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  more: number,
) {
  const down = (n: number) => Math.floor((n - more) / 2) * 2
  const up = (n: number) => Math.ceil((n + more) / 2) * 2
  return {
    x: down(x),
    y: down(y),
    width: up(x + width) - down(x),
    height: up(y + height) - down(y),
  }
}
