/** Writing systems that captions set differently. Everything else is set as `latin`. */
export type Script = 'latin' | 'arabic' | 'hebrew' | 'cjk' | 'devanagari'

const patterns: [Script, RegExp][] = [
  ['arabic', /\p{Script=Arabic}/gu],
  ['hebrew', /\p{Script=Hebrew}/gu],
  ['cjk', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['devanagari', /\p{Script=Devanagari}/gu],
]

/** The script most letters of a text are in. */
export function scriptOf(text: string): Script {
  let [best, most] = ['latin' as Script, (text.match(/\p{L}/gu)?.length ?? 0) / 2]
  for (const [script, letters] of patterns) {
    const count = text.match(letters)?.length ?? 0
    if (count > 0 && count >= most) [best, most] = [script, count]
  }
  return best
}

export const isRightToLeft = (script: Script) => script === 'arabic' || script === 'hebrew'

const tight = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー、。！？」』）]/u

/** Every letter set without spaces lies above this one. */
const FIRST_TIGHT = 0x2e80

/** Whether a space stands between two neighbouring words: not between Chinese or Japanese ones. */
export function spaceBetween(left: string, right: string): boolean {
  if (!(left.charCodeAt(left.length - 1) >= FIRST_TIGHT)) return true
  return !(tight.test(left.at(-1) ?? '') && tight.test([...right][0] ?? ''))
}

/**
 * A text in capitals, as its language (BCP 47) writes them; where none is known, as most do. Never as the
 * machine's: a preview is drawn on one and the export on another.
 */
export const capitals = (text: string, language: string | null): string =>
  language === null ? text.toUpperCase() : text.toLocaleUpperCase(language.split('-')[0])

/** Words as a line of text. */
export const joinWords = (words: readonly string[]): string =>
  words.reduce(
    (line, word, i) =>
      i === 0 ? word : line + (spaceBetween(words[i - 1] ?? '', word) ? ' ' : '') + word,
    '',
  )

/** What words with times, a segment's or a page's, say. */
export const textOf = ({ words }: { words: readonly { text: string }[] }): string =>
  joinWords(words.map(({ text }) => text))
