import { expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { ms } from '#core/time.ts'
import { findSlack, pauseBetween } from './find-slack.ts'

test.each([
  ['um', true],
  ['Uhm,', true],
  ['uh', true],
  ['hmm…', true],
  ['ähm', true],
  ['euh', true],
  ['umbrella', false],
  ['her', false],
  ['like', false],
  ['a', false],
])('%j alone is a filler: %s', (said, filler) => {
  const clip = clipOf(`so ${said} yes`)
  expect(findSlack(clip).words).toEqual(filler ? [clip.words[1]?.id] : [])
})

test('of a long pause a breath stays, and a short one stays whole', () => {
  expect(pauseBetween({ to: ms(1000) }, { from: ms(2000) })).toEqual({ from: 1150, to: 1900 })
  expect(pauseBetween({ to: ms(1000) }, { from: ms(1600) })).toBeNull()
})

test('a pause that is cut already is found no more', () => {
  const clip = clipOf('so … yes')
  const found = findSlack(clip).pauses
  expect(found).toEqual([{ from: 450, to: 1300 }])
  expect(findSlack({ ...clip, pauses: found }).pauses).toEqual([])
})
