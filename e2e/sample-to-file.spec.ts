import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { findTools, requireTool } from '#render/tools.ts'
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

const run = promisify(execFile)

test('a sample suggestion becomes a clip that two people edit, and a file that plays', async ({
  page,
  browser,
}) => {
  const account = await signUp(page)
  await openSampleClip(page)
  const other = await anotherBrowser(browser)
  await logIn(other, account)
  await other.goto(page.url())
  await expect(other.getByText('Saved').first()).toBeVisible()

  // One strikes words; the other sees it at once.
  const first = await firstWord(page)
  await word(page, first + 4).click()
  await word(page, first + 6).click({ modifiers: ['Shift'] })
  await page.keyboard.press('Backspace')
  for (const index of [4, 5, 6]) await expect(word(other, first + index)).toHaveClass(/word-cut/)

  // The other corrects a word; undo takes back only one's own.
  await word(other, first + 1).click()
  await other.keyboard.press('e')
  await other.keyboard.press('Control+a')
  await other.keyboard.type('Corrected')
  await other.keyboard.press('Enter')
  await expect(word(page, first + 1)).toHaveText(/Corrected/)
  await page.keyboard.press('Control+z')
  await expect(word(other, first + 5)).not.toHaveClass(/word-cut/)
  await expect(word(page, first + 1)).toHaveText(/Corrected/)

  // One says what should change; it stands beside the other's clip, who answers.
  await other.keyboard.press('Escape')
  await other.keyboard.press('m')
  await other.getByLabel('Say what should change').fill('Could this be shorter?')
  await other.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('button', { name: /^Comments/ }).click()
  const said = page.getByRole('listitem').filter({ hasText: 'Could this be shorter?' }).last()
  await said.getByRole('button', { name: 'Answer' }).click()
  await said.getByLabel('Answer').fill('It is now.')
  await said.getByRole('button', { name: 'Send' }).click()
  await expect(other.getByText('It is now.')).toBeVisible()

  await page.getByRole('button', { name: /^Export/ }).click()
  const sheet = page.getByRole('dialog', { name: 'Export' })
  await sheet.getByRole('button', { name: 'Export 1 file' }).click()
  const mp4 = sheet.getByRole('link', { name: 'Download MP4, 9:16' })
  await expect(mp4).toBeVisible({ timeout: 240_000 })
  const film = page.waitForEvent('download')
  await mp4.click()
  const { ffprobe } = await findTools()
  const { stdout } = await run(requireTool(ffprobe).path, [
    ...['-v', 'error', '-show_entries', 'stream=codec_name,width,height'],
    ...['-of', 'csv=p=0', await (await film).path()],
  ])
  expect(stdout).toContain('h264,1080,1920')
  expect(stdout).toContain('aac')

  const subtitles = page.waitForEvent('download')
  await sheet.getByRole('button', { name: 'Other files, 9:16' }).click()
  await expect(page.getByRole('menuitem')).toHaveText([/^SRT/, /^VTT/, /^ASS/, /^Text/, /^Poster/])
  await page.getByRole('menuitem', { name: 'SRT' }).click()
  const srt = await (await (await subtitles).createReadStream()).toArray()
  expect(Buffer.concat(srt).toString()).toContain('Corrected')

  // What was chosen is found again when the sheet was closed meanwhile.
  await sheet.getByText('1:1', { exact: true }).click()
  await sheet.getByRole('radio', { name: 'Clips of the video' }).click()
  await expect(sheet.getByRole('link', { name: 'Download 1 file' })).toBeVisible()
  await expect(sheet.getByRole('link', { name: 'SRT for all' })).toBeVisible()
  await sheet.getByRole('checkbox', { name: 'All clips' }).uncheck()
  await expect(sheet.getByRole('link', { name: 'SRT for all' })).toBeHidden()
  await sheet.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: /^Export/ }).click()
  await expect(sheet.getByRole('checkbox', { name: '1:1' })).toBeChecked()
  await expect(sheet.getByRole('checkbox', { name: 'All clips' })).not.toBeChecked()
})

test('what was edited is there after everybody left', async ({ page }) => {
  await signUp(page)
  await openSampleClip(page)
  const first = await firstWord(page)
  await word(page, first + 2).click()
  await page.keyboard.press('Backspace')
  await expect(word(page, first + 2)).toHaveClass(/word-cut/)
  await expect(page.getByText('Saved').first()).toBeVisible()
  await page.reload()
  await expect(word(page, first + 2)).toHaveClass(/word-cut/)
})
