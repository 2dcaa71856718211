import { expect, test } from 'vitest'
import { BadInput } from './clip-arguments.ts'
import { suggestArguments } from './suggest-arguments.ts'

test('asks for ten moments of 30 to 90 seconds where nothing else is said', () => {
  expect(suggestArguments(['--transcript', 'talk.json'])).toEqual({
    transcript: 'talk.json',
    count: 10,
    min: 30_000,
    max: 90_000,
  })
})

test('takes seconds, with fractions', () => {
  const asked = suggestArguments([
    '--transcript',
    't.srt',
    '--count',
    '4',
    '--min',
    '12.5',
    '--max',
    '60',
  ])
  expect(asked).toEqual({ transcript: 't.srt', count: 4, min: 12_500, max: 60_000 })
})

test('a long shortest moves the longest', () => {
  expect(suggestArguments(['talk.json', '--min', '120'])?.max).toBe(120_000)
})

test('helps when asked', () => {
  expect(suggestArguments(['--help'])).toBeNull()
})

test.each([
  ['no transcript', []],
  ['two transcripts', ['a.json', 'b.json']],
  ['a count that is no number', ['a.json', '--count', 'many']],
  ['a count of nothing', ['a.json', '--count', '0']],
  ['bounds the wrong way round', ['a.json', '--min', '60', '--max', '30']],
  ['an option nobody knows', ['a.json', '--best']],
])('refuses %s', (_, args) => {
  expect(() => suggestArguments(args)).toThrow(BadInput)
})
