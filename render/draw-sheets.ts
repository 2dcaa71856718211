import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClipProject } from '#core/clip-project.ts'
import { type Shape, shapeSize } from '#core/shape.ts'
import type { DrawingPage } from '#remotion/drawing-page.tsx'
import type { SheetSize } from '#remotion/paint-sheet.ts'
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
export type SheetPage = {
  /** Lays the captions out: which states there are, and which frame shows which. */
  plan(project: ClipProject, shape: Shape): Promise<SheetPlan>
  /** These states of the last plan, one in each cell: as many sheets as they fill, as TGA. */
  sheets(states: number[], size: SheetSize): Promise<Buffer[]>
}

/** The drawing page as what draws captions in our own styles. */
export const sheetPage = (page: OpenPage): SheetPage => ({
  plan: (project, shape) => ask(page, 'plan', project, shape),
  sheets: async (...args) => {
    const lengths = await ask(page, 'sheets', ...args)
    return sheetsOf(await page.handedOut(), lengths)
  },
})

/** Sheets as a page hands them out: one after another. Throws where they are not as long as it says. */
export function sheetsOf(bytes: Buffer, lengths: number[]): Buffer[] {
  let at = 0
  const sheets = lengths.map((length) => {
    at += length
    return bytes.subarray(at - length, at)
  })
  if (at !== bytes.length) throw new Error(`${bytes.length} bytes of sheets, not ${at}`)
  return sheets
}

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

/** As high as cells are drawn in one go, px of the layout: it saves a fifth of the work. */
const TALLEST = 16_384

/** Cells of a sheet that hold states, at this scale. All sheets of an export are equally large. */
export const cellsOfSheet = ({ band, cells }: SheetPlan, scale: number): number =>
  Math.max(1, Math.min(cells, Math.floor(LONGEST / (band.height * scale)) - 1))

/** Draws states of the captions, many to a picture, with alpha. */
export async function drawStates(options: DrawOptions): Promise<Sheet[]> {
  const { page, plan, states, scale = 1, folder, signal, onProgress } = options
  const cells = cellsOfSheet(plan, scale)
  const atOnce = cells * Math.max(1, Math.floor(TALLEST / (plan.band.height * cells)))
  const sheets: Sheet[] = []
  let writing: Promise<unknown> = Promise.resolve()
  for (let first = 0; first < states.length; first += atOnce) {
    signal?.throwIfAborted()
    const some = states.slice(first, first + atOnce)
    const pictures = await page.sheets(some, { cells, scale })
    // The disk takes some sheets while the browser draws the next.
    await writing
    writing = Promise.all(
      pictures.map((picture, i) => {
        const file = join(folder, `sheet-${sheets.length}.tga`)
        sheets.push({ file, states: some.slice(i * cells, (i + 1) * cells) })
        return writeFile(file, picture)
      }),
    )
    // Its failure is told where it is awaited.
    writing.catch(() => {})
    onProgress?.(Math.min(1, (first + atOnce) / states.length))
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
