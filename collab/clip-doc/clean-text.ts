/** Longest title and longest corrected word, in UTF-16 units. */
export const TITLE_LENGTH = 200
export const WORD_LENGTH = 200

/**
 * Text as every replica and Postgres will hold it. Half a surrogate pair becomes another character on
 * the way through UTF-8, so two people would see two texts; NUL is refused by Postgres.
 */
export const cleanText = (text: string, length: number): string =>
  text
    .slice(0, length)
    .replace(/[\p{Cc}\p{Cs}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** Text of several lines, each as cleanText has it. */
export const cleanLines = (text: string, length: number): string =>
  text
    .slice(0, length)
    .split('\n')
    .map((line) => cleanText(line, length))
    .join('\n')
    .trim()

const EMOJI =
  /^(?=.*(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3))[\p{Extended_Pictographic}\p{Emoji_Component}]{1,16}$/u

/** An emoji or a few; null for anything else. */
export const cleanEmoji = (text: unknown): string | null =>
  typeof text === 'string' && text.length <= 32 && EMOJI.test(text) ? text : null
