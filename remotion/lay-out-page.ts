import { entries } from '#core/caption-look.ts'
import { isRightToLeft, type Script, scriptOf, spaceBetween } from '#core/script.ts'
import { breakLines, type LineToken, lineWidth } from './break-lines.ts'
import type { Box, LaidLine, LaidPage, LaidRun, LaidWord } from './caption-layout.ts'
import type { ResolvedLook } from './resolve-look.ts'
import { type MeasureText, splitEmoji } from './text-runs.ts'

/** A page's words with the frames they are said at. */
export type FramedPage = {
  from: number
  to: number
  words: { text: string; from: number; emphasised: boolean }[]
}

/** Text keeps to this share of the picture's width. */
const WIDTH = 0.778
/** Long words shrink a page down to this, and after dividing them down to that. */
const SHRINK = 0.72
const SHRINK_DIVIDED = 0.6
/** Nothing is written smaller than this share of the picture's width (of its height where wider). */
const SMALLEST = 0.042

const scriptSize: Record<Script, number> = {
  latin: 1,
  arabic: 1.1,
  hebrew: 1.1,
  cjk: 0.92,
  devanagari: 1.02,
}
const scriptLineHeight: Record<Script, number> = {
  latin: 0,
  arabic: 1.22,
  hebrew: 1.22,
  cjk: 1.18,
  devanagari: 1.24,
}

type Token = LineToken & { index: number; emphasised: boolean; runs: LaidRun[] }

/** Puts a page's words in their places. A page too big for its lines becomes several. */
export function layOutPage(page: FramedPage, look: ResolvedLook, measure: MeasureText): LaidPage[] {
  const text = page.words.map((word) => word.text).join(' ')
  const script = scriptOf(text)
  const setting = { look, measure, script, width: (look.picture.width * WIDTH) / look.overshoot }
  const fitted = fitTokens(page, setting)
  if (fitted.lines.length <= fitted.maxLines || page.words.length === 1)
    return [placeLines(page, fitted, setting)]
  const at = splitAt(page, fitted.tokens)
  return [
    ...layOutPage(
      { ...page, to: page.words[at]?.from ?? page.to, words: page.words.slice(0, at) },
      look,
      measure,
    ),
    ...layOutPage(
      { ...page, from: page.words[at]?.from ?? page.from, words: page.words.slice(at) },
      look,
      measure,
    ),
  ]
}

type Setting = { look: ResolvedLook; measure: MeasureText; script: Script; width: number }
type Fitted = { tokens: Token[]; lines: Token[][]; size: number; maxLines: number }

/** Chooses the size, and divides words that are too long for any line. */
function fitTokens(page: FramedPage, setting: Setting): Fitted {
  const { look, width, script } = setting
  const full = look.size * scriptSize[script]
  const smallest = Math.min(look.picture.width, look.picture.height) * SMALLEST
  const words = page.words.map((word) => wordRuns(shown(word.text, setting), setting))
  const widest = Math.max(...words.map((runs) => runsWidth(runs) * full))
  const shrunk = Math.min(1, width / widest)
  if (shrunk >= SHRINK && full * shrunk >= Math.min(smallest, full))
    return lines(tokensOf(page, words, setting), full * shrunk, look.maxLines, setting)

  // Divided evenly, so that the widest part is as narrow as it can be.
  const parts = words.map((runs, i) =>
    runsWidth(runs) * full <= width
      ? [runs]
      : divide(shown(page.words[i]?.text ?? '', setting), (part) => {
          const runs = wordRuns(part, setting)
          return runsWidth(runs) * full * SHRINK_DIVIDED <= width ? runs : null
        }),
  )
  const widestPart = Math.max(...parts.flat().map((runs) => runsWidth(runs) * full))
  const tokens = tokensOf(page, parts.flat(), setting, parts)
  const extra = Math.max(...parts.map((part) => part.length)) - 1
  return lines(tokens, full * Math.min(1, width / widestPart), look.maxLines + extra, setting)
}

