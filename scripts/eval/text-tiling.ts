import { added, type Bag, cosine } from './bags.ts'

/** Sentences compared on either side of a gap. */
const BLOCK = 10

/** TextTiling (Hearst, 1997) over sentences: which tile each belongs to. */
export function textTiles(bags: readonly Bag[]): number[] {
  const likeness = bags.map((_, i) =>
    i === 0
      ? 1
      : cosine(added(bags.slice(Math.max(0, i - BLOCK), i)), added(bags.slice(i, i + BLOCK))),
  )
  const depths = likeness.map((here, i) => {
    let [left, right] = [here, here]
    for (let j = i - 1; j >= 0 && (likeness[j] ?? 0) >= left; j--) left = likeness[j] ?? 0
    for (let j = i + 1; j < likeness.length && (likeness[j] ?? 0) >= right; j++)
      right = likeness[j] ?? 0
    return left - here + (right - here)
  })
  const mean = depths.reduce((a, b) => a + b, 0) / Math.max(1, depths.length)
  const deviation = Math.sqrt(
    depths.reduce((sum, depth) => sum + (depth - mean) ** 2, 0) / Math.max(1, depths.length),
  )
  const bar = mean + deviation / 2
  let tile = 0
  return depths.map((depth, i) => {
    const isPeak = depth >= (depths[i - 1] ?? 0) && depth > (depths[i + 1] ?? 0)
    if (i > 0 && isPeak && depth > bar) tile++
    return tile
  })
}
