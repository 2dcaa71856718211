import { z } from 'zod'
import { Steering } from './steering.ts'
import { USUAL_LENGTH } from './usual-length.ts'

const count = z.number().int().min(1).max(100)
/** Shortest and longest, ms. */
const min = z.number().int().min(1000).max(3_600_000)
const max = z.number().int().min(2000).max(3_600_000)

/** What is asked for. */
export const MomentOptions = z.object({
  count: count.default(10),
  min: min.default(USUAL_LENGTH.min),
  max: max.default(USUAL_LENGTH.max),
  steering: Steering.optional(),
})
export type MomentOptions = z.infer<typeof MomentOptions>

/** What somebody asks for in particular; the rest stays as usual. */
export const AskedMoments = z.object({
  count: count.optional(),
  min: min.optional(),
  max: max.optional(),
  steering: Steering.optional(),
})
export type AskedMoments = z.infer<typeof AskedMoments>

/** What is known besides the words. A signal that is absent gives its weight to the others. */
export type MomentSignals = {
  /** Sound energy, 10 values a second, dBFS. */
  energy?: Float32Array | undefined
  /** Shot starts, ms. */
  scenes?: number[] | undefined
}

export type TopicSpan = { from: number; to: number; title: string }
