import { z } from 'zod'
import { Arrangement } from './arrangement.ts'
import { Ms } from './time.ts'

const Points = z.number().min(0).max(100)

/** The five parts of a score, each a percentile within its video; null: no such signal here. */
export const ScoreParts = z.object({
  hook: Points.nullable(),
  emotion: Points.nullable(),
  topic: Points.nullable(),
  thought: Points.nullable(),
  visual: Points.nullable(),
})
export type ScoreParts = z.infer<typeof ScoreParts>

/** Weights of the parts; a part that is absent gives its weight to the others. */
export const scoreWeights: Record<keyof ScoreParts, number> = {
  hook: 30,
  emotion: 25,
  topic: 20,
  thought: 15,
  visual: 10,
}

/** Why a moment scored as it did, in words taken from it. */
export const Reason = z.object({
  part: z.enum(['hook', 'emotion', 'topic', 'thought', 'visual']),
  good: z.boolean(),
  say: z.string(),
  /** The words it rests on, as spoken; null where the reason is about the whole. */
  quote: z.string().nullable(),
})
export type Reason = z.infer<typeof Reason>

/** A moment worth clipping. Starts and ends at sentence boundaries; times are source time. */
export const Suggestion = z.object({
  rank: z.number().int().positive(),
  from: Ms,
  to: Ms,
  score: Points,
  parts: ScoreParts,
  reasons: z.array(Reason),
  highlights: z.array(z.string()),
  title: z.string(),
  transcript: z.string(),
  /** How it may be told in several pieces. */
  arrangement: Arrangement,
})
export type Suggestion = z.infer<typeof Suggestion>
