import type { ClipProject, ClipWord } from './clip-project.ts'
import type { WordId } from './ids.ts'

/** What became of a clip's words, in spoken order. */
export type WordChanges = {
  /** Heard now and not before, and the other way round. */
  back: WordId[]
  gone: WordId[]
  /** Say something else. */
  texts: WordId[]
  /** Gained emphasis, or lost it. */
  emphasised: WordId[]
  plain: WordId[]
  /** Another emoji or another page break, or other times. */
  marked: WordId[]
  retimed: WordId[]
  /** In how many places words are gone: runs with nothing heard between them. */
  places: number
}

/**
 * Both lists are in spoken order, so one walk meets each word of either. A word that is the same object
 * in both and plays in both or in neither is passed over: most of a long talk is.
 */
export function wordChanges(before: ClipProject, after: ClipProject): WordChanges {
  const changes: WordChanges = {
    back: [],
    gone: [],
    texts: [],
    emphasised: [],
    plain: [],
    marked: [],
    retimed: [],
    places: 0,
  }
  const [was, is] = [hearing(before), hearing(after)]
  const differs = playDiffers(was.played, is.played)
  let inGap = false
  let i = 0
  let j = 0
  while (i < before.words.length || j < after.words.length) {
    const [a, b] = [before.words[i], after.words[j]]
    if (a !== undefined && a === b && !differs(a)) {
      i++
      j++
      if (inGap && is.hears(a)) inGap = false
      continue
    }
    const [old, now] = [order(a) <= order(b) ? a : undefined, order(b) <= order(a) ? b : undefined]
    if (old) i++
    if (now) j++
    const heard = old !== undefined && was.hears(old)
    const hears = now !== undefined && is.hears(now)
    if (hears && !heard) changes.back.push(now.id)
    if (heard && !hears) {
      changes.gone.push(old.id)
      if (!inGap) changes.places++
      inGap = true
    } else if (hears) inGap = false
    if (old && now) compare(old, now, changes)
  }
  return changes
}

const order = (word: ClipWord | undefined) =>
  word ? Number(word.id.slice(1)) : Number.POSITIVE_INFINITY

function compare(old: ClipWord, now: ClipWord, changes: WordChanges): void {
  if (old.text !== now.text) changes.texts.push(now.id)
  if (old.emphasised !== now.emphasised) {
    changes[now.emphasised ? 'emphasised' : 'plain'].push(now.id)
  }
  if (old.emoji !== now.emoji || old.breakBefore !== now.breakBefore) changes.marked.push(now.id)
  if (old.from !== now.from || old.to !== now.to) changes.retimed.push(now.id)
}

/** Stretches of the source, ascending and apart: where each begins, and where it ends. */
type Stretches = { from: number[]; to: number[] }

const middleOf = ({ from, to }: Pick<ClipWord, 'from' | 'to'>) => (from + to) / 2

/** Whether a word is heard: it is kept, and its middle plays. */
function hearing({ pieces, pauses }: Pick<ClipProject, 'pieces' | 'pauses'>) {
  const played = playedOf(pieces, pauses)
  return {
    played,
    hears: (word: ClipWord): boolean => !word.cut && isInside(played, middleOf(word)),
  }
}

/** What the pieces play of the source, without the pauses that are cut. */
function playedOf(pieces: ClipProject['pieces'], pauses: ClipProject['pauses']): Stretches {
  const covered: Stretches = { from: [], to: [] }
  for (const { from, to } of [...pieces].sort((a, b) => a.from - b.from)) {
    const last = covered.to.length - 1
    if (from >= to) continue
    if (last >= 0 && from <= (covered.to[last] as number)) {
      covered.to[last] = Math.max(covered.to[last] as number, to)
    } else push(covered, from, to)
  }
  const played: Stretches = { from: [], to: [] }
  let next = 0
  for (const [i, start] of covered.from.entries()) {
    const end = covered.to[i] as number
    let at = start
    while (next < pauses.length && (pauses[next]?.to ?? 0) <= at) next++
    for (let p = next; p < pauses.length; p++) {
      const { from, to } = pauses[p] as { from: number; to: number }
      if (from >= end) break
      if (from > at) push(played, at, from)
      at = Math.max(at, to)
    }
    if (at < end) push(played, at, end)
  }
  return played
}

const push = (stretches: Stretches, from: number, to: number) => {
  stretches.from.push(from)
  stretches.to.push(to)
}

function isInside({ from, to }: Stretches, at: number): boolean {
  let [low, high] = [0, from.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((from[middle] as number) <= at) low = middle + 1
    else high = middle
  }
  return low > 0 && at < (to[low - 1] as number)
}

/** Asks of a word whether it lies where one of the two plays and the other does not. */
function playDiffers(a: Stretches, b: Stretches): (word: ClipWord) => boolean {
  const edges = (stretches: Stretches) =>
    new Set([...stretches.from.map((at) => `+${at}`), ...stretches.to.map((at) => `-${at}`)])
  const [ofA, ofB] = [edges(a), edges(b)]
  // Where both have the same edges, both play the same or neither does.
  const own = [...ofA, ...ofB]
    .filter((edge) => ofA.has(edge) !== ofB.has(edge))
    .map((edge) => Number(edge.slice(1)))
  if (own.length === 0) return () => false
  const [first, last] = [Math.min(...own), Math.max(...own)]
  return (word) => {
    const middle = middleOf(word)
    if (middle < first || middle >= last) return false
    return isInside(a, middle) !== isInside(b, middle)
  }
}
