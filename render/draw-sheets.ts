import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClipProject } from '#core/clip-project.ts'
import { type Shape, shapeSize } from '#core/shape.ts'
import type { DrawingPage } from '#remotion/drawing-page.tsx'
import type { SheetPlan } from '#remotion/sheet-plan.ts'
import type { OpenPage } from './drawing-browser.ts'

/** A picture of several states, each in a cell as high as the band, then an empty cell. */
export type Sheet = { file: string; states: number[] }

/** Calls the page under its own types. */
export const ask = <Name extends keyof DrawingPage>(
  page: OpenPage,
  name: Name,
  ...args: Parameters<DrawingPage[Name]>
) => page.call<Awaited<ReturnType<DrawingPage[Name]>>>(name, ...args)

/** What draws captions: our own styles, or one that somebody wrote. */
export type SheetPage = Pick<OpenPage, 'picture'> & {
  /** Lays the captions out: which states there are, and which frame shows which. */
  plan(project: ClipProject, shape: Shape): Promise<SheetPlan>
  /** Draws these states of the last plan. */
  sheet(states: number[]): Promise<void>
}

/** The drawing page as what draws captions in our own styles. */
export const sheetPage = (page: OpenPage): SheetPage => ({
  picture: page.picture,
  plan: (project, shape) => ask(page, 'plan', project, shape),
  sheet: (states) => ask(page, 'sheet', states),
})

type DrawOptions = {
  page: SheetPage
  /** The plan this page made last. */
  plan: SheetPlan
  /** Which of its states. */
  states: number[]
  /** Pixels for each of the layout's. */
  scale?: number
  /** Where the pictures go; it must exist. */
  folder: string
  signal?: AbortSignal | undefined
  /** Share of the sheets that are drawn, 0–1. */
  onProgress?: (share: number) => void
}

/** No side of a picture is longer, px: every decoder reads it. */
const LONGEST = 16_000

/** Cells of a sheet that hold states, at this scale. All sheets of an export are equally large. */
export const cellsOfSheet = ({ band, cells }: SheetPlan, scale: number): number =>
  Math.max(1, Math.min(cells, Math.floor(LONGEST / (band.height * scale)) - 1))

/** Draws states of the captions, many to a picture, with alpha. */
export async function drawStates(options: DrawOptions): Promise<Sheet[]> {
  const { page, plan, states, scale = 1, folder, signal, onProgress } = options
  const cells = cellsOfSheet(plan, scale)
  const sheets: Sheet[] = []
  let writing = Promise.resolve()
  for (let first = 0; first < states.length; first += cells) {
    signal?.throwIfAborted()
    const some = states.slice(first, first + cells)
    await page.sheet(some)
    const picture = await page.picture(plan.band.width, plan.band.height * (cells + 1), scale)
    // The disk takes one sheet while the browser draws the next.
    await writing
    const file = join(folder, `sheet-${sheets.length}.png`)
    writing = writeFile(file, picture)
    // Its failure is told where it is awaited.
    writing.catch(() => {})
    sheets.push({ file, states: some })
    onProgress?.(Math.min(1, (first + cells) / states.length))
  }
  await writing
  return sheets
}

/** Draws every state the captions go through. */
export async function drawSheets({
  project,
  shape,
  ...options
}: Omit<DrawOptions, 'plan' | 'states'> & { project: ClipProject; shape: Shape }) {
  const plan = await options.page.plan(project, shape)
  const sheets = await drawStates({ ...options, plan, states: [...plan.keys.keys()] })
  return { plan, files: sheets.map((sheet) => sheet.file) }
}

/** Draws the picture a clip without picture has. */
export async function drawBackdrop(
  page: OpenPage,
  { title, shape, file, scale }: { title: string; shape: Shape; file: string; scale: number },
): Promise<void> {
  await ask(page, 'backdrop', title, shape)
  const { width, height } = shapeSize[shape]
  await writeFile(file, await page.picture(width, height, scale))
}
