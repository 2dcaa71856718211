import { canvasPixels } from './canvas-pixels.ts'
import type { FontFile } from './caption-fonts.ts'
import { tgaFile } from './tga-file.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** Fonts as rules that carry their files, for a picture that cannot fetch any. */
export const fontRules = (files: FontFile[]): string =>
  files
    .map(
      ({ family, weight, range, file }) =>
        `@font-face{font-family:"${family}";font-weight:${weight};unicode-range:${range};` +
        `src:url(data:font/woff2;base64,${inBase64(new Uint8Array(file))})}`,
    )
    .join('')

/** How large a sheet is. */
export type SheetSize = {
  /** Cells stand one below another, and one more that is empty. */
  cells: number
  /** Pixels for each of the layout's. */
  scale: number
}

type PaintOptions = SheetSize & {
  /** Of a cell. */
  width: number
  height: number
  /** `fontRules` of every font that is written in. */
  fonts: string
}

let canvas: HTMLCanvasElement | null = null

/**
 * Paints `count` cells that stand one below another in an SVG, without ever showing it: as many sheets
 * as they fill, as TGA in base64. An SVG that is a picture is drawn by the browser's one engine, but
 * straight onto the canvas: a picture taken of a page goes through three processes and is copied in each.
 */
export async function paintSheets(
  svg: Element,
  count: number,
  { fonts, cells, scale, ...cell }: PaintOptions,
): Promise<string[]> {
  const picture = await pictureOf(svg, fonts, cell.width, cell.height * count)
  const [width, height] = [cell.width * scale, cell.height * scale]
  canvas ??= document.createElement('canvas')
  if (canvas.width !== width || canvas.height !== height * cells)
    Object.assign(canvas, { width, height: height * cells })
  // In memory of our own, from where it is read.
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) throw new Error('the browser has no canvas to paint on')
  const sheets: string[] = []
  for (let first = 0; first < count; first += cells) {
    pen.clearRect(0, 0, width, height * cells)
    pen.drawImage(picture, 0, -first * height, width, height * count)
    const pixels = await canvasPixels(canvas, pen)
    sheets.push(inBase64(tgaFile(pixels, width, height * (cells + 1))))
  }
  return sheets
}

/** An SVG as a picture of its own, with the fonts it is written in. */
async function pictureOf(sheet: Element, fonts: string, width: number, height: number) {
  const markup = new XMLSerializer().serializeToString(sheet)
  const whole = `<svg xmlns="${SVG}" width="${width}" height="${height}"><style>${fonts}</style>${writable(markup)}</svg>`
  const picture = new Image(width, height)
  // Not a blob: that would be asked for in another process.
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(whole)}`
  await picture.decode()
  return picture
}

/** Without what XML 1.0 has no way to write: in a page it is not seen either. */
const writable = (markup: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
  markup.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu, '')

/** Bytes turned into letters at once: as many as a call takes arguments. */
const AT_ONCE = 0x8000

function inBase64(bytes: Uint8Array & { toBase64?: () => string }): string {
  // Newer browsers take a tenth of the time for it.
  if (bytes.toBase64) return bytes.toBase64()
  const letters: string[] = []
  for (let at = 0; at < bytes.length; at += AT_ONCE)
    letters.push(String.fromCharCode(...bytes.subarray(at, at + AT_ONCE)))
  return btoa(letters.join(''))
}
