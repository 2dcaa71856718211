import { Shape } from '#core/shape.ts'

/** A shape as it stands in keys and ids: `9x16`. */
export const shapeCode = (shape: Shape): string => shape.replace(':', 'x')

export const shapeOfCode = (code: unknown): Shape | null =>
  typeof code === 'string' ? (Shape.safeParse(code.replace('x', ':')).data ?? null) : null
