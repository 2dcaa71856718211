import type { Page } from '@playwright/test'
import { anotherBrowser, expect, firstWord, logIn, ownSampleClip, test, word } from './journey.ts'

/** What the sandbox refuses is told in the console of the frame, and so is a server that does not answer. */
test.use({ allowedTrouble: [/Content Security Policy|styles\.compile|net::ERR_FAILED/] })

/** Nine pictures are drawn in frames of their own, which on two cores takes its time. */
const drawn = { timeout: 120_000 }

const code = (page: Page) => page.getByLabel('Source of the style')

/** Writes a whole source over what is there. */
async function write(page: Page, source: string) {
  await code(page).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(source)
}

const style = (body: string) => `import { z } from 'zod'
import { field, Words } from '@cliproom/style'
export const props = z.object({ ink: field.color('#ff0000', 'Ink'), swing: field.number(48, { min: 24, max: 140, title: 'Swing' }) })
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

  // One writes, the other sees it; and in the picture it is seen too, with easy words and with hard ones.
  await write(other, style(''))
  await expect(code(page)).toContainText('const props')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await other.close()
  await expect(red(page, '9:16')).toBeAttached(drawn)
  await expect(red(page, 'Long word')).toBeAttached(drawn)
  await expect(page.getByLabel('Ink')).toBeVisible()

  // A number that cannot be says what can, and gives way to what stands.
  const swing = page.getByRole('spinbutton', { name: 'Swing' })
  await swing.fill('500')
  await expect(swing).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('24 to 140', { exact: true })).toBeVisible()
  await swing.blur()
  await expect(swing).toHaveValue('140')
  for (const typed of ['500', '']) {
    await swing.fill(typed)
    await swing.blur()
    await expect(swing).toHaveValue('140')
  }
  await expect(page.getByText('24 to 140', { exact: true })).toBeHidden()

  // An endless loop is told with its line, and the page goes on.
  await write(page, style('while (true) {}'))
  await expect(page.getByText(/Line 5: This runs without an end/).first()).toBeVisible(drawn)
  await expect(page.getByRole('button', { name: 'Publish v1' })).toBeDisabled()
  await write(page, style('const a ='))
  await expect(page.getByText(/^Line [56]: (?!This runs)/).first()).toBeVisible(drawn)

  await write(page, style(''))
  await expect(page.getByText(/Exports draw \d+ pictures for 30 seconds/)).toBeVisible(drawn)
  await page.getByRole('button', { name: 'Publish v1' }).click()
  await expect(page.getByText('v1 is published')).toBeVisible(drawn)
  expect(await page.title()).toContain('Red ink')

  // In the gallery of the editor, on the stage, and with its own property.
  await page.goto(clip)
  await page.getByRole('tab', { name: 'Style' }).click()
  await page.getByRole('button', { name: /^Red ink/ }).click()
  await expect(page.getByRole('button', { name: /^Red ink/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await expect(page.getByRole('region', { name: 'Style' })).toContainText('Red inkWritten here, v1')
  await page.getByLabel('Ink', { exact: true }).fill('#00ff00')
  await page.getByRole('button', { name: 'Back to the style’s own look' }).click()
  await expect(page.getByRole('button', { name: 'Back to the style’s own look' })).toBeDisabled()
  await expect(page.getByLabel('Ink', { exact: true })).toHaveValue('#ff0000')
  await expect(page.getByRole('button', { name: /^Red ink/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  // Where a word is said, it stands on the picture.
  await word(page, (await firstWord(page)) + 3).click()
  await expect(
    page.locator('iframe[title="Captions"]').contentFrame().locator('text[fill="#ff0000"]').first(),
  ).toBeAttached(drawn)
  await expect(page.getByText('The caption style failed')).toHaveCount(0)

  // A pull through many colours is one step.
  const ink = page.getByLabel('Ink', { exact: true })
  await ink.evaluate((input: HTMLInputElement) => {
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
    for (const colour of ['#00ff00', '#00ff88', '#0000ff']) {
      value?.set?.call(input, colour)
      input.dispatchEvent(new Event('input', { bubbles: true }))
    }
    input.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await expect(ink).toHaveValue('#0000ff')
  await page.getByRole('button', { name: /^Undo mine/ }).click()
  await expect(ink).toHaveValue('#ff0000')
})

test('what goes wrong is over once it is put right; a style is renamed, gone back on, and deleted', async ({
  page,
  sample,
}) => {
  await ownSampleClip(page, sample)
  await page.goto('/styles')
  await page.getByLabel('Name of a new style').fill('Two inks')
  await page.getByRole('button', { name: 'New style' }).click()
  await expect(code(page)).toContainText('export default function Marker')
  const moody = style("if (props.moody) throw new Error('Not today')").replace(
    "'Ink')",
    "'Ink'), moody: field.toggle(false, 'Moody')",
  )
  await write(page, moody)
  const publish = page.getByRole('button', { name: /^Publish/ })
  await expect(red(page, '9:16')).toBeAttached(drawn)
  await expect(publish).toBeEnabled()

  // A property that makes it fail, and put back.
  await page.getByRole('switch', { name: 'Moody' }).click()
  await expect(page.getByText('Line 5: Not today')).toBeVisible(drawn)
  await expect(publish).toBeDisabled()
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect(page.getByText('Line 5: Not today')).toHaveCount(0)
  await expect(publish).toBeEnabled()
  await expect(page.getByText(/Exports draw \d+ pictures for 30 seconds/)).toBeVisible(drawn)

  // Tab writes in the code; who has no mouse is told the way out of it.
  await expect(code(page)).toHaveAccessibleDescription('Esc, then Tab leaves the code.')
  await code(page).focus()
  await page.keyboard.press('Tab')
  await expect(code(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(code(page)).not.toBeFocused()

  // An empty file is told, and not shown as what it was.
  await code(page).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await expect(page.getByText('The file is empty.')).toBeVisible()
  await expect(publish).toBeDisabled()
  await expect(page.getByRole('figure', { name: '9:16' })).toHaveCount(0)

  // A server that does not answer is asked again, by itself.
  await page.route('**/trpc/styles.compile**', (route) => route.abort())
  await write(page, moody)
  await expect(page.getByText('The style is compiled as soon as it does.').first()).toBeVisible()
  await page.unroute('**/trpc/styles.compile**')
  await expect(publish).toBeEnabled(drawn)
  await publish.click()
  await expect(page.getByText('v1 is published')).toBeVisible(drawn)

  await write(page, style(''))
  await page.getByRole('button', { name: 'Versions' }).click()
  await page.getByRole('menuitem', { name: 'v1, in 0 clips' }).click()
  await expect(page.getByText('2 lines of it are not in the draft')).toBeVisible()
  await page.getByRole('button', { name: 'Put this back into the draft' }).click()
  await expect(code(page)).toContainText('Not today')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(code(page)).not.toContainText('Not today')

  await page.getByRole('button', { name: 'Versions' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByLabel('Name', { exact: true }).fill('One ink')
  await page.getByRole('button', { name: 'Rename' }).click()
  await expect(page.getByRole('heading', { name: 'One ink' })).toBeVisible()
  await expect(page).toHaveTitle(/^One ink/)

  await page.getByRole('button', { name: 'Versions' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page.getByText('No clip has it.')).toBeVisible()
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('heading', { name: 'Caption styles' })).toBeVisible()
  await expect(page.getByText('One ink')).toHaveCount(0)
})
