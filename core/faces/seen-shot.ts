import { z } from 'zod'
import { Ms } from '../time.ts'

const Share = z.number().min(0).max(1)

/** A face as it was seen every second or second and a half, in order of time. */
export const SeenFace = z.object({
  seen: z.array(
    z.object({
      /** Source ms. */
      t: Ms,
      /** Left, top, width, height, 0–1 of the picture. */
      x: Share,
      y: Share,
      w: Share,
      h: Share,
      /** How much more the mouth moved than the rest of the face until the next look; 0: not at all. */
      mouth: z.number().min(0),
    }),
  ),
})
export type SeenFace = z.infer<typeof SeenFace>

/** What was seen in one shot of a video. */
export const SeenShot = z.object({
  from: Ms,
  to: Ms,
  /** How often somebody looked, so that a face seen twice can be told from one that stayed. */
  looks: z.number().int().nonnegative(),
  /** Whoever was seen most, first. */
  faces: z.array(SeenFace),
  /** Mean brightness, 0–1. */
  light: Share,
  /** How much fine detail there is: 0 blurred, 1 crisp. */
  sharp: Share,
})
export type SeenShot = z.infer<typeof SeenShot>
