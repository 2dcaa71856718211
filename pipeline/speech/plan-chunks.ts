/** A stretch of a track, ms. */
export type Chunk = { from: number; to: number }

/** How far from the even cut a quieter place is looked for. */
const REACH_MS = 45_000
/** How long the first chunk of each part is, ms: of different length, to tell what any chunk takes at all. */
const FIRST = [30_000, 120_000, 60_000]
/** And the second, so that no chunk is many times longer than those that were heard before it. */
const SECOND = 240_000
/** How long those are in which voices are met, ms. */
const MEETING = [30_000, 60_000, 120_000, 180_000, 240_000]

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
  return evenParts(energy, 0, durationMs, parts).map(({ from, to }, part) => {
    const lengths = [FIRST[part % FIRST.length] as number, SECOND].filter((ms) => ms <= longestMs)
    const chunks = growing(energy, lengths, from, to, longestMs)
    return [...chunks, ...planChunks(energy, to, longestMs, chunks.at(-1)?.to ?? from)]
  })
}

/**
 * The same for an engine that knows voices again: its first chunks, short and then longer, are heard one
 * after the other to meet them. The first is answered soon, and tells how fast the engine is.
 */
export function planMeeting(
  energy: Float32Array,
  durationMs: number,
  longestMs: number,
  parts: number,
): { meeting: Chunk[]; parts: Chunk[][] } {
  if (durationMs <= longestMs) return { meeting: [{ from: 0, to: durationMs }], parts: [] }
  const lengths = MEETING.map((ms) => Math.min(ms, longestMs * 0.8))
  const meeting = growing(energy, lengths, 0, durationMs, longestMs)
  const met = meeting.at(-1)?.to ?? 0
  return {
    meeting,
    parts: evenParts(energy, met, durationMs, parts).map(({ from, to }) =>
      planChunks(energy, to, longestMs, from),
    ),
  }
}

function evenParts(energy: Float32Array, from: number, to: number, parts: number): Chunk[] {
  const length = (to - from) / parts
  const reach = Math.min(REACH_MS, length / 4)
  const ends = Array.from({ length: parts }, (_, part) => {
    const even = from + length * (part + 1)
    return part + 1 === parts ? to : quietest(energy, even - reach, even + reach)
  })
  return ends.map((end, part) => ({ from: ends[part - 1] ?? from, to: end }))
}

/** Chunks of about these lengths, as many as leave as much again; each is cut where it is quiet. */
function growing(
  energy: Float32Array,
  lengths: number[],
  from: number,
  to: number,
  longestMs: number,
): Chunk[] {
  const chunks: Chunk[] = []
  for (const ms of lengths) {
    if (to - from < ms * 2) break
    const cut = quietest(energy, from + ms * 0.75, Math.min(from + ms * 1.25, from + longestMs))
    chunks.push({ from, to: cut })
    from = cut
  }
  return chunks
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
  Array.from({ length: Math.max(0, ...parts.map(({ length }) => length)) }, (_, at) =>
    parts.flatMap((part) => part[at] ?? []),
  ).flat()
