import { type SQL, sql } from 'drizzle-orm'

/** What a person typed, as the pieces to look for. */
export const searchTerms = (typed: string): string[] =>
  typed.normalize('NFC').trim().split(/\s+/).filter(Boolean).slice(0, 12)

/**
 * Every piece must be there, each as the beginning of a word. Pieces are quoted, so Postgres reads
 * each as it read the text ("3.14", "well-known") and nothing typed is an operator.
 */
export function tsQuery(terms: string[]): SQL {
  const quoted = terms.map((term) => `'${term.replaceAll(/['\\]/g, '$&$&')}':*`)
  return sql`to_tsquery('simple', ${quoted.join(' & ')})`
}
