import { expect, test } from 'vitest'
import { clipOf } from './clip-project.fixtures.ts'
import { cutList } from './cut-list.ts'
import { overlayTimes } from './overlay.ts'
import { ms } from './time.ts'

/** w0 0–300, w1 400–700 (cut), w2 800–1100, w3 1200–1500; 1.6 s of source. */
const cuts = cutList(clipOf('one -two three four'))
const times = (shown: 'all' | 'first' | 'last' | 'source', from = 0, to = 0) =>
  overlayTimes({ shown, shownMs: ms(500), from: ms(from), to: ms(to) }, cuts).map((time) => [
    time.from,
    time.to,
  ])
const end = 1233

test('an overlay shows all through, at the start or at the end', () => {
  expect(times('all')).toEqual([[0, end]])
  expect(times('first')).toEqual([[0, 500]])
  expect(times('last')).toEqual([[end - 500, end]])
})

test('one that is tied to the source shows where that plays, across a cut too', () => {
  const [[from, to] = [0, 0]] = times('source', 900, 1300)
  expect(to - from).toBe(400)
  expect(times('source', 100, 1000)).toHaveLength(1)
})

test('one whose source was cut does not show', () => {
  expect(times('source', 450, 650)).toEqual([])
  expect(times('source', 1300, 1200)).toEqual([])
})

test('one whose source plays twice shows twice', () => {
  const clip = clipOf('one two three')
  const twice = cutList({ ...clip, pieces: [...clip.pieces, ...clip.pieces] })
  const source = { shown: 'source', shownMs: ms(500), from: ms(400), to: ms(700) } as const
  expect(overlayTimes(source, twice)).toHaveLength(2)
})

test('a clip without length shows nothing', () => {
  expect(overlayTimes({ shown: 'all', shownMs: ms(500), from: ms(0), to: ms(0) }, [])).toEqual([])
})
