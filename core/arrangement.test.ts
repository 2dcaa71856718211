import { expect, test } from 'vitest'
import { type Arrangement, arrangedFor, lengthOf, piecesOf } from './arrangement.ts'
import { ms } from './time.ts'

const line = (from: number, to: number) => ({ from: ms(from), to: ms(to), quote: 'said' })
const proposed: Arrangement = {
  opensWith: line(40_000, 43_000),
  skips: [{ ...line(15_000, 25_000), why: 'tangent' }],
}
const bounds = { from: 10_000, to: 50_000 }

test('a clip opens with its line, goes on from its start and leaves the tangent out', () => {
  const pieces = piecesOf(bounds, proposed)
  expect(pieces).toEqual([
    { from: 40_000, to: 43_000 },
    { from: 10_000, to: 15_000 },
    { from: 25_000, to: 50_000 },
  ])
  expect(lengthOf(pieces)).toBe(33_000)
})

test('what was moved out of the stretch is proposed no longer', () => {
  expect(arrangedFor({ from: 10_000, to: 42_000 }, proposed).opensWith).toBeNull()
  expect(arrangedFor({ from: 20_000, to: 50_000 }, proposed).skips).toEqual([])
  expect(piecesOf({ from: 20_000, to: 42_000 }, proposed)).toEqual([{ from: 20_000, to: 42_000 }])
})

test('either can be wanted without the other', () => {
  expect(arrangedFor(bounds, proposed, { opening: false, skips: true })).toEqual({
    ...proposed,
    opensWith: null,
  })
  expect(arrangedFor(bounds, proposed, { opening: true, skips: false })).toEqual({
    ...proposed,
    skips: [],
  })
})
