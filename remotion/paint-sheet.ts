import { writableInXml } from '#core/xml-text.ts'
import { canvasPixels } from './canvas-pixels.ts'
import { fontFiles, type Lettering, loadCaptionFonts, tellingLetter } from './caption-fonts.ts'
import { handOut } from './hand-out.ts'
import { tgaFile } from './tga-file.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** Fonts for a picture that cannot fetch any, with a letter of each that tells whether it is there. */
export type CarriedFonts = {
  rules: string
  /** Which they are. */
  names: string[]
  letters: { family: string; weight: string; text: string }[]
}

/** Fetches what is needed to write this. */
export async function carriedFonts(lettering: Lettering[]): Promise<CarriedFonts> {
  await loadCaptionFonts(lettering)
  const files = await fontFiles(lettering, new Set())
  return {
    rules: files
      .map(
        ({ family, weight, range, file }) =>
          `@font-face{font-family:"${family}";font-weight:${weight};unicode-range:${range};` +
          `font-display:block;src:url(data:font/woff2;base64,${inBase64(new Uint8Array(file))})}`,
      )
      .join(''),
    names: files.map(({ family, range }) => `${family} ${range}`),
    letters: files.flatMap((file) => {
      const text = tellingLetter(file, lettering)
      const { family, weight } = file
      // Of a range of weights any will do.
      return text === null ? [] : [{ family, text, weight: weight.includes(' ') ? '400' : weight }]
    }),
  }
}

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
  fonts: CarriedFonts
}

let canvas: HTMLCanvasElement | null = null

/**
 * Paints `count` cells that stand one below another in an SVG, without ever showing it: as many sheets
 * as they fill, handed out as TGA one after another. Gives their lengths in bytes. An SVG that is a
 * picture is drawn by the browser's one engine, but straight onto the canvas: a picture taken of a page
 * goes through three processes and is copied in each.
 */
export async function paintSheets(
  svg: Element,
  count: number,
  { fonts, cells, scale, ...cell }: PaintOptions,
): Promise<number[]> {
  const picture = await pictureOf(svg, fonts, cell.width, cell.height * count)
  await lettersThere(picture, fonts, cell.height * count)
  const [width, height] = [cell.width * scale, cell.height * scale]
  canvas ??= document.createElement('canvas')
  if (canvas.width !== width || canvas.height !== height * cells)
    Object.assign(canvas, { width, height: height * cells })
  // In memory of our own, from where it is read.
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) throw new Error('the browser has no canvas to paint on')
  const sheets: Uint8Array<ArrayBuffer>[] = []
  for (let first = 0; first < count; first += cells) {
    pen.clearRect(0, 0, width, height * cells)
    pen.drawImage(picture, 0, -first * height, picture.width * scale, picture.height * scale)
    const pixels = await canvasPixels(canvas, pen)
    sheets.push(tgaFile(pixels, width, height * (cells + 1)))
  }
  await handOut(sheets)
  return sheets.map((sheet) => sheet.length)
}

/** Place for a letter that tells of its font, px. */
const LETTER = 24

/** An SVG as a picture of its own, with the fonts it is written in; below it their telling letters. */
async function pictureOf(
  svg: Element,
  { rules, letters }: CarriedFonts,
  wide: number,
  high: number,
) {
  const drawn = writableInXml(new XMLSerializer().serializeToString(svg))
  const telling = letters.map(({ family, weight, text }, i) => {
    const letter = document.createElementNS(SVG, 'text')
    letter.textContent = text
    letter.setAttribute('x', String(i * LETTER + 2))
    letter.setAttribute('y', String(high + LETTER - 6))
    letter.setAttribute('style', `font: ${weight} 16px '${family}'`)
    return new XMLSerializer().serializeToString(letter)
  })
  const [width, height] = [Math.max(wide, letters.length * LETTER), high + LETTER]
  const whole =
    `<svg xmlns="${SVG}" width="${width}" height="${height}"><style>${rules}</style>` +
    `${drawn}${telling.join('')}</svg>`
  const picture = new Image(width, height)
  // Not a blob: that would be asked for in another process.
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(whole)}`
  await picture.decode()
  return picture
}

/** How long fonts that a picture carries are waited for, ms, and how soon they are looked for again. */
const [PATIENCE_MS, AGAIN_MS] = [10_000, 5]

/**
 * Waits until a picture's letters are there. A browser may unpack fonts beside its other work, and calls
 * a picture decoded before: until then nothing is drawn of what is written in them.
 */
async function lettersThere(picture: HTMLImageElement, { letters }: CarriedFonts, top: number) {
  if (letters.length === 0) return
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: letters.length * LETTER, height: LETTER })
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  const isThere = (_: unknown, i: number) =>
    pen?.getImageData(i * LETTER, 0, LETTER, LETTER).data.some((value) => value > 0)
  for (const from = performance.now(); performance.now() - from < PATIENCE_MS; ) {
    pen?.clearRect(0, 0, canvas.width, LETTER)
    pen?.drawImage(picture, 0, -top)
    if (letters.every(isThere)) return
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  }
  throw new Error('a font did not come in time')
}

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
