import type { CaptionPage } from '#core/caption-pages.ts'
import { textOf } from '#core/script.ts'

/** Characters a second that most people read without hurry. */
export const EASY = 17
/** A page faster than this is gone before it is read. */
export const TOO_FAST = 25

export type ReadingSpeed = {
  /** Over all pages, characters a second. */
  average: number
  fastest: { perSecond: number; at: number }
}

/** How fast the captions ask to be read; null where nothing is written. */
export function readingSpeed(pages: CaptionPage[]): ReadingSpeed | null {
  let letters = 0
  let shown = 0
  let fastest = { perSecond: 0, at: 0 }
  for (const page of pages) {
    const seconds = (page.to - page.from) / 1000
    if (seconds <= 0) continue
    const length = [...textOf(page)].length
    letters += length
    shown += seconds
    // A page of one or two words goes by in one look, however short it is.
    if (page.words.length > 2 && length / seconds > fastest.perSecond)
      fastest = { perSecond: length / seconds, at: page.from }
  }
  return shown > 0 ? { average: letters / shown, fastest } : null
}
