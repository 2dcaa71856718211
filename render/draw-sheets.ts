import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClipProject } from '#core/clip-project.ts'
import { type Shape, shapeSize } from '#core/shape.ts'
import type { DrawingPage } from '#remotion/drawing-page.tsx'
import type { SheetPlan } from '#remotion/sheet-plan.ts'
import type { OpenPage } from './drawing-browser.ts'

export type DrawnSheets = { plan: SheetPlan; files: string[] }

/** Calls the page under its own types. */
const ask = <Name extends keyof DrawingPage>(
  page: OpenPage,
  name: Name,
  ...args: Parameters<DrawingPage[Name]>
) => page.call<Awaited<ReturnType<DrawingPage[Name]>>>(name, ...args)

type DrawOptions = {
  project: ClipProject
  shape: Shape
  page: OpenPage
  /** Where the pictures go; it must exist. */
  folder: string
  signal?: AbortSignal | undefined
  /** Share of the sheets that are drawn, 0–1. */
  onProgress?: (share: number) => void
}

/** Draws every state the captions go through, many to a picture, with alpha. */
export async function drawSheets(options: DrawOptions): Promise<DrawnSheets> {
  const { project, shape, page, folder, signal, onProgress } = options
  const plan = await ask(page, 'plan', project, shape)
  const files: string[] = []
  let writing = Promise.resolve()
  for (let sheet = 0; sheet < plan.sheets; sheet++) {
    signal?.throwIfAborted()
    await ask(page, 'sheet', sheet)
    const picture = await page.picture(plan.band.width, plan.band.height * (plan.cells + 1))
    // The disk takes one sheet while the browser draws the next.
    await writing
    const file = join(folder, `sheet-${sheet}.png`)
    writing = writeFile(file, picture)
    files.push(file)
    onProgress?.((sheet + 1) / plan.sheets)
  }
  await writing
  return { plan, files }
}

/** Draws the picture a clip without picture has. */
export async function drawBackdrop(
  page: OpenPage,
  { title, shape, file }: { title: string; shape: Shape; file: string },
): Promise<void> {
  await ask(page, 'backdrop', title, shape)
  const { width, height } = shapeSize[shape]
  await writeFile(file, await page.picture(width, height))
}