function lines(tokens: Token[], size: number, maxLines: number, { width }: Setting): Fitted {
  // A hair of tolerance: the size was chosen so that the widest word fits exactly.
  const ends = breakLines(tokens, width / size + 1e-6) ?? tokens.map((_, i) => i + 1)
  const rows = ends.map((end, i) => tokens.slice(ends[i - 1] ?? 0, end))
  return { tokens, lines: rows, size, maxLines }
}

const shown = (text: string, { look, script }: Setting) =>
  look.caps && script === 'latin' ? text.toLocaleUpperCase() : text

function wordRuns(text: string, { look, measure, script }: Setting): LaidRun[] {
  let x = 0
  return splitEmoji(text).map((run) => {
    const width = measure(run, look.font, script === 'latin' ? look.tracking : 0)
    const laid = { ...run, x, width }
    x += width
    return laid
  })
}

const runsWidth = (runs: LaidRun[]) => runs.reduce((sum, run) => sum + run.width, 0)

/** Tokens in em. */
function tokensOf(
  page: FramedPage,
  runs: LaidRun[][],
  setting: Setting,
  parts: LaidRun[][][] = runs.map((r) => [r]),
): Token[] {
  const { look, measure, script } = setting
  const space = Math.max(0.26, measure({ text: ' ', emoji: false }, look.font, 0))
  const padX = script === 'cjk' ? 0.03 : (look.pill?.padX ?? 0)
  const gap = Math.max(space * look.gap + look.outline, look.pill ? 2 * padX + 0.1 : 0)
  return parts.flatMap((wordParts, index) => {
    const word = page.words[index]
    const before = page.words[index - 1]
    return wordParts.map((part, i) => ({
      index,
      text: word?.text ?? '',
      emphasised: word?.emphasised ?? false,
      runs: part,
      width: runsWidth(part),
      gap: !before || spaceBetween(before.text, word?.text ?? '') ? gap : 0,
      breakAfter: i < wordParts.length - 1,
    }))
  })
}

/** Cuts a word into the fewest even parts of which each fits, with a hyphen in bicameral scripts. */
function divide(text: string, runsThatFit: (part: string) => LaidRun[] | null): LaidRun[][] {
  const letters = [...new Intl.Segmenter().segment(text)].map((s) => s.segment)
  const hyphen = /^\p{L}/u.test(text) && scriptOf(text) === 'latin' ? '-' : ''
  for (let count = 2; count <= letters.length; count++) {
    const parts: LaidRun[][] = []
    for (let i = 0; i < count; i++) {
      const from = cutNear(letters, Math.round((i * letters.length) / count))
      const to = cutNear(letters, Math.round(((i + 1) * letters.length) / count))
      const runs = runsThatFit(letters.slice(from, to).join('') + (i < count - 1 ? hyphen : ''))
      if (runs) parts.push(runs)
    }
    if (parts.length === count) return parts
  }
  return letters.map((letter) => runsThatFit(letter) ?? [])
}

/** Moves a cut by up to three letters to where a syllable is likely to end: `a-ba`, or `ab-ba`. */
function cutNear(letters: string[], at: number): number {
  if (at <= 2 || at >= letters.length - 2) return Math.min(Math.max(at, 0), letters.length)
  const kind = (i: number) => (/[aeiouyäöüáéíóúàèìòùâêîôû]/i.test(letters[i] ?? '') ? 'v' : 'c')
  for (const near of [at, at - 1, at + 1, at - 2, at + 2, at - 3, at + 3]) {
    const around = [near - 2, near - 1, near, near + 1].map(kind).join('')
    if (/^(.vcv|vccv)$/.test(around)) return near
  }
  return at
}

/** Where to turn the page so that both halves are about as wide. */
function splitAt(page: FramedPage, tokens: Token[]): number {
  const total = lineWidth(tokens)
  let [best, least] = [1, Number.POSITIVE_INFINITY]
  for (let at = 1; at < page.words.length; at++) {
    const left = lineWidth(tokens.filter((token) => token.index < at))
    const cost = Math.abs(total - 2 * left)
    if (cost < least) [best, least] = [at, cost]
  }
  return best
}

