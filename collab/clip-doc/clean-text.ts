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
