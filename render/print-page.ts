import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { launchDrawingBrowser } from './drawing-browser.ts'
import type { Tools } from './tools.ts'

const { resolve } = createRequire(import.meta.url)

/** The letters a page may have, by the name of the folder it finds their sheet in. */
const fonts = {
  inter: '@fontsource-variable/inter/index.css',
  arabic: '@fontsource-variable/noto-sans-arabic/index.css',
  hebrew: '@fontsource-variable/noto-sans-hebrew/index.css',
  devanagari: '@fontsource/noto-sans-devanagari/400.css',
  jp: '@fontsource-variable/noto-sans-jp/index.css',
  kr: '@fontsource-variable/noto-sans-kr/index.css',
  sc: '@fontsource-variable/noto-sans-sc/index.css',
  emoji: '@fontsource/noto-color-emoji/emoji-400.css',
}

/** A browser takes a second and some hundred MB: whoever comes meanwhile waits. */
let before: Promise<unknown> = Promise.resolve()

/**
 * A page as a PDF on A4, by a browser of its own that reaches the page's fonts and nothing else. One at
 * a time. Throws 'tool.missing' where there is no browser.
 */
export function printPage(tools: Pick<Tools, 'browser'>, html: string): Promise<Buffer> {
  const printed = before.then(() => print(tools, html))
  before = printed.catch(() => {})
  return printed
}

async function print(tools: Pick<Tools, 'browser'>, html: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-print-'))
  try {
    await writeFile(join(folder, 'index.html'), html)
    for (const [name, sheet] of Object.entries(fonts)) {
      const path = resolve(sheet)
      const at = join(folder, 'fonts', name)
      await mkdir(at, { recursive: true })
      await symlink(path, join(at, 'sheet.css'))
      await symlink(join(dirname(path), 'files'), join(at, 'files'))
    }
    const browser = await launchDrawingBrowser(tools)
    try {
      const page = await browser.open(folder)
      return await page.print()
    } finally {
      await browser.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
