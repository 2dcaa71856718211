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

test('whoever is followed leads the way, until one touches anything', async ({
  page,
  browser,
  sample,
}) => {
  await ownSampleClip(page, sample)
  const other = await anotherBrowser(browser)
  await logIn(other, sample.account)
  await other.goto(page.url())
  await seesClip(other)
  const playhead = (one: typeof page) => one.getByRole('slider', { name: 'Playhead' })
  const following = page.getByText('You follow Ana. Any key or press ends it.')

  await page.getByRole('button', { name: /^Follow Ana/ }).click()
  await expect(following).toBeVisible()
  await expect(other.getByRole('button', { name: /who follows you$/ })).toBeVisible()

  // A word they go to is where my playhead goes.
  const index = (await firstWord(other)) + 6
  await word(other, index).click()
  await expect(playhead(other)).not.toHaveAttribute('aria-valuenow', '0')
  const there = (await playhead(other).getAttribute('aria-valuenow')) ?? ''
  await expect(playhead(page)).toHaveAttribute('aria-valuenow', there)

  // Esc lets go, and what they do next is theirs alone.
  await page.keyboard.press('Escape')
  await expect(following).toHaveCount(0)
  await word(other, index + 4).click()
  await expect(playhead(other)).not.toHaveAttribute('aria-valuenow', there)
  await expect(other.getByRole('button', { name: /who follows you$/ })).toHaveCount(0)
  await expect(playhead(page)).toHaveAttribute('aria-valuenow', there)
})
