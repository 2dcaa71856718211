import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findTools, requireTool } from '#render/tools.ts'
import { expect, signUp, test } from './journey.ts'

const run = promisify(execFile)

/** A talk of 40 seconds, and what was said in it: a whole sentence every four seconds. */
async function makeTalk(folder: string) {
  const { ffmpeg } = await findTools()
  const film = join(folder, 'talk.mp4')
  await run(requireTool(ffmpeg).path, [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=25:duration=40'],
    ...['-f', 'lavfi', '-i', 'sine=frequency=330:duration=40', '-c:v', 'libx264'],
    ...['-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', film],
  ])
  const said = [
    'Why do most people never finish what they begin?',
    'I was wrong about this for ten years.',
    'The answer is not time, and it is not talent.',
    'It is the second page, where nobody is watching.',
    'We counted two hundred drafts in our own drawer.',
    'One hundred and ninety of them ended on that page.',
    'So we made a rule, and it is almost silly.',
    'Nobody may begin a third page before lunch.',
    'Within a month we finished more than in a year.',
    'The rule is not clever, but it is kept.',
  ]
  const stamp = (seconds: number) => `00:00:${String(seconds).padStart(2, '0')},000`
  const cues = said.map((text, i) => `${i + 1}\n${stamp(i * 4)} --> ${stamp(i * 4 + 4)}\n${text}\n`)
  await writeFile(join(folder, 'talk.srt'), cues.join('\n'))
  return film
}

test('good files come in beside refused ones, and imported words bring suggestions', async ({
  page,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-upload-'))
  try {
    const talk = await makeTalk(folder)
    const notes = join(folder, 'notes.mp4')
    const empty = join(folder, 'empty.mp4')
    const half = join(folder, 'half.mp4')
    const list = join(folder, 'list.mp4')
    await writeFile(notes, 'Things to say on Monday, and on no account forget.')
    await writeFile(empty, '')
    const whole = await readFile(talk)
    await writeFile(half, whole.subarray(0, Math.floor(whole.length / 2)))
    await writeFile(list, '#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n')

    await signUp(page)
    await page.locator('input[type="file"]').first().setInputFiles([talk, notes, empty, half, list])
    const card = (name: string) => page.getByRole('article', { name })
    // One after the other, each once it is judged; the talk itself may be worked on before them.
    const inTheirTurn = { timeout: 120_000 }
    await expect(card('empty')).toContainText('This file is empty', inTheirTurn)
    await expect(card('notes')).toContainText('not a video or sound file', inTheirTurn)
    await expect(card('half')).toContainText('its end is missing', inTheirTurn)
    await expect(card('list')).toContainText('a playlist that points elsewhere', inTheirTurn)

    await card('talk').getByRole('link').first().click()
    await expect(page).toHaveURL(/\/videos\//)
    await expect(page.getByRole('button', { name: 'Import SRT, VTT, JSON or text' })).toBeVisible({
      timeout: 120_000,
    })
    await page.getByLabel('Transcript file').setInputFiles(join(folder, 'talk.srt'))
    await expect(page.getByRole('button', { name: /^Accept/ }).first()).toBeVisible({
      timeout: 60_000,
    })
    await expect(page.getByText('Why do most people never finish').first()).toBeVisible()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