function placeLines(page: FramedPage, fitted: Fitted, setting: Setting): LaidPage {
  const { look, script } = setting
  const { size } = fitted
  const rightToLeft = isRightToLeft(script)
  const lineHeight = Math.max(look.lineHeight, scriptLineHeight[script]) * size
  const padX = (look.box?.padX ?? 0) * size
  const padY = (look.box?.padY ?? 0) * size
  const height = lineHeight * fitted.lines.length
  // Nothing may leave the picture at the top, however many lines a long word took.
  const top = Math.max(look.bottom - padY - height, padY + look.outline * size)
  const centre = look.picture.width / 2

  const words: LaidWord[] = []
  const laidLines = fitted.lines.map((line, row): LaidLine => {
    const width = lineWidth(line) * size
    let x = centre - width / 2
    const left = x
    for (const [i, token] of visualOrder(line, rightToLeft).entries()) {
      if (i > 0) x += gapBetween(line, token, i, rightToLeft) * size
      const tokenWidth = token.width * size
      words.push({
        index: token.index,
        line: row,
        x,
        width: tokenWidth,
        emphasised: token.emphasised,
        runs: token.runs.map((run) => ({
          ...run,
          x: x + run.x * size,
          width: run.width * size,
        })),
      })
      x += tokenWidth
    }
    const lineTop = top + row * lineHeight
    return {
      x: left,
      width,
      top: lineTop,
      height: lineHeight,
      baseline: lineTop + lineHeight / 2 + (look.capHeight * size) / 2,
    }
  })
  const left = Math.min(...laidLines.map((line) => line.x)) - padX
  const block = {
    x: left,
    y: top - padY,
    width: (centre - left) * 2,
    height: height + 2 * padY,
  }
  return {
    key: page.words.map((word) => (word.emphasised ? '*' : '') + word.text).join(' '),
    from: page.from,
    to: page.to,
    wordsFrom: page.words.map((word) => word.from),
    size,
    tracking: script === 'latin' ? look.tracking * size : 0,
    script,
    rightToLeft,
    lines: laidLines,
    words,
    block,
    bounds: boundsOf(block, words, size, look),
  }
}

/** From left to right as drawn: a right-to-left line runs backwards, the Latin stretches in it do not. */
function visualOrder(line: Token[], rightToLeft: boolean): Token[] {
  if (!rightToLeft) return line
  const order: Token[] = []
  let stretch: Token[] = []
  for (const token of line) {
    if (isRightToLeft(scriptOf(token.text))) {
      order.unshift(...stretch)
      stretch = []
      order.unshift(token)
    } else stretch.push(token)
  }
  order.unshift(...stretch)
  return order
}

/** A gap belongs to the later word of the two it parts, whichever side that is drawn on. */
const gapBetween = (line: Token[], token: Token, at: number, rightToLeft: boolean) =>
  rightToLeft ? (line[1]?.gap ?? 0) : at > 0 ? token.gap : 0

function boundsOf(block: Box, words: LaidWord[], size: number, look: ResolvedLook): Box {
  const widest = Math.max(...words.map((word) => word.width))
  const moves = entries[look.entry]
  const entryScale = Math.max(1, ...moves.map((cell) => cell.scale))
  const entryDown = Math.max(0, ...moves.map((cell) => cell.y)) * size
  const ink = (look.outline + 0.1 + (look.pill?.padX ?? 0)) * size
  const x = ink + ((look.overshoot - 1) * widest) / 2 + ((entryScale - 1) * block.width) / 2
  const y = ink + ((look.overshoot - 1) * 1.2 * size) / 2 + ((entryScale - 1) * block.height) / 2
  return {
    x: block.x - x,
    y: block.y - y,
    width: block.width + 2 * x,
    height: block.height + 2 * y + entryDown,
  }
}
