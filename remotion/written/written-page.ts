import type { Shape } from '#core/shape.ts'
import type { Box, LaidPage, LaidRun } from '../caption-layout.ts'

/** A word as a written style gets it: laid out by us, px of the picture. */
export type StyleWord = {
  /** Which word of the page; both parts of a divided word share it. */
  index: number
  text: string
  line: number
  /** Where its letters are. `middle` is the line's. */
  x: number
  width: number
  baseline: number
  middle: number
  size: number
  emphasised: boolean
  speaker: number | null
  /** The colour its speaker has. */
  speakerColour: string | null
  /** Frames of the page at which it becomes the one being said, and at which it has been. */
  from: number
  to: number
  isActive: boolean
  /** Said before this frame. */
  isSaid: boolean
  runs: LaidRun[]
}

/** A page of captions, every word in its place. */
export type StylePage = {
  words: StyleWord[]
  lines: LaidPage['lines']
  /** The lines together. */
  block: Box
  /** Letters, px. */
  size: number
  tracking: number
  typeface: LaidPage['typeface']
  rightToLeft: boolean
  script: LaidPage['script']
  speaker: number | null
  speakerName: string | null
  /** How long it stands, frames. */
  frames: number
}

/** What a written style draws from, and nothing else. */
export type StyleInput<P = Record<string, unknown>> = {
  page: StylePage
  props: P
  /** Since the page came. */
  frame: number
  fps: number
  width: number
  height: number
  shape: Shape
}

/** What all pages of a clip share, as it goes to the sandbox. */
export type StyleScene = {
  pages: LaidPage[]
  fps: number
  width: number
  height: number
  shape: Shape
  /** By speaker, and their names. */
  colours: Record<string, string>
  names: string[]
}

/** The page at a frame of the clip as a style sees it; null where nothing is written. */
export function pageAt(scene: StyleScene, at: number): { page: StylePage; frame: number } | null {
  const laid = scene.pages.find((page) => at >= page.from && at < page.to)
  if (!laid) return null
  let active = 0
  for (const [i, from] of laid.wordsFrom.entries()) if (from <= at) active = i
  const words = laid.words.map((word): StyleWord => {
    const line = laid.lines[word.line]
    return {
      ...{ index: word.index, line: word.line, x: word.x, width: word.width },
      ...{ baseline: word.baseline, size: word.size, runs: word.runs },
      ...{ emphasised: word.emphasised, speaker: word.speaker },
      text: word.runs.map((run) => run.text).join(''),
      middle: line ? line.top + line.height / 2 : word.baseline,
      speakerColour: word.speaker === null ? null : (scene.colours[word.speaker] ?? null),
      from: (laid.wordsFrom[word.index] ?? laid.from) - laid.from,
      to: (laid.wordsTo[word.index] ?? laid.to) - laid.from,
      isActive: word.index === active,
      isSaid: word.index < active,
    }
  })
  const { lines, block, size, tracking, typeface, rightToLeft, script, speaker } = laid
  return {
    page: {
      ...{ words, lines, block, size, tracking, typeface, rightToLeft, script, speaker },
      speakerName: speaker === null ? null : (scene.names[speaker] ?? null),
      frames: laid.to - laid.from,
    },
    frame: at - laid.from,
  }
}
