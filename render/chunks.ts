import type { Take } from './takes.ts'

/** A stretch of the film that is encoded by itself, and kept for the next export. */
export type Chunk = {
  /** Its first frame in the film. */
  at: number
  takes: Take[]
  frames: number
}

/** Seconds of source between two places where a stretch is divided. */
const GRID = 2
/** Nothing is divided, s, this close to a cut: each beginning costs a whole picture. */
const EDGE = 1
/** Short stretches are encoded together up to this length, s. */
const MOST = 4

/**
 * Divides a film so that an edit leaves as many chunks as it can untouched: at its cuts, and at fixed
 * places of the source between them. A chunk's content does not depend on where it plays, so moving
 * or trimming what comes before changes nothing after.
 */
export function chunksOf(takes: Take[], rate: number): Chunk[] {
  const chunks: Chunk[] = []
  let at = 0
  // A transition is one whole: its two sides are seen together.
  for (const take of takes.flatMap((take) => (take.over ? [take] : divided(take, rate)))) {
    const last = chunks.at(-1)
    const short = EDGE * rate
    if (
      last &&
      (last.frames < short || take.frames < short) &&
      last.frames + take.frames <= MOST * rate
    ) {
      last.takes.push(take)
      last.frames += take.frames
    } else chunks.push({ at, takes: [take], frames: take.frames })
    at += take.frames
  }
  return chunks
}

function divided({ source, frames }: Take, rate: number): Take[] {
  const parts: Take[] = []
  const end = source + frames
  let from = source
  const grid = GRID * rate
  for (let place = Math.ceil(source / grid) * grid; place < end; place += grid) {
    if (place - source < EDGE * rate || end - place < EDGE * rate) continue
    parts.push({ source: from, frames: place - from })
    from = place
  }
  parts.push({ source: from, frames: end - from })
  return parts
}

/**
 * How much one process encodes, s: each start costs the decoding of what lies before it. A fixed
 * length, and not a share for each core, so that every machine makes the same bytes.
 */
const GROUP = 16

/** Gathers chunks for the processes that encode them, in order. */
export function groupsOf<T extends { chunk: Chunk }>(members: T[], rate: number): T[][] {
  const groups: T[][] = []
  let frames = 0
  for (const member of members) {
    const last = groups.at(-1)
    if (last && frames + member.chunk.frames <= GROUP * rate) {
      last.push(member)
      frames += member.chunk.frames
    } else {
      groups.push([member])
      frames = member.chunk.frames
    }
  }
  return groups
}
