import { basename, join } from 'node:path'
import { captionPages } from '#core/caption-pages.ts'
import { FPS } from '#core/time.ts'
import type { Box } from '#remotion/caption-layout.ts'
import { readyBundle } from './bundle.ts'
import type { Chunk } from './chunks.ts'
import { contentName } from './content-name.ts'
import { cellsOfSheet, drawBackdrop, drawStates, planSheetsOf } from './draw-sheets.ts'
import { launchDrawingBrowser, type OpenPage } from './drawing-browser.ts'
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

/** Lays the captions out and hands them to `use`; the browser is there for as long as that runs. */
export async function withCaptions<T>(
  job: RenderJob,
  options: Options,
  use: (captions: Captions) => Promise<T>,
): Promise<T> {
  const { project, tools, signal, film } = job
  const writes = project.style.enabled && captionPages(project).length > 0
  if (!writes && film) return use(nothing)
  const browser = job.browser ?? (await launchDrawingBrowser(tools))
  // Ending the browser is what stops a drawing at once, however long it would take.
  const stop = () => void browser.close()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const bundle = await readyBundle()
    const page = await browser.open(bundle)
    try {
      return await use(await layOut(job, options, page, basename(bundle), writes))
    } finally {
      await page.close().catch(() => {})
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    if (!job.browser) await browser.close()
  }
}

async function layOut(
  job: RenderJob,
  { scale, rate }: Options,
  page: OpenPage,
  code: string,
  writes: boolean,
): Promise<Captions> {
  const { project, shape, folder, cache, signal, tell } = job
  const backdrop = async () => {
    const file = join(folder, 'backdrop.png')
    await drawBackdrop(page, { title: project.title, shape, file, scale })
    return { file, key: ['still', code, project.title, shape, scale] }
  }
  if (!writes) return { ...nothing, backdrop }

  const plan = await planSheetsOf(page, project, shape)
  const band = {
    x: plan.band.x * scale,
    y: plan.band.y * scale,
    width: plan.band.width * scale,
    height: plan.band.height * scale,
  }
  const emptyY = cellsOfSheet(plan, scale) * band.height
  // The name of the bundle carries a fingerprint of the code and fonts that draw.
  const look = [code, project.style, shape, scale]
  const keys = plan.keys.map((key) => contentName('state', [look, key]))
  const stateAt = (frame: number) =>
    plan.frames[Math.min(plan.frames.length - 1, Math.floor((frame * FPS) / rate + 1e-6))] ?? null
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
        ...{ page, plan, states: fresh, scale, folder, signal },
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
