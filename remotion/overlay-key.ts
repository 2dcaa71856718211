import {
  type EntryCell,
  entries,
  entryRest,
  exits,
  type WordCell,
  wordMotions,
  wordRest,
} from '#core/caption-motion.ts'
import type { LaidPage } from './caption-layout.ts'
import type { ResolvedLook } from './resolve-look.ts'

/** What is drawn at one frame. Equal states draw equal pictures. */
export type OverlayState = {
  /** Index of the page. */
  page: number
  /** The word being said; where a style goes line by line, the first one of that line. */
  active: number
  word: WordCell
  entry: EntryCell
  /** Opacity of a page that leaves. */
  exit: number
  /** How much of the word has been sung, 0–1. */
  fill: number
}

/** `none`: pages and words change, nothing moves. */
export type Motion = 'full' | 'none'

type Moving = Pick<ResolvedLook, 'name' | 'entry' | 'word' | 'exit' | 'pace' | 'motion' | 'own'>

/** The state at a frame of the clip; null where nothing is written. */
export function overlayState(
  pages: LaidPage[],
  look: Moving,
  frame: number,
  motion: Motion = 'full',
): OverlayState | null {
  const index = pages.findIndex((page) => frame >= page.from && frame < page.to)
  const page = pages[index]
  if (!page) return null
  let active = 0
  for (const [i, from] of page.wordsFrom.entries()) if (from <= frame) active = i
  if (look.name === 'atelier') active = firstOfLine(page, active)
  const moves = motion === 'none' ? 'none' : look.motion
  const entry =
    moves === 'none' ? undefined : entries[look.entry][Math.floor((frame - page.from) / look.pace)]
  const fading = moves === 'none' ? [] : exits[look.exit]
  const said = frame - (page.wordsFrom[active] ?? page.from)
  return {
    page: index,
    active,
    // One movement at a time: while the page comes in, the word is at rest.
    word: wordCell(
      page,
      moves === 'full' ? look.word : 'cut',
      entry ? Number.POSITIVE_INFINITY : said,
    ),
    entry: entry ?? entryRest,
    exit: fading[fading.length - (page.to - frame)] ?? 1,
    fill:
      look.word === 'fill' && moves === 'full' ? filled(page, active, said, look.own.fillSteps) : 1,
  }
}

function wordCell(page: LaidPage, motion: ResolvedLook['word'], said: number): WordCell {
  // Joined letters change their shape when they are parted: such words come whole.
  if (motion === 'type' && page.script !== 'latin') return wordRest
  const cells = wordMotions[motion]
  return cells[Math.min(said, cells.length - 1)] ?? wordRest
}

/** Equal steps over the word's own length, at least a frame each. */
function filled(page: LaidPage, active: number, said: number, steps: number): number {
  const length = (page.wordsTo[active] ?? 0) - (page.wordsFrom[active] ?? 0)
  const step = Math.max(1, length / steps)
  return Math.min(steps, Math.floor(said / step) + 1) / steps
}

function firstOfLine(page: LaidPage, active: number): number {
  const line = page.words.find((word) => word.index === active)?.line ?? 0
  return Math.min(...page.words.filter((word) => word.line === line).map((word) => word.index))
}

/** The state at a frame as a key, by value: frames with equal keys show the same picture. */
export function overlayKey(
  pages: LaidPage[],
  look: Moving,
  frame: number,
  motion: Motion = 'full',
): string | null {
  const state = overlayState(pages, look, frame, motion)
  return state === null ? null : stateKey(pages, state)
}

export function stateKey(
  pages: LaidPage[],
  { page, active, word, entry, exit, fill }: OverlayState,
): string {
  return [
    pages[page]?.key,
    active,
    exit,
    fill,
    ...[word.scale, word.y, word.opacity, word.pill, word.letters, word.accent],
    ...[entry.scale, entry.x, entry.y, entry.opacity, entry.turn, entry.wipe],
  ].join('|')
}
