import type { Script } from '#core/script.ts'

/** A stretch of a word drawn in one go: letters, or emoji, which take no outline and no tint. */
export type LaidRun = { text: string; emoji: boolean; x: number; width: number }

export type LaidWord = {
  /** Which word of the page it is; both parts of a divided word share it. */
  index: number
  line: number
  x: number
  width: number
  emphasised: boolean
  runs: LaidRun[]
}

export type LaidLine = { x: number; width: number; top: number; height: number; baseline: number }

export type Box = { x: number; y: number; width: number; height: number }

/** A page with every word in its place. Plain JSON, px of the picture, frames of the clip. */
export type LaidPage = {
  /** What is written, by value: pages that look alike share it. */
  key: string
  from: number
  /** Exclusive. */
  to: number
  /** Frame at which each word becomes the one being said. */
  wordsFrom: number[]
  size: number
  /** Letter spacing, px. */
  tracking: number
  script: Script
  rightToLeft: boolean
  lines: LaidLine[]
  words: LaidWord[]
  /** The lines together, and the box around them where the style has one. */
  block: Box
  /** All that any state of this page may paint. */
  bounds: Box
}
