import type { Page } from '@playwright/test'
import { hostileStyles } from '#remotion/written/hostile.fixtures.ts'
import { anotherBrowser, expect, logIn, ownSampleClip, test } from './journey.ts'

/** What the sandbox refuses is told in the console of the frame. */
test.use({ allowedTrouble: [/Content Security Policy/] })

/** Those that the preview has an answer of its own to; exports are tried with all. */
const some = [
  'loops in a callback',
  'throws',
  'asks the network',
  'makes code of text',
  'reaches for the page around it',
  'speaks for itself',
  'draws a script',
  'draws far too much',
  'changes what everything is made of',
]

const code = (page: Page) => page.getByLabel('Source of the style')

/** Writes a whole source over what is there. */
async function write(page: Page, source: string) {
  await code(page).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(source)
}

const style = (body: string) => `import { z } from 'zod'
import { field, Words } from '@cliproom/style'
export const props = z.object({ ink: field.color('#ff0000', 'Ink') })
export default function Style({ page, props, frame }) {
  ${body}
  return <Words page={page} paint={() => ({ fill: props.ink })} />
}`

const red = (page: Page, name: string) =>
  page
    .getByRole('figure', { name, exact: true })
    .locator('iframe')
    .contentFrame()
    .locator('text[fill="#ff0000"]')
    .first()

test('a style is written by two, goes wrong without harm, and is published and used', async ({
  page,
  sample,
  browser,
}) => {
  await ownSampleClip(page, sample)
  const clip = page.url()
  const other = await anotherBrowser(browser)
  await logIn(other, sample.account)

  await page.goto('/styles')
  await page.getByLabel('Name of a new style').fill('Red ink')
  await page.getByRole('button', { name: 'New style' }).click()
  await expect(code(page)).toContainText('export default function Marker')
  await other.goto(page.url())
  await expect(code(other)).toContainText('export default function Marker')

  // One writes, the other sees it, in the code and in the picture.
  await write(page, style(''))
  await expect(code(other)).toContainText('const props')
  await expect(red(page, '9:16')).toBeAttached()
  await expect(red(other, 'Long word')).toBeAttached()
  await expect(page.getByLabel('Ink')).toBeVisible()

  // An endless loop is told with its line, and the page goes on.
  await write(other, style('while (true) {}'))
  await expect(page.getByText(/Line 5: This runs without an end/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Publish v1' })).toBeDisabled()
  // Nor does anything else that means no good do more than be told.
  for (const [name, source, said] of hostileStyles(new URL('/healthz', clip).href)) {
    if (!some.includes(name)) continue
    await write(page, source)
    await expect(page.getByText(said).first(), name).toBeVisible()
  }
  expect(await page.title()).toContain('Red ink')
  await write(page, style('const a ='))
  await expect(page.getByText(/^Line [56]: /).first()).toBeVisible()

  await write(page, style(''))
  await expect(page.getByText(/Exports draw \d+ pictures for 30 seconds/)).toBeVisible()
  await page.getByRole('button', { name: 'Publish v1' }).click()
  await expect(page.getByText('v1 is published')).toBeVisible({ timeout: 90_000 })
  expect(await page.title()).toContain('Red ink')

  // In the gallery of the editor, on the stage, and with its own property.
  await page.goto(clip)
  await page.getByRole('tab', { name: 'Style' }).click()
  await page.getByRole('button', { name: /^Red ink/ }).click()
  await expect(page.getByRole('button', { name: /^Red ink/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await expect(
    page.locator('iframe[title="Captions"]').contentFrame().locator('text').first(),
  ).toBeAttached()
  await expect(page.getByText('The caption style failed')).toHaveCount(0)
})
