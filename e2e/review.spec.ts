import type { Browser, Page } from '@playwright/test'
import {
  anotherBrowser,
  expect,
  firstWord,
  ownSampleClip,
  seesClip,
  signUp,
  test,
  word,
} from './journey.ts'

// The address of a link that was ended is one that is not there.
test.use({ allowedTrouble: [/\/r\/.*status of 404/] })

/** Somebody else, in a browser of their own, who took up an invitation as an editor. */
async function joinedBy(
  page: Page,
  browser: Browser,
  account: { email: string; password: string },
  name: string,
  baseURL: string | undefined,
): Promise<Page> {
  const { token } = await (await page.request.post('/api/v1/auth/login', { data: account })).json()
  const invited = await page.request.post('/api/v1/invitations', {
    headers: { authorization: `Bearer ${token.access_token}` },
    data: { emails: [], role: 'editor' },
  })
  const { pathname, search } = new URL((await invited.json()).invitations[0].link)
  const other = await anotherBrowser(browser, { ...(baseURL && { baseURL }) })
  await signUp(other, name)
  await other.goto(`${pathname}${search}`)
  await other.getByRole('button', { name: 'Join' }).click()
  await expect(other).not.toHaveURL(/\/join/)
  return other
}

test('a guest on a phone comments and approves without an account, while an editor sees it live', async ({
  page,
  browser,
  sample,
  baseURL,
}, info) => {
  const shot = (one: Page, name: string) => one.screenshot({ path: info.outputPath(`${name}.png`) })
  await ownSampleClip(page, sample)
  const clip = new URL(page.url()).pathname

  // The editor sends it and makes a link.
  await page.getByRole('link', { name: 'Review', exact: true }).click()
  await expect(page).toHaveURL(/\/review$/)
  await page.getByRole('button', { name: 'Send…' }).click()
  await page.getByLabel('For whom').fill('Halden Bank')
  await page.getByRole('button', { name: 'Make a link' }).click()
  const address = (await page.locator('code', { hasText: '/r/' }).textContent()) ?? ''
  const path = new URL(address).pathname
  await page.goto(clip)
  await expect(page.getByRole('link', { name: 'v1: Nobody asked yet' })).toBeVisible()
  await page.keyboard.press('m')
  const panel = page.getByRole('region', { name: 'Comments' })
  await expect(panel.getByText('No open comments')).toBeVisible()

  // The guest has a phone and no account.
  const phone = await anotherBrowser(browser, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    colorScheme: 'dark',
    ...(baseURL && { baseURL }),
  })
  await phone.goto(path)
  await phone.getByLabel('Your name').fill('Elin Sand')
  await shot(phone, 'phone-name')
  await phone.getByRole('button', { name: 'Open the clip' }).click()
  const playhead = phone.getByRole('slider', { name: 'Playhead' })
  await expect(playhead).toBeVisible()
  // In the middle of the clip: words before it can be cut.
  const box = await playhead.boundingBox()
  if (!box) throw new Error('no playhead')
  await playhead.click({ position: { x: box.width / 2, y: box.height / 2 } })
  await phone.getByRole('button', { name: 'Comment', exact: true }).click()
  const field = phone.getByLabel('Say what should change')
  await field.fill('Captions touch her chin. Lower?')
  // Something is drawn on the frame with it.
  await phone.getByRole('button', { name: 'Draw' }).click()
  const picture = phone.getByRole('img', { name: 'Your drawing' })
  const frame = await picture.boundingBox()
  if (!frame) throw new Error('no picture')
  await phone.mouse.move(frame.x + frame.width * 0.3, frame.y + frame.height * 0.6)
  await phone.mouse.down()
  for (const [x, y] of [
    [0.7, 0.6],
    [0.7, 0.8],
    [0.3, 0.8],
    [0.3, 0.6],
  ] as const) {
    await phone.mouse.move(frame.x + frame.width * x, frame.y + frame.height * y, { steps: 5 })
  }
  await phone.mouse.up()
  await expect(phone.getByText('Drawing', { exact: true })).toBeVisible()
  await shot(phone, 'phone-writing')
  await phone.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(phone.getByText('1 of 1')).toBeVisible()

  // It is in the editor, by itself.
  const comment = panel.getByRole('listitem').filter({ hasText: 'Captions touch her chin' })
  await expect(comment).toBeVisible()
  await expect(comment.getByText('guest')).toBeVisible()
  const timeOf = async () => {
    const say = await comment.getByRole('button', { name: /^Go to/ }).textContent()
    const [minutes = 0, seconds = 0] =
      (say ?? '').split('–')[0]?.trim().split(':').map(Number) ?? []
    return minutes * 60 + seconds
  }
  const before = await timeOf()

  // Approved with a note; the editor's button says so.
  await phone.getByRole('button', { name: 'Approve…' }).click()
  const question = phone.getByRole('dialog', { name: 'Approve v1?' })
  await expect(question.getByText('1 comment is')).toBeVisible()
  await question.getByLabel('Note').fill('Lovely otherwise')
  await shot(phone, 'phone-approve')
  await question.getByRole('button', { name: 'Approve v1' }).click()
  await expect(question).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'v1: Approved', exact: true })).toBeVisible()
  await shot(phone, 'phone-review')

  // Somebody else of the workspace cuts words before it: the comment goes along with its words, for
  // everybody, and the approval is reopened.
  const ben = await joinedBy(page, browser, sample.account, 'Ben', baseURL)
  await ben.goto(clip)
  await seesClip(ben)
  const first = await firstWord(ben)
  await word(ben, first + 1).click()
  await word(ben, first + 3).click({ modifiers: ['Shift'] })
  await ben.keyboard.press('Backspace')
  await expect(word(page, first + 2)).toHaveClass(/word-cut/)
  await expect.poll(timeOf).toBeLessThan(before)
  await expect(comment.getByText('Words around this changed')).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'v1: Approved, then edited' })).toBeVisible()
  await shot(page, 'editor')

  // The page for members says it plainly, in both themes.
  await page.getByRole('link', { name: 'v1: Approved, then edited' }).click()
  await expect(page.getByText('The clip was edited after v1 was sent.')).toBeVisible()
  await page
    .getByRole('region', { name: 'Comments' })
    .getByRole('button', { name: /^Go to/ })
    .click()
  await expect(page.getByRole('img', { name: 'Drawing of this comment' })).toBeVisible()
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await shot(page, `review-${colorScheme}`)
  }

  // Sent again it is another version: the phone shows it by itself, and asks anew.
  await page.getByRole('button', { name: 'Send…' }).click()
  await shot(page, 'send')
  await page.getByRole('button', { name: 'Send for review' }).click()
  await expect(page.getByText('Sent.', { exact: true })).toBeVisible()
  await expect(phone.getByText('v2, sent by Ana')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Compare with v1' }).click()
  const diff = page.getByRole('region', { name: 'What changed' })
  await expect(diff.getByText('3 words cut')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByText('Not in v2')).toBeVisible()
  await shot(page, 'compare')
  // Swapped, what went comes back, and the change one stood at stays.
  await page.getByRole('button', { name: 'Swap' }).click()
  await expect(page.getByText('v2 beside v1')).toBeVisible()
  await expect(diff.getByText('3 put back')).toBeVisible()
  await expect(page.getByText('Not in v2')).toBeVisible()
  await expect(diff.getByText('1 of ')).toBeVisible()
  await page.getByRole('button', { name: 'Swap' }).click()
  await expect(page.getByText('v1 beside v2')).toBeVisible()
  await page.getByRole('link', { name: 'Back to the review' }).click()

  // Ended, the link shuts its open page at once.
  await page.getByRole('button', { name: 'Send…' }).click()
  await page.getByRole('button', { name: 'End the link Halden Bank' }).click()
  await expect(phone.getByText('This link has ended', { exact: true })).toBeVisible({
    timeout: 2_000,
  })
  await phone.reload()
  await expect(phone.getByText('This link does not open.')).toBeVisible()
})
