import { piecesOf } from './arrangement.ts'
import type { Suggestion } from './suggestion.ts'

/** Suggestions as files and other programs have them: times in seconds, reasons as sentences. */
export const toSuggestionsJson = (source: string, suggestions: Suggestion[]) => ({
  source,
  suggestions: suggestions.map((one) => {
    const pieces = piecesOf(one, one.arrangement)
    return {
      rank: one.rank,
      start: one.from / 1000,
      end: one.to / 1000,
      score: Math.round(one.score * 10) / 10,
      components: one.parts,
      reasons: one.reasons.map(({ say, quote }) => (quote === null ? say : `${say}: “${quote}”`)),
      highlights: one.highlights,
      transcript: one.transcript,
      title: one.title,
      // In playing order, where it is better told in pieces.
      ...(pieces.length > 1 && {
        pieces: pieces.map(({ from, to }) => ({ start: from / 1000, end: to / 1000 })),
      }),
    }
  }),
})
