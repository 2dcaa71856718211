import { type CaptionPage, captionPages } from '#core/caption-pages.ts'
import type { ClipProject, Piece } from '#core/clip-project.ts'
import { type Cut, clipLength, cutList, type HeardWord, heardWords } from '#core/cut-list.ts'
import type { Word } from '#core/transcript.ts'
import { type Block, clipBlocks, clipSeams, type Seam } from './clip-blocks.ts'
import { markWords, type WordMarks } from './word-marks.ts'

/** Everything the editor draws of a clip, worked out at most once for each change. */
export type ClipView = {
  project: ClipProject
  deleted: Piece[]
  cuts: Cut[]
  /** ms */
  length: number
  heard: HeardWord[]
  pages: CaptionPage[]
  blocks: Block[]
  seams: Seam[]
  words: WordMarks
}

export function viewClip(project: ClipProject, deleted: Piece[], transcript: Word[]): ClipView {
  const cuts = cutList(project)
  // The frame that strikes a word has no need of these, and of edits in a row only the last has.
  const heard = once(() => heardWords(project))
  const pages = once(() => captionPages(project))
  const blocks = once(() => clipBlocks(project, cuts))
  const seams = once(() => clipSeams(project, cuts))
  return {
    project,
    deleted,
    cuts,
    length: clipLength(cuts),
    words: markWords(transcript, project),
    get heard() {
      return heard()
    },
    get pages() {
      return pages()
    },
    get blocks() {
      return blocks()
    },
    get seams() {
      return seams()
    },
  }
}

function once<T>(make: () => T): () => T {
  let made: { it: T } | undefined
  return () => {
    made ??= { it: make() }
    return made.it
  }
}

/** The heard word at a clip time, else the last one before it; -1 before the first. */
export function heardAt(heard: readonly HeardWord[], at: number): number {
  let low = -1
  let high = heard.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((heard[middle]?.from ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}

/** The heard words that begin in a stretch of the clip, `to` exclusive. Words are in playing order. */
export function heardBetween<T extends { from: number }>(
  heard: readonly T[],
  from: number,
  to: number,
): T[] {
  const before = (at: number) => {
    let [low, high] = [0, heard.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((heard[middle]?.from ?? 0) < at) low = middle + 1
      else high = middle
    }
    return low
  }
  return heard.slice(before(from), before(to))
}

/** How long a word lasts on average, ms; 0 where there is none. */
export const averageLength = (heard: readonly HeardWord[]): number =>
  heard.length === 0 ? 0 : heard.reduce((sum, word) => sum + word.to - word.from, 0) / heard.length
