import type { Paragraph, Span, TranscriptText } from '../editor/transcript-text.ts'
import type { Bounds } from './moment-bounds.ts'
import { wordsIn } from './passage.ts'

/** A clip or a suggestion, as the transcript marks it. */
export type Moment = Bounds & {
  id: string
  kind: 'clip' | 'suggestion'
  /** "Clip 1", "Suggestion 3". */
  label: string
}

export type MomentSpan = Span & Pick<Moment, 'id' | 'kind' | 'label'>

/** The words of each moment; those in which nobody speaks are left out. */
export function momentSpans(text: TranscriptText, moments: Moment[]): MomentSpan[] {
  return moments.flatMap(({ id, kind, label, from, to }) => {
    const span = wordsIn(text, { from, to })
    return span ? [{ id, kind, label, ...span }] : []
  })
}

/** A stretch of a paragraph that looks alike. */
export type Chunk = Span & {
  moment: MomentSpan | null
  /** Whether the moment begins here, and wants its name. */
  starts: boolean
}

/**
 * A paragraph cut where moments begin and end. Where they overlap the clip is shown, and of two
 * suggestions the one that comes first in the list.
 */
export function chunksOf({ first, last }: Paragraph, spans: MomentSpan[]): Chunk[] {
  const here = spans.filter((span) => span.first <= last && span.last >= first)
  const cuts = new Set([first])
  for (const span of here) {
    if (span.first > first) cuts.add(span.first)
    if (span.last < last) cuts.add(span.last + 1)
  }
  const chunks: Chunk[] = []
  const starts = [...cuts].sort((a, b) => a - b)
  for (const [i, start] of starts.entries()) {
    const end = (starts[i + 1] ?? last + 1) - 1
    const over = here.filter((span) => span.first <= start && span.last >= end)
    const moment = over.find(({ kind }) => kind === 'clip') ?? over[0] ?? null
    const before = chunks.at(-1)
    if (before && before.moment === moment) before.last = end
    else chunks.push({ first: start, last: end, moment, starts: moment?.first === start })
  }
  return chunks
}
