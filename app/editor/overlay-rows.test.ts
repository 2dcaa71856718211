import { expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { cutList } from '#core/cut-list.ts'
import { type OverlayOf, overlayDefaults } from '#core/overlay.ts'
import { ms } from '#core/time.ts'
import { overlayBars, shownAt } from './overlay-rows.ts'

const clip = clipOf('so here is the thing that nobody says')
const cuts = cutList(clip)
const last = cuts.at(-1)
const length = Math.round((((last?.start ?? 0) + (last?.frames ?? 0)) * 1000) / 30)
const text = (id: string, shown: Partial<OverlayOf<'text'>>) =>
  ({ kind: 'text', id, ...overlayDefaults.text, text: id, ...shown }) as OverlayOf<'text'>

test('showings share a row where they do not meet', () => {
  const overlays = [
    text('a', { shown: 'first', shownMs: ms(500) }),
    text('b', { shown: 'last', shownMs: ms(500) }),
    text('c', { shown: 'all' }),
  ]
  const { bars, rows } = overlayBars({ overlays }, cuts)
  expect(rows).toBe(2)
  expect(bars.map(({ overlay, row }) => [overlay.id, row])).toEqual([
    ['a', 0],
    ['b', 0],
    ['c', 1],
  ])
})

test('a showing at an end of the clip stays at that end; any other stays with the source', () => {
  expect(shownAt({ from: -20, to: 900 }, cuts, length)).toEqual({ shown: 'first', shownMs: 900 })
  expect(shownAt({ from: length - 700, to: length + 9 }, cuts, length)).toEqual({
    ...{ shown: 'last', shownMs: 700 },
  })
  expect(shownAt({ from: 0, to: length }, cuts, length)).toEqual({ shown: 'all' })
  const [cut] = cuts
  expect(shownAt({ from: 300, to: 800 }, cuts, length)).toEqual({
    ...{ shown: 'source', from: (cut?.from ?? 0) + 300, to: (cut?.from ?? 0) + 800 },
  })
})

test('no showing is too short to be taken hold of', () => {
  expect(shownAt({ from: 300, to: 310 }, cuts, length)).toMatchObject({ shown: 'source' })
  const shown = shownAt({ from: 300, to: 310 }, cuts, length) as { from: number; to: number }
  expect(shown.to - shown.from).toBe(200)
})
