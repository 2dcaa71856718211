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

/** Both lists are in spoken order, so one walk meets each word of either. */
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
  const [heardBefore, heardAfter] = [hearing(before), hearing(after)]
  const samePlay = heardBefore.key === heardAfter.key
  let inGap = false
  let i = 0
  let j = 0
  while (i < before.words.length || j < after.words.length) {
    const [a, b] = [before.words[i], after.words[j]]
    const [old, now] = [order(a) <= order(b) ? a : undefined, order(b) <= order(a) ? b : undefined]
    if (old) i++
    if (now) j++
    // A word nobody touched is the same object in every reading.
    if (old === now && samePlay) {
      inGap = false
      continue
    }
    const was = old !== undefined && heardBefore.hears(old)
    const is = now !== undefined && heardAfter.hears(now)
    if (is && !was) changes.back.push(now.id)
    if (was && !is) {
      changes.gone.push(old.id)
      if (!inGap) changes.places++
      inGap = true
    } else if (is) inGap = false
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

/** Whether a word is heard: it is kept, and its middle plays. */
function hearing({ pieces, pauses }: ClipProject) {
  const played = [...pieces].filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)
  const starts: number[] = []
  const ends: number[] = []
  for (const { from, to } of played) {
    const last = ends.length - 1
    if (last >= 0 && from <= (ends[last] as number)) {
      ends[last] = Math.max(ends[last] as number, to)
    } else {
      starts.push(from)
      ends.push(to)
    }
  }
  const inside = (from: readonly number[], to: readonly number[], at: number) => {
    let [low, high] = [0, from.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((from[middle] as number) <= at) low = middle + 1
      else high = middle
    }
    return low > 0 && at < (to[low - 1] as number)
  }
  const silent = { from: pauses.map(({ from }) => from), to: pauses.map(({ to }) => to) }
  return {
    key: JSON.stringify([starts, ends, silent]),
    hears({ cut, from, to }: ClipWord): boolean {
      const middle = (from + to) / 2
      return !cut && inside(starts, ends, middle) && !inside(silent.from, silent.to, middle)
    },
  }
}
