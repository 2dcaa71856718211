import type { Block } from './clip-blocks.ts'

/** A piece under the pointer, before it is let go: it moves among the others, or its content slips. */
export type Lift =
  | { kind: 'move'; piece: string; before: string | null; at: number }
  | { kind: 'slip'; piece: string; by: number }

/**
 * Where a piece that is dragged to a clip time would play: before which piece (null: last), and the
 * clip time of that place. Null where it would stay what it is.
 */
export function dropPlace(
  blocks: readonly Block[],
  piece: string,
  at: number,
): { before: string | null; at: number } | null {
  const from = blocks.findIndex((block) => block.piece.id === piece)
  if (from < 0) return null
  // The nearer end of whatever lies under the pointer.
  const i = blocks.findIndex((block) => at < (block.start + block.end) / 2)
  const to = i < 0 ? blocks.length : i
  if (to === from || to === from + 1) return null
  const next = blocks[to]
  return { before: next?.piece.id ?? null, at: next?.start ?? blocks.at(-1)?.end ?? 0 }
}
