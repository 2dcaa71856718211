import type { Page } from '@playwright/test'
import { cuttableNetwork } from './cuttable-network.ts'
import {
  anotherBrowser,
  expect,
  firstWord,
  logIn,
  ownSampleClip,
  saveState,
  seesClip,
  test,
  word,
} from './journey.ts'

async function cut(page: Page, index: number) {
  await word(page, index).click()
  await page.keyboard.press('Backspace')
  await expect(word(page, index)).toHaveClass(/word-cut/)
}

test('what two people change while they are cut off joins when they are back, and a closed tab loses nothing', async ({
  page,
  browser,
  baseURL,
  allowedTrouble,
  sample,
}) => {
  // What a browser says of a connection that is not there.
  allowedTrouble.push(/net::ERR_|WebSocket connection/)
  const server = baseURL ?? ''
  const [mine, theirs] = [await cuttableNetwork(server), await cuttableNetwork(server)]
  await ownSampleClip(page, sample)
  const { pathname } = new URL(page.url())
  await page.goto(mine.url + pathname)
  await seesClip(page)
  const other = await anotherBrowser(browser)
  await logIn(other, sample.account)
  await other.goto(theirs.url + pathname)
  await seesClip(other)
  const first = await firstWord(page)

  // Both lose the network, and both go on.
  mine.cut()
  theirs.cut()
  await cut(page, first + 1)
  await cut(page, first + 2)
  await cut(other, first + 4)
  await expect(saveState(page)).toHaveText('Offline, 2 changes kept on this device')
  await expect(saveState(other)).toHaveText('Offline, 1 change kept on this device')

  // One closes the tab offline. Opened again, it brings what it kept.
  const context = page.context()
  await page.close()
  mine.mend()
  const again = await context.newPage()
  await again.goto(mine.url + pathname)
  await seesClip(again)
  for (const index of [1, 2]) await expect(word(again, first + index)).toHaveClass(/word-cut/)

  theirs.mend()
  await expect(saveState(other)).toHaveText('Saved', { timeout: 40_000 })
  for (const one of [again, other])
    for (const index of [1, 2, 4]) await expect(word(one, first + index)).toHaveClass(/word-cut/)

  // And the server has it all: a browser that was never here sees the same.
  const third = await anotherBrowser(browser)
  await logIn(third, sample.account)
  await third.goto(pathname)
  await seesClip(third)
  for (const index of [1, 2, 4]) await expect(word(third, first + index)).toHaveClass(/word-cut/)
  await expect(word(third, first + 3)).not.toHaveClass(/word-cut/)
  await Promise.all([mine.close(), theirs.close()])
})
