import { FPS } from '#core/time.ts'
import type { SheetPlan } from '#remotion/sheet-plan.ts'

/** How FFmpeg is told which state to lay over which frame. */
export type SheetFeed = {
  /** A list for the concat demuxer: which sheet is on, and how long. */
  list: string
  /** A script for sendcmd: which cell of it. */
  commands: string
  /** The cell of the first frame. */
  firstCell: number
}

/** Every demuxer of stills counts at this rate, whatever the film's. */
const STILLS_FPS = 25

export function sheetFeed(plan: SheetPlan, files: string[]): SheetFeed {
  const empty = plan.cells
  const stretches: { sheet: number; frames: number }[] = []
  const commands: string[] = []
  let sheet = Math.floor((plan.frames.find((state) => state !== null) ?? 0) / plan.cells)
  let shown = -1
  let firstCell = empty
  for (const [frame, state] of plan.frames.entries()) {
    // While nothing is written the sheet stays, and its empty cell shows.
    if (state !== null) sheet = Math.floor(state / plan.cells)
    const cell = state === null ? empty : state % plan.cells
    const stretch = stretches.at(-1)
    if (stretch?.sheet === sheet) stretch.frames++
    else stretches.push({ sheet, frames: 1 })
    if (frame === 0) firstCell = cell
    else if (cell !== shown)
      // Between two frames, so that no rounding can move it to another.
      commands.push(`${((frame - 0.5) / FPS).toFixed(6)} crop@cell y ${cell * plan.band.height};`)
    shown = cell
  }
  const lines = stretches.map((s) => entry(files[s.sheet], s.frames))
  // The demuxer does not keep the last still for its length; one more makes it last.
  lines.push(entry(files[sheet], 1))
  return {
    list: `ffconcat version 1.0\n${lines.join('')}`,
    commands: `${commands.join('\n')}\n`,
    firstCell,
  }
}

const entry = (file: string | undefined, frames: number) =>
  `file '${(file ?? '').replaceAll("'", "'\\''")}'\nduration ${(frames / STILLS_FPS).toFixed(2)}\n`

/** Lays the cells over `[base]`, giving `[film]`. Reads `commands.txt` from the working folder. */
export function overlayGraph(plan: SheetPlan, input: number, firstCell: number): string[] {
  const { band } = plan
  return [
    `[${input}:v]settb=1/3000,setpts=PTS*${STILLS_FPS}/${FPS},` +
      'scale=out_color_matrix=bt709:out_range=tv,format=yuva420p,' +
      `fps=${FPS}:round=near,sendcmd=f=commands.txt,` +
      `crop@cell=${band.width}:${band.height}:0:${firstCell * band.height}[captions]`,
    `[base][captions]overlay=${band.x}:${band.y}[film]`,
  ]
}
