import type { ClipProject, ClipWord } from '#core/clip-project.ts'
import type { WordId } from '#core/ids.ts'
import { ms, type Range } from '#core/time.ts'

/** A silence this long is worth shortening, ms; what is left of it is a breath. */
export const LONG_PAUSE = 700
const BREATH_AFTER = 150
const BREATH_BEFORE = 100

/** Sounds that say nothing in any sentence. What may also be a word is left to people. */
const FILLER =
  /^(?:u+h*m+|u+h+|e+r+m+|hm+|mm+|m+hm+|äh+m*|öh+m*|ähm|euh+|ehm+|えっと|えーと|あの[ー〜]+|呃+|嗯+)[,.…!?]*$/iu

export type Slack = { words: WordId[]; pauses: Range[] }

/** What could go without anything being lost: fillers, and what long pauses have too much. */
export function findSlack({ words, pieces, pauses }: ClipProject): Slack {
  const plays = (at: number) => pieces.some((piece) => piece.from <= at && at < piece.to)
  const isCut = (range: Range) =>
    pauses.some((pause) => pause.from <= range.from && pause.to >= range.to)
  const kept = words.filter((word) => !word.cut && plays((word.from + word.to) / 2))
  const spoken = kept.filter((word) => !FILLER.test(word.text))
  return {
    words: kept.filter((word) => FILLER.test(word.text)).map(({ id }) => id),
    pauses: spoken.flatMap((word, i): Range[] => {
      const next = spoken[i + 1]
      const pause = next && pauseBetween(word, next)
      return pause && plays(pause.from) && plays(pause.to) && !isCut(pause) ? [pause] : []
    }),
  }
}

/** What of the silence between two words goes when it is shortened; null where it is none to speak of. */
export function pauseBetween(
  before: Pick<ClipWord, 'to'>,
  after: Pick<ClipWord, 'from'>,
): Range | null {
  if (after.from - before.to < LONG_PAUSE) return null
  return { from: ms(before.to + BREATH_AFTER), to: ms(after.from - BREATH_BEFORE) }
}
