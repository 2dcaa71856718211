import type { HeardSegment } from '#core/transcript.ts'
import { spreadWords, tokens } from '#core/transcript-import/spread-words.ts'
import { speakingStretches } from './speaking-stretches.ts'

/**
 * Text that came without any time, put where somebody speaks. Its words are spread over the speaking
 * time by their length; every time is marked as estimated.
 */
export function placeText(text: string, wav: Buffer): HeardSegment[] {
  const stretches = speakingStretches(wav)
  const end = stretches.at(-1)?.to ?? 0
  const speaking = stretches.reduce((sum, { from, to }) => sum + to - from, 0)
  /** From a place in the speaking time to a place in the sound. */
  const placed = (at: number): number => {
    let left = at
    for (const { from, to } of stretches) {
      if (left <= to - from) return from + left
      left -= to - from
    }
    return end
  }
  const words = spreadWords(tokens(text), 0, speaking).map((word) => ({
    ...word,
    from: placed(word.from),
    to: placed(word.to),
  }))
  const [one, last] = [words[0], words.at(-1)]
  return one && last ? [{ from: one.from, to: last.to, speaker: null, words }] : []
}
