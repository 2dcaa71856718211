import { expect, test } from 'vitest'
import { sheetsOf } from './draw-sheets.ts'

const bytes = Buffer.from('the firstthe second')

test('sheets come out of a file one after another', () => {
  expect(sheetsOf(bytes, [9, 10]).map(String)).toEqual(['the first', 'the second'])
  expect(sheetsOf(Buffer.alloc(0), [])).toEqual([])
})

test.each([[[9]], [[9, 11]], [[9, 9]], [[]]])('sheets of %j bytes are refused', (lengths) => {
  expect(() => sheetsOf(bytes, lengths)).toThrow('bytes of sheets')
})
