import { toClipTime } from '#core/cut-list.ts'
import type { Word } from '#core/transcript.ts'
import { type Block, endOf, startOf } from './clip-blocks.ts'
import { type SnapTarget, snap } from './snap.ts'
import { edgeAfter, edgeBefore, outsideWords } from './word-edges.ts'

type Edge = 'from' | 'to'
export type Limits = { min: number; max: number }

/**
 * Where in the source an edge lands when it is dragged by so much of the clip. Inwards it passes over
 * what is cut inside the piece, outwards the source goes on.
 */
export function dragSource({ piece, start, end, cuts }: Block, edge: Edge, by: number): number {
  if (edge === 'from') {
    if (by <= 0) return piece.from + by
    const at = start + by
    const cut = cuts.find((one) => at < endOf(one)) ?? cuts.at(-1)
    return cut ? Math.min(cut.to, cut.from + Math.max(0, at - startOf(cut))) : piece.from
  }
  if (by >= 0) return piece.to + by
  const at = end + by
  const cut = cuts.findLast((one) => at > startOf(one)) ?? cuts[0]
  return cut ? Math.max(cut.from, cut.from + at - startOf(cut)) : piece.to
}

/** Where in the clip, as it is laid out now, a dragged edge is drawn. The reverse of dragSource. */
export function dragPlace({ piece, start, end, cuts }: Block, edge: Edge, source: number): number {
  if (edge === 'from' && source <= piece.from) return start + (source - piece.from)
  if (edge === 'to' && source >= piece.to) return end + (source - piece.to)
  const inside = toClipTime(cuts, source)
  if (inside !== null) return inside
  // Within what is cut already, the edge stands at the seam.
  if (edge === 'from') {
    const next = cuts.find((cut) => cut.from >= source)
    return next ? startOf(next) : end
  }
  const before = cuts.findLast((cut) => cut.to <= source)
  return before ? endOf(before) : start
}

/** Where a dragged edge comes to rest, and what drew it there. */
export function settleEdge({
  source,
  edge,
  words,
  limits,
  pxPerMs,
  snapping,
  free,
  playhead,
  captions,
}: {
  source: number
  edge: Edge
  words: Word[]
  limits: Limits
  pxPerMs: number
  snapping: boolean
  /** Held: nothing draws it, and it may stand inside a word. */
  free: boolean
  /** Source time under the playhead, where it is in reach. */
  playhead: number | null
  /** Source times at which captions come and go. */
  captions: readonly number[]
}): { source: number; target: SnapTarget | null } {
  const clamp = (at: number) => Math.round(Math.min(limits.max, Math.max(limits.min, at)))
  if (free) return { source: clamp(source), target: null }
  if (snapping) {
    const targets: SnapTarget[] = [
      { ms: limits.min, kind: 'seam' },
      { ms: limits.max, kind: 'seam' },
    ]
    if (playhead !== null) targets.push({ ms: playhead, kind: 'playhead' })
    for (const ms of captions)
      if (ms >= limits.min && ms <= limits.max) targets.push({ ms, kind: 'caption' })
    const reach = 12 / pxPerMs + 1000
    for (let i = firstFrom(words, source - reach); i < words.length; i++) {
      const word = words[i]
      if (!word || word.from > source + reach) break
      const at = edge === 'from' ? edgeBefore(words, i) : edgeAfter(words, i)
      if (at >= limits.min && at <= limits.max) targets.push({ ms: at, kind: 'word' })
    }
    const hit = snap(source, targets, pxPerMs)
    if (hit) return { source: clamp(hit.ms), target: hit.target }
  }
  return { source: clamp(outsideWords(words, source, edge)), target: null }
}

/** Index of the first word that begins at a source time or later. */
function firstFrom(words: Word[], at: number): number {
  let [low, high] = [0, words.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((words[middle]?.from ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}

/** The next place a word begins or ends, for ⇧ and an arrow on an edge. */
export function nextWordEdge(words: Word[], edge: Edge, at: number, direction: -1 | 1): number {
  const places = words.map((_, i) => (edge === 'from' ? edgeBefore(words, i) : edgeAfter(words, i)))
  return direction === 1
    ? (places.find((place) => place > at + 1) ?? at)
    : (places.findLast((place) => place < at - 1) ?? at)
}
