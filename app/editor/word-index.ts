import type { WordId } from '#core/ids.ts'

/** A word's id is its number in the transcript: the editor counts with it. */
export const wordIndex = (id: WordId) => Number(id.slice(1))
