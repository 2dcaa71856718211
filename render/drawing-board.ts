import { basename } from 'node:path'
import { captionPages } from '#core/caption-pages.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { AppError } from '#core/errors.ts'
import { graphicsOf } from '#core/graphic.ts'
import { FPS } from '#core/time.ts'
import { readyBundle } from './bundle.ts'
import { type SheetPage, sheetPage } from './draw-sheets.ts'
import { type WrittenSource, withWrittenPage } from './draw-written.ts'
import { launchDrawingBrowser, type OpenPage } from './drawing-browser.ts'
import type { RenderJob } from './render-clip.ts'

/** The page that draws, and a name that is another whenever it would draw otherwise. */
export type DrawingBoard = {
  page: OpenPage
  code: string
  /** What draws the captions: the same, or a page of its own for a style that somebody wrote. */
  captions: { page: SheetPage; code: string }
}

export const hasCaptions = (project: ClipProject): boolean =>
  project.style.enabled && captionPages(project).length > 0

/**
 * What is drawn, thirty times a second, while a frame of the film shows that has `rate` frames a second.
 */
export const drawnFrame = (frame: number, rate: number): number =>
  Math.floor((frame * FPS) / rate + 1e-6)

/** The style somebody wrote that a clip's captions have; throws where it is named and not there. */
export function writtenOf({
  project: { style },
  written,
}: Pick<RenderJob, 'project' | 'written'>): WrittenSource | null {
  if (!style.enabled || style.template === null) return null
  if (!written) throw new AppError('style.not-found')
  return written
}

/**
 * Hands the drawing page to `use`; the browser is there for as long as that runs. Null where nothing is
 * drawn: then none is started.
 */
export async function withDrawingBoard<T>(
  job: RenderJob,
  use: (board: DrawingBoard | null) => Promise<T>,
): Promise<T> {
  const { project, tools, signal, film } = job
  const drawn = hasCaptions(project) || graphicsOf(project).length > 0 || job.cards.length > 0
  if (film && !drawn) return use(null)
  const browser = job.browser ?? (await launchDrawingBrowser(tools))
  // Ending the browser is what stops a drawing at once, however long it would take.
  const stop = () => void browser.close()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const bundle = await readyBundle()
    const page = await browser.open(bundle)
    let after = page.close
    try {
      // The name of the bundle carries a fingerprint of the code and fonts that draw.
      const code = basename(bundle)
      const written = hasCaptions(project) ? writtenOf(job) : null
      const made = written
        ? await withWrittenPage(browser, written, project.style.overrides, (captions) =>
            use({ page, code, captions }),
          )
        : await use({ page, code, captions: { page: sheetPage(page), code } })
      // Pictures that people brought are not kept in memory for whoever comes next.
      if (graphicsOf(project).length === 0 && job.cards.length === 0) after = page.leave
      return made
    } finally {
      await after().catch(() => {})
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    if (!job.browser) await browser.close()
  }
}
