import { basename } from 'node:path'
import type { ClipProject } from '#core/clip-project.ts'
import { AppError } from '#core/errors.ts'
import { type CompiledStyle, type StyleFacts, sayFault } from '#core/written-style.ts'
import type { StyleAnswer, StyleDrawingPage } from '#remotion/written/style-page.tsx'
import { compileStyle } from './compile-style.ts'
import { type SheetPage, sheetsOf } from './draw-sheets.ts'
import { type DrawingBrowser, PageCrashed } from './drawing-browser.ts'
import { readyStylePage } from './written-bundle.ts'

/** A style that somebody wrote, as exports are given it. */
export type WrittenSource = {
  name: string
  version: number
  source: string
}

/** The page that draws a written style. */
export type WrittenPage = {
  page: SheetPage
  /** Another whenever it would draw otherwise. */
  code: string
  /** What the style says of itself. */
  facts: StyleFacts
}

/** How long one question may take, ms; the style itself has less, and this is what is left to go wrong. */
const LONGEST_MS = 120_000

/**
 * Opens a page of its own for a style, and hands it to `use`. Whatever the style does, it costs this
 * drawing alone: what takes too long or too much fails with 'style.failed', and the browser is ended.
 */
export async function withWrittenPage<T>(
  browser: DrawingBrowser,
  written: WrittenSource,
  props: ClipProject['style']['overrides'],
  use: (page: WrittenPage) => Promise<T>,
): Promise<T> {
  const fails = (say: string, cause?: unknown) =>
    new AppError('style.failed', {
      detail: `The caption style “${written.name}” failed. ${say}`,
      cause,
    })
  const compiled = await compileStyle(written.source)
  if (!compiled.ok) throw fails(compiled.faults[0] ? sayFault(compiled.faults[0]) : '')
  const folder = await readyStylePage()
  const page = await browser.open(folder)
  const inTime = async <R>(work: Promise<R>): Promise<R> => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(fails('It took too long, and was stopped.'))
        void browser.close()
      }, LONGEST_MS)
    })
    try {
      return await Promise.race([work, late])
    } catch (error) {
      if (!(error instanceof PageCrashed)) throw error
      throw fails('It used more memory than there is, and was stopped.', error)
    } finally {
      clearTimeout(timer)
    }
  }
  const ask = async <Name extends keyof StyleDrawingPage>(
    name: Name,
    ...args: Parameters<StyleDrawingPage[Name]>
  ) => {
    type Value =
      Awaited<ReturnType<StyleDrawingPage[Name]>> extends StyleAnswer<infer V> ? V : never
    const answer = await inTime(page.call<StyleAnswer<Value>>(name, ...args))
    if (!answer.ok) throw fails(sayFault(answer.fault))
    return answer.value
  }
  try {
    const facts = await ask('open', compiled.style satisfies CompiledStyle, props)
    return await use({
      code: basename(folder),
      facts,
      page: {
        plan: (project, shape) => ask('plan', project, shape),
        sheets: async (...args) => {
          const lengths = await ask('sheets', ...args)
          return sheetsOf(await inTime(page.handedOut()), lengths)
        },
      },
    })
  } finally {
    await page.close().catch(() => {})
  }
}
