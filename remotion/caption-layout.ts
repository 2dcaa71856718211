import type { Script } from '#core/script.ts'
import type { Typeface } from './caption-fonts.ts'

/** A stretch of a word drawn in one go: letters, or emoji, which take no outline and no tint. */
export type LaidRun = { text: string; emoji: boolean; x: number; width: number }

export type LaidWord = {
  /** Which word of the page it is; both parts of a divided word share it. */
  index: number
  line: number
  x: number
  width: number
  /** Font size and baseline, px: an emphasised word may be larger than its line. */
  size: number
  baseline: number
  emphasised: boolean
  speaker: number | null
  runs: LaidRun[]
}

export type LaidLine = { x: number; width: number; top: number; height: number; baseline: number }

export type Box = { x: number; y: number; width: number; height: number }

/** Something a style writes beside the words: a tag, a name, a second language, an emoji. */
export type LaidLabel = {
  role: 'tag' | 'name' | 'second' | 'emoji'
  /** The word it comes with; null: it is there as long as its page. */
  word: number | null
  typeface: Typeface
  size: number
  baseline: number
  rightToLeft: boolean
  runs: LaidRun[]
  /** The box it is written in. */
  box: Box
}

/** A page with every word in its place. Plain JSON, px of the picture, frames of the clip. */
export type LaidPage = {
  /** What is written, by value: pages that look alike share it. */
  key: string
  from: number
  /** Exclusive. */
  to: number
  /** Frames at which each word becomes the one being said, and at which it has been. */
  wordsFrom: number[]
  wordsTo: number[]
  typeface: Typeface
  size: number
  /** Letter spacing, em. */
  tracking: number
  script: Script
  rightToLeft: boolean
  /** Who speaks, as an index into the clip's speakers. */
  speaker: number | null
  lines: LaidLine[]
  words: LaidWord[]
  labels: LaidLabel[]
  /** The lines together, and the box around them where the style has one. */
  block: Box
}
