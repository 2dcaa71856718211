import type { StyleName } from './caption-style.ts'

/** One cell of a motion table: a frame that differs from rest. */
export type EntryCell = { scale: number; y: number; opacity: number }
export type WordCell = { scale: number }

/** Where nothing moves. */
export const entryRest: EntryCell = { scale: 1, y: 0, opacity: 1 }

/** A page comes in over these frames, then rests. `y` is in em, downwards. */
export const entries = {
  cut: [],
  pop: [
    { scale: 0.82, y: 0, opacity: 0.6 },
    { scale: 1.05, y: 0, opacity: 1 },
    { scale: 0.985, y: 0, opacity: 1 },
  ],
  rise: [
    { scale: 1, y: 0.45, opacity: 0.35 },
    { scale: 1, y: 0.16, opacity: 0.8 },
    { scale: 1, y: 0.04, opacity: 1 },
  ],
} as const satisfies Record<string, readonly EntryCell[]>

/** The word being said: its first frames, then the last cell for as long as it is said. */
export const wordMotions = {
  cut: [{ scale: 1 }],
  pop: [{ scale: 1.1 }, { scale: 1.1 }, { scale: 1.05 }],
} as const satisfies Record<string, readonly WordCell[]>

/** What a style is before a clip changes anything about it. Lengths are in em of its drawn size. */
export type CaptionLook = {
  /** Family as the font files are registered, and the weight it is drawn from. */
  font: 'punch' | 'steps' | 'clear'
  /** Size as a share of the picture's width. */
  size: number
  lineHeight: number
  tracking: number
  capHeight: number
  caps: boolean
  maxWords: number
  maxLines: number
  /** Factor on the space between words. */
  gap: number
  /** Visible width of the outline. */
  outline: number
  /** The widest a moving word or page gets; text is laid out that much narrower. */
  overshoot: number
  /** The box behind all lines, each line, or none. */
  box: { around: 'page' | 'line'; padX: number; padY: number; radius: number } | null
  /** The box behind single words, or none. */
  pill: { padX: number; height: number; radius: number } | null
  entry: keyof typeof entries
  word: keyof typeof wordMotions
  colours: {
    base: string
    /** What keeps the base readable: the outline, or the box. */
    guard: string
    /** Words still to come; null: as base. */
    future: string | null
    active: string
    emphasis: string
  }
}

export const captionLooks = {
  punch: {
    font: 'punch',
    size: 0.09,
    lineHeight: 1.12,
    tracking: -0.01,
    capHeight: 0.7,
    caps: true,
    maxWords: 4,
    maxLines: 2,
    gap: 1.12,
    outline: 0.085,
    overshoot: 1.1,
    box: null,
    pill: null,
    entry: 'pop',
    word: 'pop',
    colours: {
      base: '#ffffff',
      guard: '#000000',
      future: null,
      active: '#ffe11a',
      emphasis: '#4dff88',
    },
  },
  steps: {
    font: 'steps',
    size: 0.062,
    lineHeight: 1.5,
    tracking: 0,
    capHeight: 0.7,
    caps: false,
    maxWords: 7,
    maxLines: 3,
    gap: 1.25,
    outline: 0,
    overshoot: 1.06,
    box: { around: 'page', padX: 0.75, padY: 0.4, radius: 0.5 },
    pill: { padX: 0.2, height: 1.28, radius: 0.28 },
    entry: 'rise',
    word: 'cut',
    colours: {
      base: '#ffffff',
      guard: '#0d111ce6',
      future: '#b9c2d6',
      active: '#6ee7ff',
      emphasis: '#ffd166',
    },
  },
  clear: {
    font: 'clear',
    size: 0.07,
    lineHeight: 1.42,
    tracking: 0.006,
    capHeight: 0.67,
    caps: false,
    maxWords: 8,
    maxLines: 2,
    gap: 1,
    outline: 0,
    overshoot: 1.06,
    box: { around: 'line', padX: 0.4, padY: 0, radius: 0.08 },
    pill: { padX: 0.15, height: 1.16, radius: 0.04 },
    entry: 'cut',
    word: 'cut',
    colours: {
      base: '#ffffff',
      guard: '#000000',
      future: null,
      active: '#ffeb3b',
      emphasis: '#ffeb3b',
    },
  },
} as const satisfies Record<StyleName, CaptionLook>
