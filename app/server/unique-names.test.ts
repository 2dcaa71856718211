import { expect, test } from 'vitest'
import { uniqueNames } from './unique-names.ts'

test('two files of one name are told apart', () => {
  expect(uniqueNames(['a.mp4', 'A.mp4', 'a.mp4', 'b'])).toEqual([
    'a.mp4',
    'A 2.mp4',
    'a 3.mp4',
    'b',
  ])
})
