import { captionFonts } from '#core/caption-font.ts'
import { capitals, isRightToLeft, type Script, scriptOf, spaceBetween } from '#core/script.ts'
import { breakLines, type LineToken, lineWidth } from './break-lines.ts'
import type { Typeface } from './caption-fonts.ts'
import type { LaidRun } from './caption-layout.ts'
import { overshootOf, type ResolvedLook } from './resolve-look.ts'
import { type MeasureText, splitEmoji } from './text-runs.ts'

export type FramedWord = {
  text: string
  from: number
  to: number
  emphasised: boolean
  speaker: number | null
  /** Drawn after its letters, where the style does not set it apart. */
  emoji: string | null
}

/** A page's words with the frames they are said at. */
export type FramedPage = {
  from: number
  to: number
  words: FramedWord[]
  /** Which they are in, where known. */
  language: string | null
  /** The same in the clip's second language. */
  second: string | null
  /** Whose words these are, where known. */
  speakerName: string | null
  /** Whether the page before was somebody else's. */
  newSpeaker: boolean
}

export type Setting = {
  look: ResolvedLook
  measure: MeasureText
  typeface: Typeface
  script: Script
  rightToLeft: boolean
  language: string | null
  tracking: number
  /** The widest a line may be, px. */
  width: number
}

/** Lengths in em of an unemphasised word. */
export type Token = LineToken & {
  index: number
  emphasised: boolean
  speaker: number | null
  scale: number
  runs: LaidRun[]
}

export type Fitted = { tokens: Token[]; lines: Token[][]; size: number; maxLines: number }

/** Long words shrink a page down to this, and after dividing them down to that. */
const SHRINK = 0.72
const SHRINK_DIVIDED = 0.6
/** Nothing is written smaller than this share of the picture's width (of its height where wider). */
const SMALLEST = 0.042
/** The least a big word is shrunk to before it is divided, as a share of the width. */
const LEAST_BIG = 0.1

export function settingOf(
  page: FramedPage,
  look: ResolvedLook,
  typeface: Typeface,
  measure: MeasureText,
): Setting {
  const script = scriptOf(page.words.map((word) => word.text).join(' '))
  const tracking = script === 'latin' ? look.tracking : 0
  const rightToLeft = isRightToLeft(script)
  // From the right, a start nearer to the edge would lie under the wide column of buttons.
  const moved =
    rightToLeft && look.align === 'start' ? Math.max(0, look.picture.width * 0.14 - look.anchor) : 0
  const width = (look.width - moved) / overshootOf(look)
  const { language } = page
  return { look, measure, typeface, script, rightToLeft, language, tracking, width }
}

function scriptSize(script: Script, { font }: Typeface, look: ResolvedLook): number {
  const { voice } = captionFonts[font]
  if (script === 'arabic' || script === 'hebrew') {
    if (look.name === 'bigword') return 0.88
    return { heavy: 1.1, text: 1.1, round: 0.99, tube: 0.99, serif: 1.12, display: 1.16 }[voice]
  }
  if (script === 'cjk') return voice === 'heavy' || voice === 'text' ? 0.92 : 0.87
  return script === 'devanagari' ? 1.02 : 1
}

/** Chooses the size, and divides words that are too long for any line. */
export function fitWords(page: FramedPage, setting: Setting): Fitted {
  const { look, width, script, typeface } = setting
  const full = look.size * scriptSize(script, typeface, look)
  const big = look.name === 'bigword'
  const smallest = big
    ? look.picture.width * LEAST_BIG * (look.size / (look.picture.width * 0.28))
    : Math.min(look.picture.width, look.picture.height) * SMALLEST
  const words = page.words.map((word) => wordRuns(shown(word.text, setting), word.emoji, setting))
  const emphasis = look.emphasisSize
  const scaled = (i: number) => (page.words[i]?.emphasised ? emphasis : 1)
  const widest = Math.max(...words.map((runs, i) => runsWidth(runs) * scaled(i) * full))
  const shrunk = Math.min(1, width / widest)
  const least = big ? 0 : SHRINK
  if (shrunk >= least && full * shrunk >= Math.min(smallest, full))
    return fitLines(
      tokensOf(
        page,
        words.map((runs) => [runs]),
        emphasis,
        setting,
      ),
      full * shrunk,
      look.maxLines,
      setting,
    )

  // Divided evenly, so that the widest part is as narrow as it can be.
  const divided = big ? Math.max(smallest / full, 0.01) : SHRINK_DIVIDED
  const parts = words.map((runs, i) =>
    runsWidth(runs) * full <= width
      ? [runs]
      : divide(
          shown(page.words[i]?.text ?? '', setting),
          page.words[i]?.emoji ?? null,
          setting,
          (runs) => runsWidth(runs) * full * divided <= width,
        ),
  )
  const widestPart = Math.max(...parts.flat().map((runs) => runsWidth(runs) * full))
  const extra = Math.max(...parts.map((part) => part.length)) - 1
  // A divided word is large enough as it is: an enlarged emphasis goes back.
  const tokens = tokensOf(page, parts, 1, setting)
  return fitLines(tokens, full * Math.min(1, width / widestPart), look.maxLines + extra, setting)
}

