import type { Sentence } from './sentences.ts'

const PER_SECOND = 10
/** Below this nobody speaks. */
const SPEECH_DB = -60

/** How loud each sentence is against its speaker's usual, in standard deviations. */
export function soundOf(
  sentences: readonly Sentence[],
  energy: Float32Array | undefined,
): Float32Array | null {
  if (!energy || energy.length === 0) return null
  const levels = sentences.map(({ from, to }) => {
    const first = Math.floor((from / 1000) * PER_SECOND)
    const last = Math.min(energy.length, Math.max(first + 1, Math.ceil((to / 1000) * PER_SECOND)))
    let [sum, count] = [0, 0]
    for (let i = first; i < last; i++) {
      const level = energy[i] ?? SPEECH_DB
      if (!(level > SPEECH_DB)) continue
      sum += level
      count++
    }
    return count > 0 ? sum / count : null
  })
  if (levels.every((level) => level === null)) return null
  const usual = new Map<number | null, { mean: number; deviation: number }>()
  for (const speaker of new Set(sentences.map((sentence) => sentence.speaker))) {
    const theirs = levels.flatMap((level, i) =>
      level !== null && sentences[i]?.speaker === speaker ? level : [],
    )
    const mean = theirs.reduce((a, b) => a + b, 0) / Math.max(1, theirs.length)
    const variance =
      theirs.reduce((sum, level) => sum + (level - mean) ** 2, 0) / Math.max(1, theirs.length)
    // Somebody who hardly speaks has no usual; a floor keeps one loud word from being a peak.
    usual.set(speaker, { mean, deviation: Math.max(1.5, Math.sqrt(variance)) })
  }
  return Float32Array.from(levels, (level, i) => {
    const of = usual.get(sentences[i]?.speaker ?? null)
    return level === null || !of ? 0 : Math.max(-3, Math.min(3, (level - of.mean) / of.deviation))
  })
}
