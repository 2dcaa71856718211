import { z } from 'zod'

/** Time on the media clock. Everything stored or sent is in whole milliseconds. */
export const Ms = z.number().int().nonnegative().brand<'Ms'>()
export type Ms = z.infer<typeof Ms>

/** A frame index; the fps it counts in is named where it is made. */
export type Frame = number & z.core.$brand<'Frame'>

/** Output frames a second. Every export and every preview runs at this one rate. */
export const FPS = 30

/** Rounds to whole milliseconds. Throws on a negative or non-finite number. */
export function ms(n: number): Ms {
  const whole = Math.round(n)
  // Not by the schema: a long clip asks this a hundred thousand times for one edit.
  if (Number.isSafeInteger(whole) && whole >= 0) return whole as Ms
  throw new RangeError(`a time is a number of milliseconds from 0, not ${n}`)
}
export const seconds = (n: number): Ms => ms(n * 1000)
export const toFrame = (at: number, fps: number = FPS) => Math.round((at / 1000) * fps) as Frame
export const fromFrame = (frame: number, fps: number = FPS): Ms => ms((frame / fps) * 1000)

/** A stretch of the source, kept. `to` is exclusive. */
export const Range = z
  .object({ from: Ms, to: Ms })
  .refine((range) => range.from < range.to, 'a range must run forwards')
export type Range = z.infer<typeof Range>