function fitLines(
  tokens: Token[],
  size: number,
  maxLines: number,
  { width, look }: Setting,
): Fitted {
  // A hair of tolerance: the size was chosen so that the widest word fits exactly.
  const ends =
    breakLines(tokens, width / size + 1e-6, look.evenLines) ?? tokens.map((_, i) => i + 1)
  const lines = ends.map((end, i) => tokens.slice(ends[i - 1] ?? 0, end))
  return { tokens, lines, size, maxLines }
}

const closing = /^[\p{P}\p{S}]+|[\p{P}]+$/gu

/** A word as it is written. */
function shown(text: string, { look, script, language }: Setting): string {
  const bare = look.dropPunctuation ? text.replace(closing, '') || text : text
  return look.caps && script === 'latin' ? capitals(bare, language) : bare
}

function wordRuns(text: string, emoji: string | null, setting: Setting): LaidRun[] {
  const { name, own } = setting.look
  let x = 0
  const runs = splitEmoji(text)
  if (emoji !== null && !(name === 'reaction' && own.emojiPlace === 'above'))
    runs.push({ text: ' ', emoji: false }, { text: emoji, emoji: true })
  return runs.map((run) => {
    const width = setting.measure(run, setting.typeface, run.emoji ? 0 : setting.tracking)
    const laid = { ...run, x, width }
    x += width
    return laid
  })
}

const runsWidth = (runs: LaidRun[]) => runs.reduce((sum, run) => sum + run.width, 0)

/** Room beside a word that its pill takes, em. */
export const pillPad = (script: Script, look: ResolvedLook) =>
  look.pill === null ? 0 : script === 'cjk' ? 0.03 : look.pill.padX

function tokensOf(
  page: FramedPage,
  parts: LaidRun[][][],
  emphasis: number,
  setting: Setting,
): Token[] {
  const { look, measure, script, typeface } = setting
  const space = Math.max(0.26, measure({ text: ' ', emoji: false }, typeface, 0))
  const gap = Math.max(
    space * look.gap + look.outline,
    look.pill ? 2 * pillPad(script, look) + 0.1 : 0,
  )
  return parts.flatMap((wordParts, index) => {
    const word = page.words[index]
    const before = page.words[index - 1]
    const scale = word?.emphasised ? emphasis : 1
    return wordParts.map((runs, i): Token => {
      const divided = i < wordParts.length - 1
      return {
        index,
        text: word?.text ?? '',
        emphasised: word?.emphasised ?? false,
        speaker: word?.speaker ?? null,
        ...{ scale, runs, width: runsWidth(runs) * scale },
        gap: !before || spaceBetween(before.text, word?.text ?? '') ? gap : 0,
        breakAfter: divided,
      }
    })
  })
}

/** Cuts a word into the fewest even parts of which each fits, with a hyphen in bicameral scripts. */
function divide(
  text: string,
  emoji: string | null,
  setting: Setting,
  fits: (runs: LaidRun[]) => boolean,
): LaidRun[][] {
  const letters = [...new Intl.Segmenter('en').segment(text)].map((s) => s.segment)
  const hyphen = /^\p{L}/u.test(text) && scriptOf(text) === 'latin' ? '-' : ''
  for (let count = 2; count <= letters.length; count++) {
    const parts = Array.from({ length: count }, (_, i) => {
      const from = cutNear(letters, Math.round((i * letters.length) / count))
      const to = cutNear(letters, Math.round(((i + 1) * letters.length) / count))
      const last = i === count - 1
      return wordRuns(
        letters.slice(from, to).join('') + (last ? '' : hyphen),
        last ? emoji : null,
        setting,
      )
    })
    if (parts.every(fits)) return parts
  }
  return letters.map((letter) => wordRuns(letter, null, setting))
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

/** Where to turn a page that is too big, so that both halves are about as wide. */
export function splitAt(page: FramedPage, tokens: Token[]): number {
  const total = lineWidth(tokens)
  let [best, least] = [1, Number.POSITIVE_INFINITY]
  for (let at = 1; at < page.words.length; at++) {
    const left = lineWidth(tokens.filter((token) => token.index < at))
    const cost = Math.abs(total - 2 * left)
    if (cost < least) [best, least] = [at, cost]
  }
  return best
}
