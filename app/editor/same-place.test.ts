import { expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { clipLength, cutList } from '#core/cut-list.ts'
import { nearestClipTime, samePlace } from './same-place.ts'

const whole = cutList(clipOf('a b c d'))
const cut = cutList(clipOf('a -b c d'))

test('the picture under the playhead stays when something before it is cut', () => {
  expect(samePlace(whole, cut, 1000)).toBe(367 + (1000 - 740))
  expect(samePlace(cut, whole, samePlace(whole, cut, 1000))).toBeCloseTo(1000, -1)
})

test('a playhead on what is cut goes to where the clip goes on', () => {
  expect(samePlace(whole, cut, 500)).toBe(367)
  expect(nearestClipTime(cut, 99_000)).toBe(clipLength(cut))
  expect(samePlace([], cut, 500)).toBe(0)
})
