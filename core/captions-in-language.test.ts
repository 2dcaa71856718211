import { expect, test } from 'vitest'
import { captionPages } from './caption-pages.ts'
import { captionsInLanguage, missingLines } from './captions-in-language.ts'
import { clipOf } from './clip-project.fixtures.ts'
import { ClipProject } from './clip-project.ts'
import { cutList } from './cut-list.ts'
import { textOf } from './script.ts'
import { toSrt, toText, toVtt } from './subtitles.ts'
import { ms } from './time.ts'

const line = (from: number, to: number, text: string) => ({ from: ms(from), to: ms(to), text })
/** Four words of 300 ms, a second of silence, two more. */
const talk = () => clipOf('So here we are. … It works.')
const lines = [line(0, 1500, 'Aquí estamos, pues.'), line(2600, 3300, 'Funciona.')]

test('captions, and every subtitle file, say the lines in their times', () => {
  const project = captionsInLanguage(talk(), 'es', lines)
  expect(captionPages(project).map(textOf).join(' ')).toBe('Aquí estamos, pues. Funciona.')
  const [first] = captionPages(project)
  expect(first?.from).toBe(0)
  expect(captionPages(project).at(-1)?.from).toBe(2600)
  for (const file of [toSrt(project), toVtt(project), toText(project)]) {
    expect(file).toContain('Funciona.')
    expect(file).not.toContain('works')
  }
})

test('what plays stays what it is, to the frame', () => {
  const before = clipOf('So -um here we -really are. … It works.')
  const project = captionsInLanguage(before, 'es', [
    line(0, 2300, 'Pues aquí estamos todos nosotros ahora mismo.'),
    line(3400, 4100, 'Funciona.'),
  ])
  expect(cutList(project)).toEqual(cutList(before))
  // No word of the line is lost where words were cut out of it.
  expect(toText(project).replace(/\s+/g, ' ').trim()).toBe(
    'Pues aquí estamos todos nosotros ahora mismo. Funciona.',
  )
})

test('a line that is cut out is not written, and one that is half cut is written in what is left', () => {
  const project = captionsInLanguage(clipOf('So here -we -are. It -works -well. Fine.'), 'es', [
    line(800, 1500, 'aquí estamos.'),
    line(1600, 2700, 'Funciona muy bien.'),
  ])
  expect(toText(project).trim()).toBe('Funciona muy bien.')
})

test('two takes of one line are both written', () => {
  const once = talk()
  const [piece] = once.pieces
  if (!piece) throw new Error('no piece')
  const opening = { ...piece, id: 't2.h', take: 't2', from: ms(2600), to: ms(3300) }
  const project = captionsInLanguage({ ...once, pieces: [opening, piece] }, 'es', lines)
  const text = captionPages(project).map(textOf).join(' ')
  expect(text).toBe('Funciona. Aquí estamos, pues. Funciona.')
})

test('Japanese lines are written without spaces, and the whole is stored and read back', () => {
  const project = captionsInLanguage(talk(), 'ja', [line(0, 1500, 'これが一番大切なことです。')])
  expect(toText(project).trim()).toBe('これが一番大切なことです。')
  expect(ClipProject.parse(JSON.parse(JSON.stringify(project)))).toEqual(project)
})

test('whoever speaks a line keeps it', () => {
  const project = captionsInLanguage(clipOf('So here. | It works.'), 'es', [
    line(0, 700, 'Pues aquí.'),
    line(800, 1500, 'Funciona.'),
  ])
  expect(new Set(project.captioned?.map(({ speaker }) => speaker))).toEqual(new Set([0, 1]))
})

test('lines that have no translation are told', () => {
  const said = [line(0, 1500, 'So here we are.'), line(2600, 3300, 'It works.')]
  expect(missingLines(said, lines)).toEqual([])
  expect(missingLines(said, lines.slice(0, 1))).toEqual([said[1]])
})
