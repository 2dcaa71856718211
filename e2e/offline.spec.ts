import type { Page } from '@playwright/test'
import { cuttableNetwork } from './cuttable-network.ts'
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

async function cut(page: Page, index: number) {
  await word(page, index).click()
  await page.keyboard.press('Backspace')
  await expect(word(page, index)).toHaveClass(/word-cut/)
}

const saveState = (page: Page) => page.locator('[data-save]').first()

test('what two people change while they are cut off joins when they are back, and a closed tab loses nothing', async ({
  page,
  browser,
  baseURL,
  allowedTrouble,
}) => {
  // What a browser says of a connection that is not there.
  allowedTrouble.push(/net::ERR_|WebSocket connection/)
  const server = baseURL ?? ''
  const [mine, theirs] = [await cuttableNetwork(server), await cuttableNetwork(server)]
  const account = await signUp(page)
  await openSampleClip(page)
  const { pathname } = new URL(page.url())
  await page.goto(mine.url + pathname)
  await expect(saveState(page)).toHaveText('Saved')
  const other = await anotherBrowser(browser)
  await logIn(other, account)
  await other.goto(theirs.url + pathname)
  await expect(saveState(other)).toHaveText('Saved')
  const first = await firstWord(page)

  // Both lose the network, and both go on.
  mine.cut()
  theirs.cut()
  await cut(page, first + 1)
  await cut(page, first + 2)
  await cut(other, first + 4)
  await expect(saveState(page)).toHaveText('Offline, 2 changes kept on this device')
  await expect(saveState(other)).toHaveText('Offline, 1 change kept on this device')

  // One closes the tab offline. Opened again, it knows of its changes and brings them.
  const context = page.context()
  await page.close()
  mine.mend()
  const again = await context.newPage()
  await again.goto(mine.url + pathname)
  for (const index of [1, 2]) await expect(word(again, first + index)).toHaveClass(/word-cut/)
  await expect(saveState(again)).toHaveText('Saved')

  theirs.mend()
  await expect(saveState(other)).toHaveText('Saved')
  for (const one of [again, other])
    for (const index of [1, 2, 4]) await expect(word(one, first + index)).toHaveClass(/word-cut/)

  // And the server has it all: a browser that was never here sees the same.
  const third = await anotherBrowser(browser)
  await logIn(third, account)
  await third.goto(pathname)
  for (const index of [1, 2, 4]) await expect(word(third, first + index)).toHaveClass(/word-cut/)
  await expect(word(third, first + 3)).not.toHaveClass(/word-cut/)
  await Promise.all([mine.close(), theirs.close()])
})
