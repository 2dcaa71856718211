import { expect, test } from 'vitest'
import { faultsOf, hearPicture, type PictureFaults } from './picture-faults.ts'

const style = { code: 'a', lines: [] }
const earlier = { code: 'b', lines: [] }
const thrown = { say: 'ink is not a colour', line: 5 }
const noFont = { say: 'A font could not be fetched.', line: null }

test('a fault is over once the picture that told it draws again, and no other', () => {
  const both = hearPicture(hearPicture([], 0, style, thrown), 3, style, noFont)
  expect(faultsOf(both, style)).toEqual([thrown, noFont])
  const first = hearPicture(both, 0, style, null)
  expect(faultsOf(first, style)).toEqual([noFont])
  expect(faultsOf(hearPicture(first, 3, style, null), style)).toEqual([])
})

test('nine pictures of one fault tell it once', () => {
  let faults: PictureFaults = []
  for (let picture = 0; picture < 9; picture++)
    faults = hearPicture(faults, picture, style, { ...thrown })
  expect(faultsOf(faults, style)).toEqual([thrown])
})

test('what still runs an earlier source says nothing about this one', () => {
  expect(faultsOf(hearPicture([], 0, earlier, thrown), style)).toEqual([])
})

test('what is said again with every frame changes nothing', () => {
  const faults = hearPicture([], 0, style, thrown)
  expect(hearPicture(faults, 0, style, { ...thrown })).toBe(faults)
  expect(hearPicture(faults, 1, style, null)).toBe(faults)
})
