import { languageName as named } from '#core/second-language.ts'

/** A language in its own words where we know them, else its code; null: the one that is spoken. */
export const languageName = (code: string | null): string =>
  code === null ? 'As spoken' : named(code)
