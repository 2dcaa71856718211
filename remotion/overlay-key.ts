import {
  type EntryCell,
  entries,
  entryRest,
  type WordCell,
  wordMotions,
} from '#core/caption-look.ts'
import type { LaidPage } from './caption-layout.ts'
import type { ResolvedLook } from './resolve-look.ts'

/** What is drawn at one frame. Equal states draw equal pictures. */
export type OverlayState = {
  /** Index of the page. */
  page: number
  /** The word being said. */
  active: number
  word: WordCell
  entry: EntryCell
}

/** `none`: pages and words change, nothing moves. */
export type Motion = 'full' | 'none'

/** The state at a frame of the clip; null where nothing is written. */
export function overlayState(
  pages: LaidPage[],
  look: Pick<ResolvedLook, 'entry' | 'word'>,
  frame: number,
  motion: Motion = 'full',
): OverlayState | null {
  const index = pages.findIndex((page) => frame >= page.from && frame < page.to)
  const page = pages[index]
  if (!page) return null
  let active = 0
  for (const [i, from] of page.wordsFrom.entries()) if (from <= frame) active = i
  const entryCells: readonly EntryCell[] = motion === 'full' ? entries[look.entry] : []
  const wordCells: readonly WordCell[] = wordMotions[motion === 'full' ? look.word : 'cut']
  const entry = entryCells[frame - page.from]
  const said = frame - (page.wordsFrom[active] ?? page.from)
  return {
    page: index,
    active,
    // One movement at a time: while the page comes in, the word is at rest.
    word: (entry ? undefined : wordCells[said]) ?? wordCells.at(-1) ?? { scale: 1 },
    entry: entry ?? entryRest,
  }
}

/** The state at a frame as a key, by value: frames with equal keys show the same picture. */
export function overlayKey(
  pages: LaidPage[],
  look: Pick<ResolvedLook, 'entry' | 'word'>,
  frame: number,
): string | null {
  const state = overlayState(pages, look, frame)
  return state === null ? null : stateKey(pages, state)
}

export function stateKey(pages: LaidPage[], { page, active, word, entry }: OverlayState): string {
  return [pages[page]?.key, active, word.scale, entry.scale, entry.y, entry.opacity].join('|')
}
