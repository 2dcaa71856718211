import type { ClipProject, ClipWord } from '#core/clip-project.ts'
import { clipLength, cutList } from '#core/cut-list.ts'
import type { WordId } from '#core/ids.ts'

/** What lies between two states of a clip, for the view to go there and a toast to say it. */
export type ClipChange = {
  /** Words heard now that were not, and the other way round. */
  back: WordId[]
  gone: WordId[]
  /** Words that say something else, or gained or lost their emphasis. */
  changed: WordId[]
  /** Pieces that are new or have other edges. */
  pieces: string[]
  /** How much longer the clip is; negative: shorter. */
  ms: number
  /** `Put back 18 words and 6.9 s` */
  say: string
}

export function clipChange(before: ClipProject, after: ClipProject): ClipChange {
  const piecesBefore = new Map(before.pieces.map((piece) => [piece.id, piece]))
  const pieces = after.pieces
    .filter((piece) => {
      const old = piecesBefore.get(piece.id)
      return !old || old.from !== piece.from || old.to !== piece.to
    })
    .map(({ id }) => id)
  const change = {
    ...wordChanges(before, after),
    pieces,
    ms: clipLength(cutList(after)) - clipLength(cutList(before)),
  }
  return { ...change, say: sentence(before, after, change) }
}

/** Both lists are in spoken order, so one walk meets each word of either. */
function wordChanges(before: ClipProject, after: ClipProject) {
  const back: WordId[] = []
  const gone: WordId[] = []
  const changed: WordId[] = []
  const order = (word: ClipWord | undefined) =>
    word ? Number(word.id.slice(1)) : Number.POSITIVE_INFINITY
  let i = 0
  let j = 0
  while (i < before.words.length || j < after.words.length) {
    const [a, b] = [before.words[i], after.words[j]]
    const [old, now] = [order(a) <= order(b) ? a : undefined, order(b) <= order(a) ? b : undefined]
    if (old) i++
    if (now) j++
    const was = old !== undefined && isHeard(old, before)
    const is = now !== undefined && isHeard(now, after)
    if (is && !was) back.push(now.id)
    if (was && !is) gone.push(old.id)
    if (old && now && (old.text !== now.text || old.emphasised !== now.emphasised)) {
      changed.push(now.id)
    }
  }
  return { back, gone, changed }
}

function isHeard({ cut, from, to }: ClipWord, { pieces }: ClipProject): boolean {
  const middle = (from + to) / 2
  return !cut && pieces.some((piece) => middle >= piece.from && middle < piece.to)
}

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`

function sentence(before: ClipProject, after: ClipProject, change: Omit<ClipChange, 'say'>) {
  const { back, gone, changed, ms } = change
  const length = `${(Math.abs(ms) / 1000).toFixed(1)} s`
  if (back.length > 0 && back.length >= gone.length) {
    return `Put back ${count(back.length, 'word')}${ms > 0 ? ` and ${length}` : ''}`
  }
  if (gone.length > 0) return `Cut ${count(gone.length, 'word')}${ms < 0 ? ` and ${length}` : ''}`
  if (ms !== 0) return ms > 0 ? `Put back ${length}` : `Cut ${length}`
  if (changed.length === 1) {
    const word = after.words.find(({ id }) => id === changed[0])
    return `The word is “${word?.text}” again`
  }
  if (changed.length > 1) return `Changed ${count(changed.length, 'word')} back`
  if (before.shape !== after.shape) return `The shape is ${after.shape} again`
  if (before.title !== after.title) return `The title is “${after.title}” again`
  if (JSON.stringify(before.style) !== JSON.stringify(after.style)) {
    return 'The captions look as before'
  }
  return before.pieces.length === after.pieces.length
    ? 'Nothing you can see has changed'
    : `${count(after.pieces.length, 'piece')} again`
}
