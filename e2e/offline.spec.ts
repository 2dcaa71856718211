import type { Page } from '@playwright/test'
import { ALL_HERE } from '#app/components/later.ts'
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
  // What a browser and Remix say of a connection that is not there.
  allowedTrouble.push(/net::ERR_|WebSocket connection|manifest patches/)
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

test('whoever loses the network before they opened anything can open all of it', async ({
  page,
  baseURL,
  allowedTrouble,
  sample,
}) => {
  // What a browser and Remix say of a server that is not there.
  allowedTrouble.push(/net::ERR_|WebSocket connection|manifest patches/)
  const network = await cuttableNetwork(baseURL ?? '')
  await ownSampleClip(page, sample)
  await page.goto(network.url + new URL(page.url()).pathname)
  await seesClip(page)
  await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, ALL_HERE)
  network.cut()
  await expect(saveState(page)).toHaveAttribute('data-save', 'offline')

  // The pointer takes the playhead along the ruler: the captions follow, and no selection begins.
  const lanes = await page.locator('[data-pane="timeline-lanes"]').boundingBox()
  if (!lanes) throw new Error('no timeline')
  await page.mouse.move(lanes.x + 60, lanes.y + 10)
  await page.mouse.down()
  await page.mouse.move(lanes.x + 500, lanes.y + 10, { steps: 8 })
  await page.mouse.up()
  expect(await page.evaluate(() => getSelection()?.type)).toBe('None')
  const said = await page.getByRole('slider', { name: 'Playhead' }).getAttribute('aria-valuetext')
  const heard = /word: (.+)$/.exec(said ?? '')?.[1]
  if (!heard) throw new Error(`no word is heard at ${said}`)
  await expect(page.locator('.__remotion-player svg').last()).toContainText(heard, {
    ignoreCase: true,
  })

  // Beside the stage: by a key, by a press.
  const heading = (name: string) => page.getByRole('heading', { name, exact: true })
  await page.keyboard.press('h')
  await expect(heading('Versions')).toBeVisible()
  await page.keyboard.press('t')
  await expect(heading('Tighten')).toBeVisible()
  await page.getByRole('button', { name: /^Comments/ }).click()
  await expect(heading('Comments')).toBeVisible()
  const posting = page.getByRole('button', { name: /^For posting/ })
  await posting.click()
  await expect(heading('For posting')).toBeVisible()
  await posting.click()

  // What the inspector shows, and the lanes and the stage that come with it.
  for (const [tab, content] of [
    ['Style', page.getByRole('radio', { name: /^Boardroom/ })],
    ['Brand', page.getByRole('switch', { name: 'Logo' })],
    ['Audio', page.getByRole('heading', { name: 'Loudness' })],
    ['Layout', page.getByRole('radiogroup', { name: 'Layout of this shot' })],
  ] as const) {
    await page.getByRole('tab', { name: tab }).click()
    await expect(content).toBeVisible()
  }
  await page.getByRole('button', { name: 'Frame on the stage' }).click()
  await expect(page.locator('[data-crop]')).toBeVisible()

  // Sheets over it all.
  for (const [key, name] of [
    ['?', 'Keyboard'],
    ['Control+k', 'Commands'],
    ['Control+e', 'Export'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog', { name })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name })).toBeHidden()
  }

  // Where the window is narrow the same comes as drawers.
  await page.setViewportSize({ width: 1100, height: 900 })
  await page.getByRole('button', { name: 'Captions', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Look and sound' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('h')
  await expect(page.getByRole('dialog', { name: 'Versions' })).toBeVisible()
  await network.close()
})
