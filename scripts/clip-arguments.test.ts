import { expect, test } from 'vitest'
import { BadInput, clipArguments } from './clip-arguments.ts'

test('a video alone is enough', () => {
  expect(clipArguments(['talk.mp4'])).toEqual({
    video: 'talk.mp4',
    transcript: null,
    count: 5,
    min: 30_000,
    max: 90_000,
    shapes: ['9:16'],
    style: 'punch',
    out: null,
  })
})

test('everything can be said', () => {
  const said =
    'talk.mp4 --transcript a.srt --count 3 --min 12.5 --max 20 --aspect 9:16,1:1,9:16 --style clear --out there'
  expect(clipArguments(said.split(' '))).toEqual({
    video: 'talk.mp4',
    transcript: 'a.srt',
    count: 3,
    min: 12_500,
    max: 20_000,
    shapes: ['9:16', '1:1'],
    style: 'clear',
    out: 'there',
  })
})

test('a longer shortest moves the longest', () => {
  expect(clipArguments(['a.mp4', '--min', '120'])?.max).toBe(120_000)
})

test('help is help, whatever else is said', () => {
  expect(clipArguments(['--help'])).toBeNull()
})

test.each([
  ['no video', ''],
  ['two videos', 'a.mp4 b.mp4'],
  ['an unknown option', 'a.mp4 --fast'],
  ['no number', 'a.mp4 --count many'],
  ['half a clip', 'a.mp4 --count 1.5'],
  ['no clips', 'a.mp4 --count 0'],
  ['an empty number', 'a.mp4 --min='],
  ['min over max', 'a.mp4 --min 50 --max 40'],
  ['an unknown shape', 'a.mp4 --aspect 9:16,3:2'],
  ['an unknown style', 'a.mp4 --style cheerful'],
])('refuses %s in one line', (_, said) => {
  let told = ''
  try {
    clipArguments(said.split(' ').filter(Boolean))
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    told = error.message
  }
  expect(told).toMatch(/^[^\n]{10,260}\.?$/)
})
