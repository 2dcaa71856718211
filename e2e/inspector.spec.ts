import { plainPng } from '#app/api/plain-png.fixtures.ts'
import {
  anotherBrowser,
  expect,
  firstWord,
  logIn,
  ownSampleClip,
  saveState,
  test,
  word,
} from './journey.ts'

// A file that cannot be read is refused, of which browsers tell.
test.use({ allowedTrouble: [/422 \(Unprocessable/] })

test('what lies on a picture is put there, moved, timed and seen by others; the source is framed', async ({
  page,
  sample,
  browser,
}) => {
  await ownSampleClip(page, sample)
  const other = await anotherBrowser(browser)
  await logIn(other, sample.account)
  await other.goto(page.url())

  // A logo from the disk.
  await page.getByRole('tab', { name: 'Brand' }).click()
  await page.getByRole('switch', { name: 'Logo' }).click()
  const picker = page.getByRole('dialog', { name: 'Pictures' })
  await picker.getByLabel('Picture file').setInputFiles({
    ...{ name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('\x89PNG\r\n\x1a\nno') },
  })
  await expect(picker.getByRole('alert')).toContainText('broken.png')
  await picker.getByLabel('Picture file').setInputFiles({
    ...{ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(plainPng(200, 100)) },
  })
  await expect(page.getByRole('radiogroup', { name: 'Place of the logo' })).toBeVisible()

  // A text, dragged down on the stage; the other sees it, and undo takes the way back.
  await page.getByRole('button', { name: 'Add text' }).click()
  const handle = page.locator('[data-overlay^="text"]')
  await expect(handle).toBeVisible()
  const before = await handle.boundingBox()
  if (!before) throw new Error('the text has no place')
  const [x, y] = [before.x + before.width / 2, before.y + before.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 3, y + 90, { steps: 5 })
  await page.mouse.up()
  await expect.poll(async () => (await handle.boundingBox())?.y).toBeGreaterThan(before.y + 80)
  await expect(other.getByRole('button', { name: /^Your text, 0:00\.0 to/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await handle.boundingBox())?.y).toBeCloseTo(before.y, 0)

  // Its time, from the lane.
  const end = page.getByRole('button', { name: /^End of Your text/ })
  await expect(end).toHaveAccessibleName('End of Your text, 0:26.9')
  await end.focus()
  await page.keyboard.press('Shift+ArrowLeft')
  await expect(end).toHaveAccessibleName('End of Your text, 0:26.6')

  // The source, framed with the keys; a key stands in the lane for both.
  await page.getByRole('tab', { name: 'Layout' }).click()
  await page.getByRole('button', { name: 'Frame on the stage' }).click()
  const crop = page.locator('[data-crop]')
  await crop.focus()
  const keys = other.getByRole('button', { name: /^Framing key/ })
  // Faces have framed the clip already; this key is one more.
  const found = await keys.count()
  await page.keyboard.press('Shift+ArrowRight')
  await expect(page.getByText(/^Key \d of \d$/)).toBeVisible()
  await expect(keys).toHaveCount(found + 1)
  // Chosen by its words: the radio itself is hidden, and turns when the clip has taken the verb.
  const shot = page.getByRole('region', { name: 'This shot' })
  await shot.getByText('Fit, blur', { exact: true }).click()
  await expect(page.getByRole('radio', { name: 'Fit, blur' })).toBeChecked()
  await expect(page.getByText('There is nothing to crop.')).toBeVisible()
  await expect(page.locator('[data-save]').first()).toHaveAttribute('data-save', 'saved')

  // The look of it all, kept as a template; over another style it is seen first, then given, and undone.
  await page.getByRole('tab', { name: 'Style' }).click()
  await page.getByRole('button', { name: 'Save as template' }).click()
  const saving = page.getByRole('dialog', { name: 'Save as template' })
  await saving.getByLabel('Name').fill('House look')
  await saving.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(saving).toBeHidden()
  await page.getByRole('radio', { name: /^Boardroom/ }).click()
  await expect(page.getByRole('radio', { name: /^Boardroom/ })).toBeChecked()
  await expect(page.locator('[data-save]').first()).toHaveAttribute('data-save', 'saved')
  await page.getByRole('button', { name: 'Templates', exact: true }).click()
  const choosing = page.getByRole('dialog', { name: 'A template for this clip' })
  await choosing.getByRole('button', { name: /^House look/ }).click()
  await expect(choosing.getByRole('figure', { name: /with House look$/ })).toBeVisible()
  await choosing.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(choosing).toBeHidden()
  await expect(page.getByRole('region', { name: 'Template' })).toContainText('From House look, v1')
  await expect(page.getByRole('radio', { name: /^Boardroom/ })).not.toBeChecked()
  await page.getByRole('button', { name: /^Undo mine/ }).click()
  await expect(page.getByRole('radio', { name: /^Boardroom/ })).toBeChecked()
})

test('captions are set word by word, speaker by speaker and line by line, each as one step', async ({
  page,
  sample,
}) => {
  await ownSampleClip(page, sample)
  const undo = page.getByRole('button', { name: /^Undo mine/ })
  const saved = () => expect(saveState(page)).toHaveAttribute('data-save', 'saved')

  // As many words as are allowed, not a few of the numbers.
  const words = page.getByLabel('Words at once')
  await words.selectOption('4 words')
  await saved()
  await expect(words).toHaveValue('4')

  // The zone of the platform it is for, on the stage and in the checks; a height of one's own may leave it.
  await page.getByRole('button', { name: 'Safe zone' }).click()
  await page.getByRole('radio', { name: 'Shorts' }).click()
  await expect(page.getByText('Clear of buttons on Shorts')).toHaveCount(2)
  await page.getByLabel('Height', { exact: true }).fill('0.28')
  await expect(page.getByText('on Shorts: the place you chose is too low')).toBeVisible()
  await page.getByRole('radio', { name: 'TikTok' }).click()
  await expect(page.getByText('Clear of buttons on TikTok')).toHaveCount(2)

  // A word's emoji, chosen where it is emphasised.
  await word(page, await firstWord(page)).click()
  await page.getByRole('button', { name: 'Emphasise' }).click()
  await page.getByRole('button', { name: 'Add an emoji', exact: true }).click()
  const picker = page.getByRole('dialog', { name: /^Emoji for/ })
  await picker.getByLabel('Another').fill('no')
  await expect(picker.getByRole('alert')).toHaveText('Emoji alone, please.')
  await picker.getByRole('button', { name: '🔥' }).click()
  await expect(page.getByRole('button', { name: /^Emoji with “.*”: 🔥$/ })).toBeVisible()
  await undo.click()
  await expect(page.getByRole('button', { name: /^Add an emoji to/ })).toBeVisible()

  // A colour for everybody who speaks, with its contrast; a dark one is offered a shade.
  await page.getByRole('tab', { name: 'Style' }).click()
  await page.getByText('Speakers and emoji').click()
  await page.getByRole('switch', { name: 'Speaker colours' }).click()
  const guest = page.getByLabel('Guest', { exact: true })
  await expect(page.getByText('12.2 to 1')).toBeVisible()
  await guest.fill('#330033')
  await expect(page.getByText('1.2 to 1')).toBeVisible()
  await page.getByRole('button', { name: 'Use a shade of 4.5 to 1' }).click()
  await expect(page.getByText('Hard to read there.')).toBeHidden()
  await undo.click()
  await expect(guest).toHaveValue('#330033')
  await page.getByRole('button', { name: 'Guest: back to the style’s own' }).click()
  await expect(guest).toHaveValue('#5cd3ff')

  // The lines, and how they go.
  await page.getByText('Type and box').click()
  await page.getByLabel('Lines at most').selectOption('1 line')
  await page.getByLabel('Align').selectOption('End')
  const width = page.getByLabel('Width of the lines')
  await width.fill('0.6')
  await page.getByLabel('Edge of the lines from its side').fill('0.2')
  await page.getByLabel('Outline', { exact: true }).last().fill('0.05')
  await page.getByText('Animation', { exact: true }).click()
  await page.getByLabel('Goes out').selectOption('Slow fade')
  await expect(page.getByLabel('Lines at most')).toHaveValue('1')
  await expect(width).toHaveAttribute('aria-valuetext', '60%')
  for (const _ of ['exit', 'outline', 'edge', 'width']) await undo.click()
  await expect(width).toHaveAttribute('aria-valuetext', '78%')
  await expect(page.getByLabel('Align')).toHaveValue('end')

  // Playtime's colours in turn.
  await page.getByRole('button', { name: /^All \d+ styles/ }).click()
  await page.getByRole('radio', { name: /^Playtime/ }).click()
  await page.getByRole('button', { name: 'Colour 2 of 5: take it out' }).click()
  await expect(page.getByLabel('Colour 2 of 4', { exact: true })).toHaveValue('#a6f06b')
  await page.getByLabel('Colour 2 of 4', { exact: true }).fill('#112233')
  await page.getByRole('button', { name: 'Another colour' }).click()
  await expect(page.getByLabel('Colour 5 of 5', { exact: true })).toHaveValue('#ffffff')
  await undo.click()
  await undo.click()
  await expect(page.getByLabel('Colour 2 of 4', { exact: true })).toHaveValue('#a6f06b')

  // What a colour lets through stays with another colour.
  await page.getByRole('radio', { name: /^Steps/ }).click()
  const covers = page.getByLabel('Box covers')
  await covers.fill('0.8')
  await page.getByLabel('Box', { exact: true }).fill('#220033')
  await expect(page.getByLabel('Box', { exact: true })).toHaveValue('#220033')
  await expect(covers).toHaveAttribute('aria-valuetext', '80%')
  await page.getByRole('button', { name: 'Words: opacity 100%' }).click()
  await page.getByLabel('Opacity of Words').fill('0.5')
  await page.getByLabel('Words', { exact: true }).fill('#ffff00')
  await expect(page.getByRole('button', { name: 'Words: opacity 50%' })).toBeVisible()
})

test('a shot with one face that comes and goes is held or shown whole, and all seams change at once', async ({
  page,
  sample,
}) => {
  await ownSampleClip(page, sample)
  const undo = page.getByRole('button', { name: /^Undo mine/ })
  const layout = page.getByRole('tab', { name: 'Layout' })
  await layout.click()
  const unsure = page.getByRole('region', { name: 'Not sure' })
  await expect(unsure).toContainText('The face comes and goes')
  await unsure.getByRole('button', { name: 'Fit, blur' }).click()
  await expect(unsure).toBeHidden()
  await undo.click()
  await unsure.getByRole('button', { name: 'Hold still' }).click()
  await expect(unsure).toBeHidden()
  await page.getByRole('button', { name: 'Frame by faces' }).click()
  await expect(
    page.getByText('Framed 1 shot by faces. 1 shot framed by hand stays as it was'),
  ).toBeVisible()

  // Two seams: what lies over one lies over both, and over none.
  const first = await firstWord(page)
  for (const at of [4, 9]) {
    await word(page, first + at).click()
    await page.keyboard.press('s')
  }
  const seams = page.getByRole('combobox', { name: /^Transition at/ })
  await expect(seams).toHaveCount(2)
  const everywhere = page.getByRole('button', { name: 'Fade through black at every seam' })
  const plain = page.getByRole('button', { name: 'Plain cuts everywhere' })
  await expect(plain).toBeHidden()
  await seams.first().selectOption('Fade through black')
  await expect(plain).toBeVisible()
  await everywhere.click()
  await expect(seams.last()).toHaveValue('fade')
  await expect(everywhere).toBeHidden()
  await plain.click()
  await expect(seams.first()).toHaveValue('')
  await expect(seams.last()).toHaveValue('')
  await expect(plain).toBeHidden()

  // On a phone the stage has no room for handles, so nothing offers them.
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'Let go' }).click()
  await page.getByRole('button', { name: 'Look and sound' }).click()
  await layout.click()
  await expect(page.getByLabel('Zoom', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Frame on the stage' })).toBeHidden()
})
