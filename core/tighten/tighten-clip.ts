import type { ClipProject } from '../clip-project.ts'
import { clipLength, cutList } from '../cut-list.ts'
import type { WordId } from '../ids.ts'
import type { Range } from '../time.ts'
import type { Word } from '../transcript.ts'
import { findTightenings, type Strength, type Tightening } from './find-tightenings.ts'

type Clip = Pick<ClipProject, 'pieces' | 'words' | 'pauses'>

/**
 * What could go from a clip, as it plays now: nothing that is cut already. `transcript` are all words
 * of the source: they know which times were heard and which are estimated.
 */
export function tightenClip(
  { pieces, words, pauses }: Clip,
  transcript: readonly Word[],
  language: string,
  strength: Strength = 'usual',
): Tightening[] {
  const pieceAt = (at: number) => pieces.find((piece) => piece.from <= at && at < piece.to)
  const played = words.flatMap((word): Word[] => {
    const heard = transcript[Number(word.id.slice(1))]
    if (!heard || word.cut || !pieceAt((word.from + word.to) / 2)) return []
    const { id, text, from, to } = word
    return [{ ...heard, id, text, from, to, timing: word.retimed ? 'native' : heard.timing }]
  })
  return findTightenings(played, language, strength).filter((one) =>
    one.pauses.every(({ from, to }) => {
      const piece = pieceAt(from)
      const isCut = pauses.some((pause) => pause.from < to && pause.to > from)
      return !isCut && piece !== undefined && to <= piece.to
    }),
  )
}

/** What goes, of what was found: the first try of each retake, or the try that would have stayed. */
export type Chosen = { words: WordId[]; pauses: Range[] }

export const allOf = (found: readonly Tightening[], keepFirst?: ReadonlySet<string>): Chosen => ({
  words: found.flatMap((one) => (keepFirst?.has(one.id) ? one.again : one.words)),
  pauses: found.flatMap(({ pauses }) => pauses),
})

/** The clip as it would be without what was chosen: for hearing it, and for its length. */
export function withoutThese<T extends Clip>(clip: T, { words, pauses }: Chosen): T {
  const gone = new Set(words)
  return {
    ...clip,
    words: clip.words.map((word) => (gone.has(word.id) ? { ...word, cut: true } : word)),
    pauses: [...clip.pauses, ...pauses].sort((a, b) => a.from - b.from),
  }
}

/** How long the clip plays without what was chosen, ms. */
export const lengthWithout = (clip: Clip, chosen: Chosen): number =>
  clipLength(cutList(withoutThese(clip, chosen)))
