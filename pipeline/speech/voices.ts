import type { HeardSegment } from '#core/transcript.ts'
import type { KnownSpeaker } from './speech.ts'
import { sliceTrack, type WavTrack } from './wav-slice.ts'

/** A sample of a voice: long enough to know it by, and no longer than servers take, ms. */
const SAMPLE_MIN_MS = 2000
const SAMPLE_MAX_MS = 8000

/**
 * Who speaks, over pieces that were heard one by one. Engines letter the voices of each piece anew;
 * those of the first piece are given numbers and a sample each, and are named again by it in the
 * others. A voice that only a later piece has stays that piece's own: it is never guessed to be another.
 */
export class Voices {
  readonly #names = new Map<string, string>()
  known: KnownSpeaker[] = []

  /** Numbers the voices of the first piece, and takes a sample of each from its longest turn. */
  async meet(segments: HeardSegment[], track: WavTrack): Promise<void> {
    const longest = new Map<string, HeardSegment>()
    for (const segment of segments) {
      if (segment.speaker === null) continue
      this.#nameOf(0, segment.speaker)
      const before = longest.get(segment.speaker)
      if (!before || lengthOf(segment) > lengthOf(before)) longest.set(segment.speaker, segment)
    }
    const samples = [...longest].filter(([, segment]) => lengthOf(segment) >= SAMPLE_MIN_MS)
    this.known = await Promise.all(
      samples.map(async ([label, { from, to }]) => ({
        name: this.#nameOf(0, label),
        wav: await sliceTrack(track, from, Math.min(to, from + SAMPLE_MAX_MS)),
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

const lengthOf = ({ from, to }: HeardSegment) => to - from
