import { expect, test } from 'vitest'
import { captionPages } from './caption-pages.ts'
import { clipOf } from './clip-project.fixtures.ts'
import { textOf } from './script.ts'
import { ms } from './time.ts'

const pages = (line: string) => captionPages(clipOf(line)).map(textOf)

test.each([
  ['keeps a short phrase together', 'so here', ['so here']],
  ['turns at a pause', 'so here … the trick', ['so here', 'the trick']],
  [
    'turns at the end of a sentence',
    'It works now. But how does',
    ['It works now.', 'But how does'],
  ],
  ['turns at another speaker', 'so here | the trick', ['so here', 'the trick']],
  [
    'divides a long run evenly, no word alone',
    'one two three four five',
    ['one two three', 'four five'],
  ],
  [
    'turns after a comma rather than inside a phrase',
    'at last, one big red house',
    ['at last,', 'one big red house'],
  ],
  [
    'does not end on a word that leans on the next',
    'we all sat in the house',
    ['we all sat', 'in the house'],
  ],
  [
    'leaves a word alone only where pauses do',
    'so here … yes … the trick',
    ['so here', 'yes', 'the trick'],
  ],
  ['takes a one-word sentence along', 'Yes. That is it.', ['Yes. That is it.']],
  [
    'takes along a word that cut fillers left alone',
    'so nobody tells you -um -uh about making clips.',
    ['so nobody tells you', 'about making clips.'],
  ],
  ['leaves cut words out', 'one -two three', ['one three']],
  ['has no page where every word is cut', 'so here … -um … the trick', ['so here', 'the trick']],
  ['has no pages for silence', '…', []],
])('%s', (_, line, expected) => {
  expect(pages(line)).toEqual(expected)
})

test('cutting a word changes its own page, at most the one beside it, and none after', () => {
  const words = 'we built the whole thing in one weekend and nobody noticed at all'.split(' ')
  const whole = pages(words.join(' '))
  for (let i = 0; i < words.length; i++) {
    const cut = pages(words.map((word, j) => (i === j ? `-${word}` : word)).join(' '))
    const changed = whole.filter((page) => !cut.includes(page))
    expect([1, 2]).toContain(changed.length)
    expect(whole.slice(whole.indexOf(changed.at(-1) ?? '') + 1)).toEqual(
      cut.slice(cut.length - (whole.length - whole.indexOf(changed.at(-1) ?? '') - 1)),
    )
  }
})

test('a page holds until the next, or 400 ms past its last word', () => {
  const [first, second] = captionPages(clipOf('one two three four five … … six seven'))
  expect(first?.to).toBe(second?.from)
  expect(second?.to).toBe(1900 + 400)
})

test('no page outlasts the clip', () => {
  const pagesOfClip = captionPages({
    ...clipOf('one two'),
    pieces: [{ id: 'p', take: 't', from: ms(0), to: ms(720) }],
  })
  expect(pagesOfClip.at(-1)?.to).toBe(733)
})

test('a stretch played twice is written twice', () => {
  const project = clipOf('one two')
  const [piece] = project.pieces
  if (!piece) throw new Error('the fixture has a piece')
  const twice = captionPages({ ...project, pieces: [piece, { ...piece, id: 't2.h', take: 't2' }] })
  expect(twice.map(textOf)).toEqual(['one two', 'one two'])
  expect(twice[1]?.from).toBe(800)
})

test('the clip’s own number of words a page is kept', () => {
  const project = clipOf('one two three four')
  const single = captionPages({ ...project, style: { ...project.style, maxWords: 1 } })
  expect(single.map(textOf)).toEqual(['one', 'two', 'three', 'four'])
})
