import type { ClipProject, Piece } from '#core/clip-project.ts'
import type { WordId } from '#core/ids.ts'
import type { Word } from '#core/transcript.ts'
import type { Span } from './transcript-text.ts'
import { edgeAfter, edgeBefore } from './word-edges.ts'
import { wordIndex } from './word-index.ts'

/** What brings words back: struck ones, whole pieces that were deleted, edges that were drawn in. */
export type PutBack = {
  words: WordId[]
  pieces: string[]
  trims: { piece: string; from?: number; to?: number }[]
}

/**
 * How to hear these words again. Struck words are unstruck; a deleted piece returns as a whole; what
 * lies beyond an edge is reached by moving the nearest one, and so is what lies before or after the
 * clip.
 */
export function planPutBack(
  { pieces, words }: Pick<ClipProject, 'pieces' | 'words'>,
  deleted: Piece[],
  transcript: Word[],
  { first, last }: Span,
): PutBack {
  const chosen = transcript.slice(first, last + 1)
  const middle = (word: Word) => (word.from + word.to) / 2
  const holds = (piece: Piece, word: Word) => piece.from <= middle(word) && middle(word) < piece.to
  const back = deleted.filter((piece) => chosen.some((word) => holds(piece, word)))
  const struck = words.filter((word) => {
    const i = wordIndex(word.id)
    return word.cut && i >= first && i <= last
  })
  const missing = chosen.filter((word) => ![...pieces, ...back].some((piece) => holds(piece, word)))
  const trims: PutBack['trims'] = []
  for (const run of runsOf(missing)) {
    const [start, end] = [run[0], run.at(-1)]
    if (!start || !end) continue
    const from = edgeBefore(transcript, wordIndex(start.id))
    const to = edgeAfter(transcript, wordIndex(end.id))
    const inOrder = [...pieces, ...back].sort((a, b) => a.from - b.from)
    const before = inOrder.findLast((piece) => piece.to <= middle(start))
    const after = inOrder.find((piece) => piece.from >= middle(end))
    const near =
      before && (!after || from - before.to <= after.from - to)
        ? { piece: before.id, to }
        : after && { piece: after.id, from }
    if (near) trims.push(near)
  }
  return { words: struck.map((word) => word.id), pieces: back.map(({ id }) => id), trims }
}

/** Words next to each other in the transcript. */
function runsOf(words: Word[]): Word[][] {
  const runs: Word[][] = []
  for (const word of words) {
    const run = runs.at(-1)
    const before = run?.at(-1)
    if (run && before && wordIndex(word.id) === wordIndex(before.id) + 1) run.push(word)
    else runs.push([word])
  }
  return runs
}
