import type { ClipProject, ClipWord, Piece } from '#core/clip-project.ts'
import { type Cut, clipLength } from '#core/cut-list.ts'
import { fromFrame } from '#core/time.ts'

/** A piece as the video lane draws it; times of the clip, ms. */
export type Block = {
  piece: Piece
  start: number
  end: number
  cuts: Cut[]
  number: number
  of: number
}

/** A place where something of the source is left out, or where two pieces meet. */
export type Seam = {
  id: string
  /** Clip time. */
  at: number
  /** Source time left out; 0 where a piece was only split. */
  removed: number
  /** The source that is left out. */
  from: number
  to: number
  /** Cut words that putting back would bring. */
  words: ClipWord[]
  /** The split that can be joined, or the pieces whose edges lie here. */
  pieces: [string, string] | null
}

export const startOf = (cut: Cut) => fromFrame(cut.start)
export const endOf = (cut: Cut) => fromFrame(cut.start + cut.frames)

/** The pieces that play something, in order. */
export function clipBlocks(project: ClipProject, cuts: Cut[]): Block[] {
  const blocks: Omit<Block, 'number' | 'of'>[] = []
  for (const cut of cuts) {
    const open = blocks.at(-1)
    if (open?.piece.id === cut.piece) {
      open.cuts.push(cut)
      open.end = endOf(cut)
      continue
    }
    const piece = project.pieces.find((one) => one.id === cut.piece)
    if (piece) blocks.push({ piece, start: startOf(cut), end: endOf(cut), cuts: [cut] })
  }
  return blocks.map((block, i) => ({ ...block, number: i + 1, of: blocks.length }))
}

/** Every place between two cuts, and the ends of the clip where words were cut there. */
export function clipSeams(project: ClipProject, cuts: Cut[]): Seam[] {
  const seams: Seam[] = []
  const cutWords = project.words.filter((word) => word.cut)
  const add = (at: number, from: number, to: number, pieces: Seam['pieces']) => {
    const words = cutWords.slice(firstAfter(cutWords, from), firstAfter(cutWords, to))
    // A piece that plays elsewhere was moved, not cut.
    const elsewhere = pieces ? playedBetween(cuts, from, to) : 0
    const removed = Math.max(0, to - from - elsewhere)
    if (removed === 0 && words.length === 0 && !pieces) return
    seams.push({ id: `${pieces?.join('+') ?? ''}@${from}`, at, removed, from, to, words, pieces })
  }
  const [first, last] = [cuts[0], cuts.at(-1)]
  const head = project.pieces.find((piece) => piece.id === first?.piece)
  if (first && head && head.from < first.from) add(0, head.from, first.from, null)
  for (const [i, cut] of cuts.entries()) {
    const next = cuts[i + 1]
    if (!next) break
    const split: Seam['pieces'] = next.piece === cut.piece ? null : [cut.piece, next.piece]
    add(startOf(next), cut.to, next.from, split)
  }
  const tail = project.pieces.find((piece) => piece.id === last?.piece)
  if (last && tail && tail.to > last.to) add(clipLength(cuts), last.to, tail.to, null)
  return seams
}

/** How much of a stretch of the source plays somewhere in the clip, ms. */
function playedBetween(cuts: Cut[], from: number, to: number): number {
  let [played, at] = [0, from]
  const inside = cuts.filter((cut) => cut.from < to && cut.to > from)
  for (const cut of inside.sort((a, b) => a.from - b.from)) {
    const end = Math.min(to, cut.to)
    if (end <= at) continue
    played += end - Math.max(at, cut.from)
    at = end
  }
  return played
}

/** Index of the first word whose middle does not lie before a source time. Words are in spoken order. */
function firstAfter(words: ClipWord[], at: number): number {
  let [low, high] = [0, words.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const word = words[middle]
    if (word && (word.from + word.to) / 2 < at) low = middle + 1
    else high = middle
  }
  return low
}

/** "14.1 s cut in 5 places": how much, and in how many. */
export function cutTotal(seams: Seam[]): { ms: number; places: number } {
  const real = seams.filter((seam) => seam.removed > 0)
  return { ms: real.reduce((sum, seam) => sum + seam.removed, 0), places: real.length }
}
