import { wordId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import type { Word } from '#core/transcript.ts'

/** A transcript's words by column: a third of the size of a list of objects on the wire. */
export type PackedWords = {
  texts: string[]
  /** From and length of each word in turn, ms; from counts on from the word before. */
  times: number[]
  /** Speaker and for how many words, in turn; -1: nobody is named. */
  speakers: number[]
  /** Percent; -1 where the engine says nothing. Empty where it never does. */
  confidence: number[]
  /** Whether the times are the engine's own. */
  estimated: boolean
}

export function packWords(words: Word[]): PackedWords {
  const times: number[] = []
  const speakers: number[] = []
  let at = 0
  for (const word of words) {
    times.push(word.from - at, word.to - word.from)
    at = word.from
    const speaker = word.speaker ?? -1
    if (speakers.at(-2) === speaker && speakers.length > 0)
      speakers[speakers.length - 1] = (speakers.at(-1) ?? 0) + 1
    else speakers.push(speaker, 1)
  }
  const sure = words.some((word) => word.confidence !== null)
  return {
    texts: words.map((word) => word.text),
    times,
    speakers,
    confidence: sure
      ? words.map(({ confidence }) => (confidence === null ? -1 : Math.round(confidence * 100)))
      : [],
    estimated: words.some((word) => word.timing === 'estimated'),
  }
}

export function unpackWords(packed: PackedWords): Word[] {
  let at = 0
  let run = 0
  let left = packed.speakers[1] ?? 0
  return packed.texts.map((text, i): Word => {
    at += packed.times[2 * i] ?? 0
    while (left === 0 && run + 2 < packed.speakers.length) {
      run += 2
      left = packed.speakers[run + 1] ?? 0
    }
    left--
    const speaker = packed.speakers[run] ?? -1
    const confidence = packed.confidence[i] ?? -1
    return {
      id: wordId(i),
      text,
      from: ms(at),
      to: ms(at + (packed.times[2 * i + 1] ?? 0)),
      confidence: confidence < 0 ? null : confidence / 100,
      timing: packed.estimated ? 'estimated' : 'native',
      speaker: speaker < 0 ? null : speaker,
    }
  })
}
