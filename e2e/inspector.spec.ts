import { plainPng } from '#app/api/plain-png.fixtures.ts'
import { anotherBrowser, expect, logIn, ownSampleClip, test } from './journey.ts'

// A file that cannot be read is refused, of which browsers tell.
test.use({ allowedTrouble: [/422 \(Unprocessable/] })

test('what lies on a picture is put there, moved, timed and seen by others; the source is framed', async ({
  page,
  sample,
  browser,
}) => {
  await ownSampleClip(page, sample)
  const other = await anotherBrowser(browser)
  await logIn(other, sample.account)
  await other.goto(page.url())

  // A logo from the disk.
  await page.getByRole('tab', { name: 'Brand' }).click()
  await page.getByRole('switch', { name: 'Logo' }).click()
  const picker = page.getByRole('dialog', { name: 'Pictures' })
  await picker.getByLabel('Picture file').setInputFiles({
    ...{ name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('\x89PNG\r\n\x1a\nno') },
  })
  await expect(picker.getByRole('alert')).toContainText('broken.png')
  await picker.getByLabel('Picture file').setInputFiles({
    ...{ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(plainPng(200, 100)) },
  })
  await expect(page.getByRole('radiogroup', { name: 'Place of the logo' })).toBeVisible()

  // A text, dragged down on the stage; the other sees it, and undo takes the way back.
  await page.getByRole('button', { name: 'Add text' }).click()
  const handle = page.locator('[data-overlay^="text"]')
  await expect(handle).toBeVisible()
  const before = await handle.boundingBox()
  if (!before) throw new Error('the text has no place')
  const [x, y] = [before.x + before.width / 2, before.y + before.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 3, y + 90, { steps: 5 })
  await page.mouse.up()
  await expect.poll(async () => (await handle.boundingBox())?.y).toBeGreaterThan(before.y + 80)
  await expect(other.getByRole('button', { name: /^Your text, 0:00\.0 to/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await handle.boundingBox())?.y).toBeCloseTo(before.y, 0)

  // Its time, from the lane.
  const end = page.getByRole('button', { name: /^End of Your text/ })
  await expect(end).toHaveAccessibleName('End of Your text, 0:26.9')
  await end.focus()
  await page.keyboard.press('Shift+ArrowLeft')
  await expect(end).toHaveAccessibleName('End of Your text, 0:26.6')

  // The source, framed with the keys; a key stands in the lane for both.
  await page.getByRole('tab', { name: 'Layout' }).click()
  await page.getByRole('button', { name: 'Frame on the stage' }).click()
  const crop = page.locator('[data-crop]')
  await crop.focus()
  const keys = other.getByRole('button', { name: /^Framing key/ })
  // Faces have framed the clip already; this key is one more.
  const found = await keys.count()
  await page.keyboard.press('Shift+ArrowRight')
  await expect(page.getByText(/^Key \d of \d$/)).toBeVisible()
  await expect(keys).toHaveCount(found + 1)
  // Chosen by its words: the radio itself is hidden, and turns when the clip has taken the verb.
  await page.getByText('Fit, blur', { exact: true }).click()
  await expect(page.getByRole('radio', { name: 'Fit, blur' })).toBeChecked()
  await expect(page.getByText('There is nothing to crop.')).toBeVisible()
  await expect(page.locator('[data-save]').first()).toHaveAttribute('data-save', 'saved')

  // The look of it all, kept as a template; over another style it is seen first, then given, and undone.
  await page.getByRole('tab', { name: 'Style' }).click()
  await page.getByRole('button', { name: 'Save as template' }).click()
  const saving = page.getByRole('dialog', { name: 'Save as template' })
  await saving.getByLabel('Name').fill('House look')
  await saving.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(saving).toBeHidden()
  await page.getByRole('radio', { name: /^Boardroom/ }).click()
  await expect(page.getByRole('radio', { name: /^Boardroom/ })).toBeChecked()
  await expect(page.locator('[data-save]').first()).toHaveAttribute('data-save', 'saved')
  await page.getByRole('button', { name: 'Templates', exact: true }).click()
  const choosing = page.getByRole('dialog', { name: 'A template for this clip' })
  await choosing.getByRole('button', { name: /^House look/ }).click()
  await expect(choosing.getByRole('figure', { name: /with House look$/ })).toBeVisible()
  await choosing.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(choosing).toBeHidden()
  await expect(page.getByRole('region', { name: 'Template' })).toContainText('From House look, v1')
  await expect(page.getByRole('radio', { name: /^Boardroom/ })).not.toBeChecked()
  await page.getByRole('button', { name: /^Undo mine/ }).click()
  await expect(page.getByRole('radio', { name: /^Boardroom/ })).toBeChecked()
})
