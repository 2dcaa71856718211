import { plainStyle, type StyleName } from '#core/caption-style.ts'
import { clipOf } from '#core/clip-project.fixtures.ts'
import type { ClipProject } from '#core/clip-project.ts'
import type { LaidPage } from './caption-layout.ts'
import type { MeasureInk, MeasureText } from './text-runs.ts'

/** A font in which every letter is .6 em wide, and a space .25. */
export const evenFont: MeasureText = ({ text }, _, tracking) =>
  text === ' ' ? 0.25 : [...text].length * (0.6 + tracking)

export const styled = (name: StyleName, line: string): ClipProject => ({
  ...clipOf(line),
  style: plainStyle(name),
})

/** Its letters are all as high as a capital and go a little under the line. */
export const evenInk: MeasureInk = () => ({ over: 0.7, under: 0.2, past: 0 })

/** The lines of a page as they are read. */
export const linesOf = (page: LaidPage) =>
  page.lines.map((_, line) =>
    page.words
      .filter((word) => word.line === line)
      .map((word) => word.runs.map((run) => run.text).join(''))
      .join(' '),
  )
