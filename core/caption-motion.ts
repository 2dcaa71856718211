import { z } from 'zod'

/**
 * How captions move: tables of states. A cell is what one frame shows; equal cells are one state, so
 * an export draws them once. After the last cell of an entry everything rests.
 */
export type EntryCell = {
  scale: number
  /** To the right and down, em. */
  x: number
  y: number
  opacity: number
  /** Turn about the block's centre, degrees. */
  turn: number
  /** Share of the block uncovered, from where reading starts. */
  wipe: number
}

export const entryRest: EntryCell = { scale: 1, x: 0, y: 0, opacity: 1, turn: 0, wipe: 1 }
const entry = (cell: Partial<EntryCell>): EntryCell => ({ ...entryRest, ...cell })

export const EntryName = z.enum([
  'cut',
  'fade',
  'pop',
  'rise',
  'drop',
  'wipe',
  'glitch',
  'flicker',
  'flip',
  'slam',
])
export type EntryName = z.infer<typeof EntryName>

export const entries: Record<EntryName, readonly EntryCell[]> = {
  cut: [],
  fade: [entry({ opacity: 0.35 }), entry({ opacity: 0.7 })],
  pop: [entry({ scale: 0.82, opacity: 0.6 }), entry({ scale: 1.05 }), entry({ scale: 0.985 })],
  rise: [entry({ y: 0.45, opacity: 0.35 }), entry({ y: 0.16, opacity: 0.8 }), entry({ y: 0.04 })],
  drop: [
    entry({ y: -0.5, opacity: 0.6, turn: -2 }),
    entry({ y: 0.08, turn: 1 }),
    entry({ y: -0.03 }),
  ],
  wipe: [entry({ wipe: 0.3 }), entry({ wipe: 0.66 }), entry({ wipe: 0.9 })],
  glitch: [entry({ x: -0.12, opacity: 0.8 }), entry({ x: 0.08 }), entry({ x: -0.03 })],
  // Once a page and never faster: under the three flashes a second of WCAG 2.3.1.
  flicker: [entry({ opacity: 0.25 }), entry({ opacity: 0.95 }), entry({ opacity: 0.45 })],
  flip: [
    entry({ scale: 0.7, opacity: 0.6, turn: -6 }),
    entry({ scale: 1.06, turn: 2 }),
    entry({ scale: 0.98 }),
  ],
  slam: [entry({ scale: 1.28, opacity: 0.7 }), entry({ scale: 0.96 })],
}

/** The word being said. Its last cell stays for as long as it is said. */
export type WordCell = {
  scale: number
  /** Down, em. */
  y: number
  opacity: number
  /** Share of its pill that is drawn, from where reading starts. */
  pill: number
  /** Share of its letters that stand there. */
  letters: number
  /** Size of what accompanies it: an emoji. */
  accent: number
}

export const wordRest: WordCell = { scale: 1, y: 0, opacity: 1, pill: 1, letters: 1, accent: 1 }
const word = (cell: Partial<WordCell>): WordCell => ({ ...wordRest, ...cell })
const twice = (cell: Partial<WordCell>) => [word(cell), word(cell)]

export const WordMotion = z.enum(['cut', 'fade', 'pop', 'hop', 'sweep', 'on', 'type', 'fill'])
export type WordMotion = z.infer<typeof WordMotion>

/** What a clip may let the word being said do, in any style; the others are a style's own. */
export const ChosenMotion = WordMotion.extract(['cut', 'pop', 'hop'])

export const wordMotions: Record<WordMotion, readonly WordCell[]> = {
  cut: [wordRest],
  fade: [...twice({ opacity: 0.55 }), wordRest],
  pop: [...twice({ scale: 1.1, accent: 1.15 }), word({ scale: 1.05 })],
  hop: [...twice({ scale: 1.07, y: -0.12 }), word({ scale: 1.05, y: -0.03 })],
  sweep: [...twice({ pill: 0.45 }), wordRest],
  on: [word({ opacity: 0.6 }), wordRest],
  type: [...twice({ letters: 0.5 }), wordRest],
  // Its steps follow the word's own length; the cells rest.
  fill: [wordRest],
}

export const ExitName = z.enum(['cut', 'fade', 'slow-fade'])
export type ExitName = z.infer<typeof ExitName>

/** Opacity over a page's last frames. */
export const exits: Record<ExitName, readonly number[]> = {
  cut: [],
  fade: [0.7, 0.35],
  'slow-fade': [0.75, 0.5, 0.25],
}
