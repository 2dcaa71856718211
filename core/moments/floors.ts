import type { Sentence } from './sentences.ts'

/** A stretch in which one person has the floor; somebody's "yeah" in between does not take it. */
export type Floor = { first: number; last: number; speaker: number | null }

/** Fewer words than this answer, and do not take over. */
const TAKES_OVER_WORDS = 6

export function floorsOf(sentences: readonly Sentence[]): Floor[] {
  const floors: Floor[] = []
  for (let i = 0; i < sentences.length; ) {
    let last = i
    while (last + 1 < sentences.length && !sentences[last]?.endsTurn) last++
    const speaker = sentences[i]?.speaker ?? null
    const words = (sentences[last]?.last ?? 0) - (sentences[i]?.first ?? 0) + 1
    const asks = sentences[last]?.end === 'question' && words >= 3
    const open = floors.at(-1)
    if (open && (open.speaker === speaker || (words < TAKES_OVER_WORDS && !asks))) open.last = last
    else floors.push({ first: i, last, speaker })
    i = last + 1
  }
  return floors
}

/** Which floor each sentence belongs to. */
export function floorOfSentence(floors: readonly Floor[], count: number): Int32Array {
  const of = new Int32Array(count)
  for (const [i, { first, last }] of floors.entries()) of.fill(i, first, last + 1)
  return of
}
