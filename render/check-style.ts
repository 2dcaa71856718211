import { hardTexts, PLAIN_TALK, spokenClip } from '#core/hard-texts.ts'
import type { StyleFacts } from '#core/written-style.ts'
import { withWrittenPage } from './draw-written.ts'
import { launchDrawingBrowser } from './drawing-browser.ts'
import type { Tools } from './tools.ts'

/** What was found out about a style by drawing with it. */
export type CheckedStyle = {
  facts: StyleFacts
  /** Pictures that an export of half a minute of talk draws, and of how many frames. */
  states: number
  frames: number
}

/**
 * Draws plain talk and every hard text with a style, as an export would. Fails with 'style.failed' and
 * the style's own fault.
 */
export async function checkStyle(
  tools: Pick<Tools, 'browser'>,
  style: { name: string; source: string },
): Promise<CheckedStyle> {
  const browser = await launchDrawingBrowser(tools)
  try {
    return await withWrittenPage(browser, { ...style, version: 0 }, {}, async ({ facts, page }) => {
      for (const text of Object.values(hardTexts)) await page.plan(spokenClip(text), '1:1')
      const { keys, frames } = await page.plan(spokenClip(PLAIN_TALK), '9:16')
      return { facts, states: keys.length, frames: frames.length }
    })
  } finally {
    await browser.close()
  }
}
