import type { Script } from '#core/script.ts'
import { lineWidth } from './break-lines.ts'
import type { Typeface } from './caption-fonts.ts'
import type { Box, LaidLine, LaidPage, LaidWord } from './caption-layout.ts'
import {
  type Fitted,
  type FramedPage,
  fitWords,
  type Setting,
  settingOf,
  splitAt,
  type Token,
} from './fit-words.ts'
import { layOutLabels } from './lay-out-labels.ts'
import type { ResolvedLook } from './resolve-look.ts'
import type { MeasureText } from './text-runs.ts'
import { visualOrder } from './visual-order.ts'

const scriptLineHeight: Record<Script, number> = {
  latin: 0,
  arabic: 1.22,
  hebrew: 1.22,
  cjk: 1.18,
  devanagari: 1.24,
}

/** What stands for the height of a capital where a script has none, em: its letters' middle, twice. */
const scriptCapHeight: Partial<Record<Script, number>> = {
  arabic: 0.52,
  cjk: 0.76,
  devanagari: 0.58,
}

/** The most of the picture's height that words may take. */
const TALLEST = 0.8

/** Puts a page's words in their places. A page too big for its lines becomes several. */
export function layOutPage(
  page: FramedPage,
  look: ResolvedLook,
  typeface: Typeface,
  measure: MeasureText,
): LaidPage[] {
  const setting = settingOf(page, look, typeface, measure)
  const fitted = fitWords(page, setting)
  if (fitted.lines.length <= fitted.maxLines || page.words.length === 1)
    return [placeLines(page, fitted, setting)]
  const at = splitAt(page, fitted.tokens)
  const turn = page.words[at]?.from ?? page.to
  return [
    { ...page, to: turn, words: page.words.slice(0, at) },
    { ...page, from: turn, words: page.words.slice(at), newSpeaker: false },
  ].flatMap((half) => (half.to > half.from ? layOutPage(half, look, typeface, measure) : []))
}

function placeLines(page: FramedPage, fitted: Fitted, setting: Setting): LaidPage {
  const { look, script, rightToLeft, tracking, typeface } = setting
  const leading = Math.max(look.lineHeight, scriptLineHeight[script])
  // However many lines a very long word takes, they stay on the picture.
  const size = Math.min(
    fitted.size,
    (look.picture.height * TALLEST) / (leading * fitted.lines.length),
  )
  const lineHeight = leading * size
  const padX = (look.box?.padX ?? 0) * size
  const padY = (look.box?.padY ?? 0) * size
  const height = lineHeight * fitted.lines.length
  const bottom = look.name === 'bigword' ? look.bottom + height / 2 : look.bottom - padY
  // Nothing may leave the picture, however many lines a long word took.
  const top = Math.max(
    Math.min(bottom, look.picture.height - padY) - height,
    padY + look.outline * size,
  )
  const capHeight = scriptCapHeight[script] ?? look.capHeight

  const words: LaidWord[] = []
  const lines = fitted.lines.map((line, row): LaidLine => {
    const width = lineWidth(line) * size
    const left = lineLeft(width, setting)
    const lineTop = top + row * lineHeight
    const baseline = (scale: number) => lineTop + lineHeight / 2 + (capHeight * size * scale) / 2
    let x = left
    const order = visualOrder(
      line.map((token) => token.text),
      rightToLeft,
    )
    for (const [i, at] of order.entries()) {
      const token = line[at]
      if (!token) continue
      if (i > 0) x += gapBetween(line, order[i - 1] ?? 0, at) * size
      words.push({
        ...{ index: token.index, line: row, x, width: token.width * size },
        ...{ size: size * token.scale, baseline: baseline(token.scale) },
        ...{ emphasised: token.emphasised, speaker: token.speaker },
        runs: token.runs.map((run) => ({
          ...run,
          x: x + run.x * size * token.scale,
          width: run.width * size * token.scale,
        })),
      })
      x += token.width * size
    }
    return { x: left, width, top: lineTop, height: lineHeight, baseline: baseline(1) }
  })
  const left = Math.min(...lines.map((line) => line.x)) - padX
  const right = Math.max(...lines.map((line) => line.x + line.width)) + padX
  const block: Box = { x: left, y: top - padY, width: right - left, height: height + 2 * padY }
  const laid = {
    ...{ from: page.from, to: page.to, typeface, size, tracking, script, rightToLeft },
    wordsFrom: page.words.map((word) => word.from),
    wordsTo: page.words.map((word) => word.to),
    speaker: page.words[0]?.speaker ?? null,
    ...{ lines, words, block },
  }
  const labels = layOutLabels(laid, page, setting)
  return { ...laid, labels, key: keyOf(page, typeface, labels) }
}

/** Where a line of some width begins on the picture. */
function lineLeft(width: number, { look, rightToLeft }: Setting): number {
  const { align, anchor, picture } = look
  if (align === 'centre') return anchor - width / 2
  const fromEdge =
    rightToLeft && align === 'start' ? Math.max(anchor, picture.width * 0.14) : anchor
  // Reading starts on the right in right-to-left scripts.
  return (align === 'start') === rightToLeft ? picture.width - fromEdge - width : fromEdge
}

/** A gap belongs to the later word of the two it parts, whichever side that is drawn on. */
const gapBetween = (line: Token[], one: number, other: number) =>
  line[Math.max(one, other)]?.gap ?? 0

/** All of a page that decides its picture, by value: how it is written, its words, and what stands beside them. */
const keyOf = (page: FramedPage, typeface: Typeface, labels: LaidPage['labels']) =>
  JSON.stringify([
    typeface,
    page.language,
    page.words.map(({ text, emphasised, speaker, emoji }) => [text, emphasised, speaker, emoji]),
    labels.map((label) => [label.typeface, label.runs.map(({ text }) => text)]),
  ])
