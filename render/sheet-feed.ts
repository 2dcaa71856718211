import type { Box } from '#remotion/caption-layout.ts'

/** Where a state is drawn: a sheet, and the cell's upper edge on it, px. */
export type Cell = { file: string; y: number }

/** How FFmpeg is told which state to lay over which frame. */
export type SheetFeed = {
  /** A list for the concat demuxer: which sheet is on, and how long. */
  list: string
  /** A script for sendcmd: which cell of it. */
  commands: string
  /** Upper edge of the first frame's cell, px. */
  firstY: number
}

/** Every demuxer of stills counts at this rate, whatever the film's. */
const STILLS_FPS = 25

/**
 * `frames`: the cell of each, null where nothing is written; `emptyY` is a place that is empty on
 * every sheet. Null where nothing is ever written.
 */
export function sheetFeed(frames: (Cell | null)[], emptyY: number, rate: number): SheetFeed | null {
  let sheet = frames.find((cell) => cell !== null)?.file
  if (sheet === undefined) return null
  const stretches: { sheet: string; frames: number }[] = []
  const commands: string[] = []
  let shown = -1
  for (const [frame, cell] of frames.entries()) {
    // While nothing is written the sheet stays, and its empty cell shows.
    sheet = cell?.file ?? sheet
    const y = cell?.y ?? emptyY
    const stretch = stretches.at(-1)
    if (stretch?.sheet === sheet) stretch.frames++
    else stretches.push({ sheet, frames: 1 })
    if (frame > 0 && y !== shown)
      // Between two frames, so that no rounding can move it to another.
      commands.push(`${((frame - 0.5) / rate).toFixed(6)} crop@cell y ${y};`)
    shown = y
  }
  const lines = stretches.map((s) => entry(s.sheet, s.frames))
  // The demuxer does not keep the last still for its length; one more makes it last.
  lines.push(entry(sheet, 1))
  return {
    list: `ffconcat version 1.0\n${lines.join('')}`,
    commands: `${commands.join('\n')}\n`,
    firstY: frames[0]?.y ?? emptyY,
  }
}

const entry = (file: string, frames: number) =>
  `file '${file.replaceAll("'", "'\\''")}'\nduration ${(frames / STILLS_FPS).toFixed(2)}\n`

/**
 * FFmpeg's chain from the list of sheets (input number `input`) to what is written on each frame, as
 * `[captions]`. `band` is what a cell covers of the picture; the script lies in the working folder.
 */
export const cellChain = (
  { band, rate, script, pixels }: { band: Box; rate: number; script: string; pixels: string },
  input: number,
  firstY: number,
): string =>
  `[${input}:v]settb=1/3000,setpts=PTS*${STILLS_FPS}/${rate},` +
  `scale=out_color_matrix=bt709:out_range=tv,format=${pixels},` +
  `fps=${rate}:round=near,sendcmd=f=${script},` +
  `crop@cell=${band.width}:${band.height}:0:${firstY}`
