import {
  anotherBrowser,
  expect,
  firstWord,
  logIn,
  openSampleClip,
  signUp,
  test,
  word,
} from './journey.ts'

test('whoever is followed leads the way, until one touches anything', async ({ page, browser }) => {
  const account = await signUp(page)
  await openSampleClip(page)
  const other = await anotherBrowser(browser)
  await logIn(other, account)
  await other.goto(page.url())
  await expect(other.locator('[data-save="saved"]').first()).toBeVisible()
  const playhead = (one: typeof page) => one.getByRole('slider', { name: 'Playhead' })

  await page.getByRole('button', { name: /^Follow Ana/ }).click()
  await expect(page.getByText('You follow Ana. Any key or press ends it.')).toBeVisible()
  await expect(other.getByRole('button', { name: /who follows you$/ })).toBeVisible()

  // A word they go to is where my playhead goes, and their selection is drawn in my text.
  const index = (await firstWord(other)) + 6
  await word(other, index).click()
  const there = await playhead(other).getAttribute('aria-valuenow')
  await expect(playhead(page)).toHaveAttribute('aria-valuenow', there ?? '')

  // Esc lets go, and what they do next is theirs alone.
  await page.keyboard.press('Escape')
  await expect(page.getByText('You follow Ana. Any key or press ends it.')).toHaveCount(0)
  await word(other, index + 4).click()
  await expect(playhead(other)).not.toHaveAttribute('aria-valuenow', there ?? '')
  await other.keyboard.press('Shift+ArrowRight')
  await expect(playhead(page)).toHaveAttribute('aria-valuenow', there ?? '')
})
