import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { shapeSize } from '#core/shape.ts'
import { picturesOf } from './draw-graphics.ts'
import { ask } from './draw-sheets.ts'
import type { DrawingBoard } from './drawing-board.ts'
import type { RenderJob } from './render-clip.ts'

/** A card as the film shows it: a still, and what decides how it looks. */
export type DrawnCard = { file: string; key: unknown }

/** Draws a clip's cards, in their order. */
export async function drawCards(
  job: RenderJob,
  scale: number,
  board: DrawingBoard | null,
): Promise<DrawnCard[]> {
  const { cards, shape, folder, assets } = job
  if (!board || cards.length === 0) return []
  const { page, code } = board
  const pictures = await picturesOf(job)
  const { width, height } = shapeSize[shape]
  const drawn: DrawnCard[] = []
  for (const [i, { overlay }] of cards.entries()) {
    await ask(page, 'card', overlay, shape, pictures)
    const file = join(folder, `card-${i}.png`)
    await writeFile(file, await page.picture(width, height, scale))
    const { id, afterHook, ms, on, ...look } = { afterHook: null, ...overlay }
    const asset = overlay.asset && assets?.[overlay.asset]?.key
    drawn.push({ file, key: ['card', code, scale, shape, look, asset] })
  }
  return drawn
}
