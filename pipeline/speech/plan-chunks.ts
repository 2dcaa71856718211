/** A stretch of a track, ms. */
export type Chunk = { from: number; to: number }

/** How far from the even cut a quieter place is looked for. */
const REACH_MS = 45_000
/** How long the first chunk of each part is, ms: of different length, to tell what any chunk takes at all. */
const FIRST = [30_000, 120_000, 60_000]
/** And the second, so that no chunk is many times longer than those that were heard before it. */
const SECOND = 240_000

/**
 * Where a long track is cut so that no chunk is longer than `longestMs`: at quiet places, so that no
 * word is cut in two. `energy` has ten values a second.
 */
export function planChunks(
  energy: Float32Array,
  durationMs: number,
  longestMs: number,
  from = 0,
): Chunk[] {
  const chunks: Chunk[] = []
  // Room to move a cut later as well as earlier, without growing past the longest.
  const reach = Math.min(REACH_MS, longestMs / 4)
  while (durationMs - from > longestMs) {
    const left = durationMs - from
    const even = left / Math.ceil(left / (longestMs - reach))
    const to = quietest(
      energy,
      from + even - reach,
      Math.min(from + longestMs, from + even + reach),
    )
    chunks.push({ from, to })
    from = to
  }
  if (durationMs > from) chunks.push({ from, to: durationMs })
  return chunks
}

/**
 * The same for a track that is heard in so many parts side by side: every part begins with short chunks
 * and goes on with longer ones. The first of each come from all over the track, are answered soon, and
 * tell what language is spoken and how fast the engine is. A track that one chunk can hold is not cut.
 */
export function planParts(
  energy: Float32Array,
  durationMs: number,
  longestMs: number,
  parts: number,
): Chunk[][] {
  if (durationMs <= longestMs) return [[{ from: 0, to: durationMs }]]
  const reach = Math.min(REACH_MS, durationMs / parts / 4)
  const ends = Array.from({ length: parts }, (_, part) => {
    const even = (durationMs * (part + 1)) / parts
    return part + 1 === parts ? durationMs : quietest(energy, even - reach, even + reach)
  })
  return ends.map((to, part) => {
    const chunks: Chunk[] = []
    let at = ends[part - 1] ?? 0
    for (const ms of [FIRST[part % FIRST.length] as number, SECOND]) {
      if (ms > longestMs || to - at < ms * 2) break
      const cut = quietest(energy, at + ms * 0.75, Math.min(at + ms * 1.25, at + longestMs))
      chunks.push({ from: at, to: cut })
      at = cut
    }
    return [...chunks, ...planChunks(energy, to, longestMs, at)]
  })
}

/** The middle of the longest quiet stretch between two times; the quietest moment if there is none. */
function quietest(energy: Float32Array, from: number, to: number): number {
  const first = Math.max(0, Math.round(from / 100))
  const last = Math.min(energy.length - 1, Math.round(to / 100))
  if (last <= first) return Math.round((from + to) / 2)
  const levels = [...energy.subarray(first, last + 1)].sort((a, b) => a - b)
  // Quiet is what lies near the floor of this stretch: recordings differ by more than speech does.
  const floor = levels[Math.floor(levels.length * 0.001)] ?? -90
  const usual = levels[Math.floor(levels.length / 2)] ?? floor
  const quiet = floor + Math.max(3, (usual - floor) * 0.3)
  let best = { at: first, length: 0 }
  let length = 0
  for (let i = first; i <= last + 1; i++) {
    if (i <= last && (energy[i] ?? 0) <= quiet) length++
    else {
      if (length > best.length) best = { at: i - length / 2, length }
      length = 0
    }
  }
  return Math.round(best.at * 100)
}

/** The chunks of parts in the order in which they are heard: the first of each, then the second of each. */
export const inTurn = (parts: Chunk[][]): Chunk[] =>
  Array.from({ length: Math.max(...parts.map(({ length }) => length)) }, (_, at) =>
    parts.flatMap((part) => part[at] ?? []),
  ).flat()
