import { z } from 'zod'

/** What is asked for. */
export const MomentOptions = z.object({
  count: z.number().int().min(1).max(100).default(10),
  /** Shortest and longest, ms. */
  min: z.number().int().min(1000).default(30_000),
  max: z.number().int().min(2000).default(90_000),
})
export type MomentOptions = z.infer<typeof MomentOptions>

/** What is known besides the words. A signal that is absent gives its weight to the others. */
export type MomentSignals = {
  /** Sound energy, 10 values a second, dBFS. */
  energy?: Float32Array | undefined
  /** Shot starts, ms. */
  scenes?: number[] | undefined
}

export type TopicSpan = { from: number; to: number; title: string }
