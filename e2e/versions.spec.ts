import {
  anotherBrowser,
  expect,
  firstWord,
  logIn,
  ownSampleClip,
  seesClip,
  test,
  word,
} from './journey.ts'

test('a version is named, looked at alone, restored for everybody, and that is undone', async ({
  page,
  browser,
  sample,
}) => {
  await ownSampleClip(page, sample)
  const other = await anotherBrowser(browser)
  await logIn(other, sample.account)
  await other.goto(page.url())
  await seesClip(other)
  const first = await firstWord(page)
  const cut = [2, 3, 4].map((n) => first + n)
  const isCut = async (one: typeof page, yes: boolean) => {
    for (const index of cut) {
      if (yes) await expect(word(one, index)).toHaveClass(/word-cut/)
      else await expect(word(one, index)).not.toHaveClass(/word-cut/)
    }
  }

  await page.keyboard.press('h')
  const history = page.getByRole('region', { name: 'Versions' })
  await history.getByRole('button', { name: 'Name this version' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Before we shorten it')
  await page.getByRole('button', { name: 'Keep it' }).click()
  const v1 = history.getByRole('button', { name: 'Look at v1, Before we shorten it' })
  await expect(v1).toBeVisible()

  await word(other, first + 2).click()
  await word(other, first + 4).click({ modifiers: ['Shift'] })
  await other.keyboard.press('Backspace')
  await isCut(page, true)

  // Looking is private: the clip itself stays as it is.
  await v1.click()
  await expect(page.getByText('This is v1.')).toBeVisible()
  await isCut(page, false)
  await isCut(other, true)
  await page.getByRole('button', { name: 'Back to now' }).click()
  await isCut(page, true)

  await v1.click()
  await history.getByRole('button', { name: 'Restore…' }).click()
  const question = page.getByRole('dialog', { name: 'Restore v1 as a new edit?' })
  await expect(question.getByText(/^3 words, /)).toBeVisible()
  await question.getByRole('button', { name: 'Restore v1' }).click()
  await isCut(other, false)
  await isCut(page, false)
  await expect(page.getByText('This is v1.')).toHaveCount(0)

  await page.keyboard.press('Control+z')
  await isCut(page, true)
  await isCut(other, true)
})
