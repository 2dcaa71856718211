import { z } from 'zod'

/** The shape of the picture. On screen it is called "shape", in files and the API "aspect". */
export const Shape = z.enum(['9:16', '1:1', '4:5', '16:9'])
export type Shape = z.infer<typeof Shape>

/** Export size in px. */
export const shapeSize: Record<Shape, { width: number; height: number }> = {
  '9:16': { width: 1080, height: 1920 },
  '1:1': { width: 1080, height: 1080 },
  '4:5': { width: 1080, height: 1350 },
  '16:9': { width: 1920, height: 1080 },
}

/** Width over height. */
export const shapeRatio = (shape: Shape): number => shapeSize[shape].width / shapeSize[shape].height
