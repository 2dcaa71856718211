import type { Typeface } from './caption-fonts.ts'

export type TextRun = { text: string; emoji: boolean }

/** Width of a run in em, with `tracking` em after each letter. */
export type MeasureText = (run: TextRun, typeface: Typeface, tracking: number) => number

/**
 * How far the letters of a run are painted, em: over and under the baseline (less than nothing where
 * they end before it), and past either end of its width.
 */
export type Ink = { over: number; under: number; past: number }

export type MeasureInk = (run: TextRun, typeface: Typeface, tracking: number) => Ink

const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u
/** Pictographs that are letters unless a variation selector says otherwise: ©, ®, ™, ↔ … */
const textByDefault = /^[\u00a9\u00ae\u2122\u2139\u2194-\u21aa]$/u

const segmenter = new Intl.Segmenter('en')

/** Parts letters from emoji, which are drawn from a font of their own. */
export function splitEmoji(text: string): TextRun[] {
  // Segmenting costs a hundred times the test, and nearly all words are letters alone.
  if (!emoji.test(text)) return text === '' ? [] : [{ text, emoji: false }]
  const runs: TextRun[] = []
  for (const { segment } of segmenter.segment(text)) {
    const isEmoji = emoji.test(segment) && !textByDefault.test(segment)
    const last = runs.at(-1)
    if (last?.emoji === isEmoji) last.text += segment
    else runs.push({ text: segment, emoji: isEmoji })
  }
  return runs
}
