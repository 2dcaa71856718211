import { join } from 'node:path'
import type { Box } from '#remotion/caption-layout.ts'
import type { Chunk } from './chunks.ts'
import { contentName } from './content-name.ts'
import { cellsOfSheet, drawBackdrop, drawStates } from './draw-sheets.ts'
import { type DrawingBoard, drawnFrame, hasCaptions } from './drawing-board.ts'
import { openDrawnCells } from './drawn-cells.ts'
import type { RenderJob } from './render-clip.ts'
import type { Cell } from './sheet-feed.ts'

/** What is written over a film: laid out once, drawn only where it is wanted. */
export type Captions = {
  /** What a cell covers, px of the canvas, and where every sheet is empty; null: nothing is written. */
  laid: { band: Box; emptyY: number } | null
  /** All that decides what is written on a chunk's frames. */
  keyOf(chunk: Chunk): unknown
  /** Draws what these chunks need and is not known yet; gives the cell of each of their frames. */
  draw(chunks: Chunk[]): Promise<(Cell | null)[]>
  /** Draws the still that takes the picture's place, and says what decides it. */
  backdrop(): Promise<{ file: string; key: unknown }>
  states: { all: number; drawn: number }
}

const nothing: Captions = {
  laid: null,
  keyOf: () => null,
  draw: async (chunks) => chunks.flatMap((chunk) => Array<null>(chunk.frames).fill(null)),
  backdrop: () => Promise.reject(new Error('a film needs no backdrop')),
  states: { all: 0, drawn: 0 },
}

type Options = {
  /** Pixels for each of the layout's. */
  scale: number
  /** Frames a second of the film. Captions change at most thirty times a second, whatever it is. */
  rate: number
}

/** Lays the captions out. `page`: null where there is nothing to draw. */
export const captionsOf = async (
  job: RenderJob,
  options: Options,
  page: DrawingBoard | null,
): Promise<Captions> => (page ? layOut(job, options, page) : nothing)

async function layOut(
  job: RenderJob,
  { scale, rate }: Options,
  { page, code, captions }: DrawingBoard,
): Promise<Captions> {
  const { project, shape, folder, cache, signal, tell } = job
  const backdrop = async () => {
    const file = join(folder, 'backdrop.png')
    await drawBackdrop(page, { title: project.title, shape, file, scale })
    return { file, key: ['still', code, project.title, shape, scale] }
  }
  if (!hasCaptions(project)) return { ...nothing, backdrop }

  const plan = await captions.page.plan(project, shape)
  const band = {
    x: plan.band.x * scale,
    y: plan.band.y * scale,
    width: plan.band.width * scale,
    height: plan.band.height * scale,
  }
  const emptyY = cellsOfSheet(plan, scale) * band.height
  const look = [captions.code, project.style, shape, scale, plan.besides]
  const keys = plan.keys.map((key) => contentName('state', [look, key]))
  const stateAt = (frame: number) =>
    plan.frames[Math.min(plan.frames.length - 1, drawnFrame(frame, rate))] ?? null
  const statesOf = ({ at, frames }: Chunk) =>
    Array.from({ length: frames }, (_, i) => stateAt(at + i))
  const states = { all: keys.length, drawn: 0 }
  return {
    laid: { band, emptyY },
    keyOf: (chunk) => statesOf(chunk).map((state) => (state === null ? null : keys[state])),
    backdrop,
    states,
    async draw(chunks) {
      const known = await openDrawnCells(cache, [look, plan.band], band.height, folder)
      const wanted = [...new Set(chunks.flatMap(statesOf))].filter((state) => state !== null)
      const cells = new Map<number, Cell>()
      const fresh: number[] = []
      for (const state of wanted) {
        const cell = await known.find(keys[state] ?? '')
        if (cell) cells.set(state, cell)
        else fresh.push(state)
      }
      const sheets = await drawStates({
        ...{ page: captions.page, plan, states: fresh, scale, folder, signal },
        onProgress: (share) => tell('captions', share),
      })
      for (const { file, states: drawn } of sheets) {
        for (const [i, state] of drawn.entries()) cells.set(state, { file, y: i * band.height })
        await known.add(
          file,
          drawn.map((state) => keys[state] ?? ''),
        )
      }
      await known.save()
      states.drawn = fresh.length
      return chunks
        .flatMap(statesOf)
        .map((state) => (state === null ? null : (cells.get(state) ?? null)))
    },
  }
}
