import { expect, openSample, signUp, test } from './journey.ts'

const word = (text: string, start: number, confidence: number) => ({
  ...{ word: text, start, end: start + 0.3, probability: confidence },
})
/** A talk whose engine was not sure of two words. */
const heard = {
  language: 'en',
  segments: [
    {
      ...{ start: 1, end: 3, text: 'The gray one was right.' },
      words: [
        ...[word('The', 1, 0.9), word('gray', 1.4, 0.41), word('one', 1.8, 0.9)],
        ...[word('was', 2.2, 0.9), word('right.', 2.6, 0.9)],
      ],
    },
    {
      ...{ start: 4, end: 6, text: 'Nobody herd it. It broke.' },
      words: [
        ...[word('Nobody', 4, 0.9), word('herd', 4.4, 0.3), word('it.', 4.8, 0.9)],
        ...[word('It', 5.2, 0.9), word('broke.', 5.6, 0.9)],
      ],
    },
  ],
}

test('words are looked through, put right and divided, and all of it is taken back', async ({
  page,
}) => {
  await signUp(page)
  await openSample(page)
  const words = `${new URL(page.url()).pathname}/words`
  const sent = await page.evaluate(
    ([to, body]) => fetch(to ?? '', { method: 'POST', body: body ?? '' }).then(({ ok }) => ok),
    [words, JSON.stringify(heard)],
  )
  expect(sent).toBe(true)
  await expect(page.getByRole('option', { name: /The gray one/ })).toBeVisible()
  await page.getByRole('button', { name: 'Edit words' }).click()
  const editor = page.getByRole('region', { name: 'Edit words' })

  await editor.getByRole('button', { name: 'Not sure 2' }).click()
  const said = editor.getByLabel('What is said', { exact: true })
  await expect(said).toHaveValue('gray')
  await said.press('Enter')
  await expect(said).toHaveValue('herd')
  await said.fill('heard')
  await said.press('Enter')
  await expect(editor.getByRole('status')).toHaveText(/Every word/)
  await expect(editor.getByText('Nobody heard it. It broke.')).toBeVisible()

  await editor.getByRole('button', { name: 'Edit the words at 0:04' }).click()
  const text = editor.getByLabel('What is said here')
  await text.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(16, 16))
  await text.press('Enter')
  await expect(editor.getByText('Nobody heard it.', { exact: true })).toBeVisible()
  await expect(text).toHaveValue('It broke.')
  await text.press('Backspace')
  await expect(text).toHaveValue('Nobody heard it. It broke.')
  await text.press('Escape')

  await editor.getByRole('button', { name: 'Back to what was heard, 4 steps' }).click()
  await expect(editor.getByText('Nobody herd it. It broke.').last()).toBeVisible()
  await expect(editor.getByRole('button', { name: 'Not sure 2' })).toBeVisible()
})
