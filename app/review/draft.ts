import { z } from 'zod'
import { Drawing } from '#core/drawing.ts'

/** Written here and nowhere else yet, a comment with its drawing is kept through a closed tab. */
const Draft = z.object({
  body: z.string().default(''),
  strokes: Drawing.shape.strokes.catch([]).default([]),
  about: z.object({ from: z.number(), to: z.number() }).nullable().catch(null).default(null),
})
type Draft = z.infer<typeof Draft>

const keyOf = (clipId: string) => `review:${clipId}`

export function readDraft(clipId: string): Draft {
  try {
    return Draft.parse(JSON.parse(localStorage.getItem(keyOf(clipId)) ?? '{}'))
  } catch {
    // Whatever lies there is no draft of ours.
    return Draft.parse({})
  }
}

export function keepDraft(clipId: string, draft: Draft): void {
  if (draft.body || draft.strokes.length > 0) {
    localStorage.setItem(keyOf(clipId), JSON.stringify(draft))
  } else localStorage.removeItem(keyOf(clipId))
}
