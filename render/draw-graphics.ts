import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AssetSources } from '#core/asset.ts'
import { cardsOf } from '#core/card.ts'
import { graphicsOf } from '#core/graphic.ts'
import type { Rect } from '#core/picture-parts.ts'
import type { PlannedGraphic } from '#remotion/drawing-page.tsx'
import type { Chunk } from './chunks.ts'
import { ask } from './draw-sheets.ts'
import { type DrawingBoard, drawnFrame } from './drawing-board.ts'
import type { RenderJob } from './render-clip.ts'

/** A graphic as FFmpeg lays it over the film. */
export type DrawnGraphic = {
  file: string
  /** px of the canvas. */
  box: Rect
  /** Whether a frame of the film shows it. */
  shows: (frame: number) => boolean
  /** Of a bar: how much of its box is filled at a frame, px of the canvas. */
  filled: { of: number; scale: number } | null
}

/** What lies on the picture besides its words. */
export type Graphics = {
  /** All that decides how a chunk's frames show them. */
  keyOf(chunk: Chunk): unknown
  /** Draws those that these chunks show, from the lowest to the topmost. */
  draw(chunks: Chunk[]): Promise<DrawnGraphic[]>
}

const nothing: Graphics = { keyOf: () => null, draw: async () => [] }

type Options = { scale: number; rate: number }

/** Lays the graphics out. `board`: null where there is nothing to draw. */
export async function graphicsOnFilm(
  job: RenderJob,
  { scale, rate }: Options,
  board: DrawingBoard | null,
): Promise<Graphics> {
  const { project, shape, assets, folder } = job
  if (!board || graphicsOf(project).length === 0) return nothing
  const { page, code } = board
  const pictures = await picturesOf(job)
  const planned = await ask(page, 'graphics', project, shape, pictures)
  const shows = ({ frames }: PlannedGraphic, frame: number) => {
    const at = drawnFrame(frame, rate)
    return frames.some(({ from, to }) => at >= from && at < to)
  }
  const shownIn = (graphic: PlannedGraphic, { at, frames }: Chunk) =>
    Array.from({ length: frames }, (_, i) => shows(graphic, at + i))
  return {
    keyOf: (chunk) =>
      planned.flatMap((graphic) => {
        const shown = shownIn(graphic, chunk)
        if (!shown.includes(true)) return []
        const { box, look, asset, bar } = graphic
        return [
          [code, scale, box, look, asset && assets?.[asset]?.key, runsOf(shown)],
          // A bar is another on every frame of the film.
          ...(bar ? [[chunk.at, job.frames, rate]] : []),
        ]
      }),
    async draw(chunks) {
      const drawn: DrawnGraphic[] = []
      for (const [index, graphic] of planned.entries()) {
        if (!chunks.some((chunk) => shownIn(graphic, chunk).includes(true))) continue
        const { box, bar } = graphic
        await ask(page, 'graphic', index)
        const file = `graphic-${index}.png`
        await writeFile(join(folder, file), await page.picture(box.width, box.height, scale))
        drawn.push({
          ...{ file, shows: (frame) => shows(graphic, frame) },
          box: {
            ...{ x: box.x * scale, y: box.y * scale },
            ...{ width: box.width * scale, height: box.height * scale },
          },
          filled: bar ? { of: job.frames, scale } : null,
        })
      }
      return drawn
    },
  }
}

/** Pictures go into the page as what they are: it has no business anywhere else. */
export async function picturesOf({ project, assets = {} }: RenderJob): Promise<AssetSources> {
  const wanted = [
    ...graphicsOf(project).flatMap((graphic) => ('asset' in graphic ? graphic.asset : [])),
    ...cardsOf(project).flatMap(({ overlay }) => overlay.asset ?? []),
  ]
  const found = await Promise.all(
    [...new Set(wanted)].map(async (id) => {
      const asset = assets[id]
      if (!asset) return []
      const bytes = await readFile(asset.path)
      const src = `data:${asset.type};base64,${bytes.toString('base64')}`
      return [[id, { src }]] as const
    }),
  )
  return Object.fromEntries(found.flat())
}

/** Lengths of stretches, the first of them hidden. */
function runsOf(shown: boolean[]): number[] {
  const runs = [0]
  let now = false
  for (const one of shown) {
    if (one === now) runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1
    else runs.push(1)
    now = one
  }
  return runs
}
