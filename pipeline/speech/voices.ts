import type { HeardSegment } from '#core/transcript.ts'
import type { KnownSpeaker } from './speech.ts'
import { joinStretches, type Stretch, type WavTrack } from './wav-slice.ts'

/** A sample of a voice is so long at least, as servers ask; silence fills up what is missing, ms. */
const SAMPLE_MIN_MS = 2000
/** And no longer than they take. */
const SAMPLE_MAX_MS = 8000
/** Of less than this nobody is known again, ms. */
const ENOUGH_MS = 1000

/**
 * Who speaks, over pieces that were heard one by one. Engines letter the voices of each piece anew;
 * those of the pieces in which voices are met are given numbers and a sample each, and are named again
 * by it in the others. A voice that only a later piece has stays that piece's own: it is never guessed
 * to be another.
 */
export class Voices {
  readonly #names = new Map<string, string>()
  readonly #turns = new Map<string, Stretch[]>()
  /** Whoever has spoken most comes first: servers take only a few. */
  known: KnownSpeaker[] = []

  /**
   * Numbers the voices of a piece that begins at `start` ms, and takes a sample of each from its longest
   * turns so far.
   */
  async meet(
    segments: HeardSegment[],
    piece: number,
    start: number,
    track: WavTrack,
  ): Promise<void> {
    for (const { speaker, from, to } of this.named(segments, piece)) {
      if (speaker === null) continue
      const turns = this.#turns.get(speaker) ?? []
      this.#turns.set(speaker, [...turns, { from: from + start, to: to + start }])
    }
    const spoken = [...this.#turns].map(([name, turns]) => ({ name, turns, ms: lengthOf(turns) }))
    this.known = await Promise.all(
      spoken
        .filter(({ ms }) => ms >= ENOUGH_MS)
        .sort((a, b) => b.ms - a.ms)
        .map(async ({ name, turns }) => ({
          name,
          wav: await joinStretches(track, longestOf(turns), SAMPLE_MIN_MS),
        })),
    )
  }

  /** The segments of piece number `piece`, their speakers by names that hold for the whole track. */
  named(segments: HeardSegment[], piece: number): HeardSegment[] {
    return segments.map((segment) => ({
      ...segment,
      speaker: segment.speaker === null ? null : this.#nameOf(piece, segment.speaker),
    }))
  }

  #nameOf(piece: number, label: string): string {
    if (piece > 0 && this.known.some(({ name }) => name === label)) return label
    const key = `${piece} ${label}`
    const name = this.#names.get(key) ?? `Speaker ${this.#names.size + 1}`
    this.#names.set(key, name)
    return name
  }
}

const lengthOf = (turns: Stretch[]) => turns.reduce((sum, { from, to }) => sum + to - from, 0)

/** The longest turns, as much of them as a sample holds. */
function longestOf(turns: Stretch[]): Stretch[] {
  const sample: Stretch[] = []
  let left = SAMPLE_MAX_MS
  for (const { from, to } of turns.toSorted((a, b) => b.to - b.from - (a.to - a.from))) {
    if (left <= 0) break
    sample.push({ from, to: Math.min(to, from + left) })
    left -= to - from
  }
  return sample
}
