import { z } from 'zod'
import { Ms } from './time.ts'

/** A change of loudness, dB. */
const Gain = z.number().min(-30).max(12)

/** What is done to the sound of the source. Music is an overlay. */
export const Sound = z.object({
  voice: Gain,
  /** Loudness the finished clip is brought to, LUFS; null leaves it. */
  target: z.union([z.literal(-14), z.literal(-16), z.literal(-23)]).nullable(),
  noise: z.enum(['keep', 'softer', 'clean']),
  /** At the very start and end of the clip, ms. */
  fadeIn: Ms.max(10_000),
  fadeOut: Ms.max(10_000),
  /** By index of the speaker, on top of `voice`. */
  speakers: z.record(z.string().regex(/^\d{1,3}$/), Gain),
})
export type Sound = z.infer<typeof Sound>

export const plainSound = (): Sound =>
  Sound.parse({ voice: 0, target: -14, noise: 'keep', fadeIn: 0, fadeOut: 0, speakers: {} })
