import { plainPng } from '#app/api/plain-png.fixtures.ts'
import { anotherBrowser, expect, logIn, ownSampleClip, test } from './journey.ts'

test('on a phone the way to delete a picture is seen before it is touched, and what was deleted comes back', async ({
  page,
  sample,
  browser,
}) => {
  await ownSampleClip(page, sample)
  const phone = await anotherBrowser(browser, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  await logIn(phone, sample.account)
  await phone.goto(page.url())
  await phone.getByRole('button', { name: 'Look and sound' }).tap()
  await phone.getByRole('tab', { name: 'Brand' }).tap()
  const open = phone.getByRole('button', { name: 'Add picture' })
  await open.tap()
  const file = { name: 'Flag.png', mimeType: 'image/png', buffer: Buffer.from(plainPng(30, 20)) }
  await phone.getByLabel('Picture file').setInputFiles(file)
  await expect(phone.getByRole('dialog', { name: 'Pictures' })).toBeHidden()

  await open.tap()
  const remove = phone.getByRole('button', { name: 'Delete Flag.png' })
  await expect(remove).toHaveCSS('opacity', '1')
  const box = await remove.boundingBox()
  expect([box?.width, box?.height]).toEqual([44, 44])
  // Beside the picture's name, never over the picture that a tap chooses.
  const choose = phone.getByRole('button', { name: 'Flag.png', exact: true })
  const picture = await choose.locator('img').boundingBox()
  expect(box?.y).toBeGreaterThanOrEqual((picture?.y ?? 0) + (picture?.height ?? 0))

  await remove.tap()
  await expect(phone.getByText('Deleted “Flag.png”')).toBeVisible()
  await expect(remove).toHaveCount(0)
  await phone.getByRole('button', { name: 'Undo: bring back Flag.png' }).tap()
  await expect(remove).toBeVisible()
})
