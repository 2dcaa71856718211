import { expect, test } from 'vitest'
import { timeToNextLook } from './when-to-look.ts'

const face = (x: number, w = 0.1) => ({ x, y: 0.3, w, h: w * 1.6 })
const [often, seldom] = [1000, 1500]

test.each([
  ['a shot has just begun', null, [face(0.4)], often],
  ['somebody stands still', [face(0.4)], [face(0.41)], seldom],
  [
    'two stand still, told in another order',
    [face(0.2), face(0.6)],
    [face(0.6), face(0.2)],
    seldom,
  ],
  ['nobody was there twice', [], [], seldom],
  ['somebody walks', [face(0.4)], [face(0.44)], often],
  ['somebody comes closer', [face(0.4)], [face(0.38, 0.14)], often],
  ['somebody came in', [face(0.4)], [face(0.4), face(0.7)], often],
  ['somebody left', [face(0.4), face(0.7)], [face(0.7)], often],
  ['one of two walks', [face(0.2), face(0.6)], [face(0.2), face(0.66)], often],
])('%s', (_, before, now, ms) => {
  expect(timeToNextLook(before, now)).toBe(ms)
})
