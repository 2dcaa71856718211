import { expect, test } from 'vitest'
import { plainStyle } from './caption-style.ts'
import { clipOf } from './clip-project.fixtures.ts'
import { toAss, toSrt, toText, toVtt } from './subtitles.ts'

const steps = (line: string) => ({ ...clipOf(line), style: plainStyle('steps') })

test('SRT has a numbered cue a page, on clip time, without the cut words', () => {
  expect(toSrt(steps('So -um here we are. … It works.'))).toBe(`1
00:00:00,000 --> 00:00:01,927
So here we are.

2
00:00:02,627 --> 00:00:03,433
It works.
`)
})

test('VTT says the same with its own marks', () => {
  expect(toVtt(steps('Tom & Jerry <live>'))).toBe(`WEBVTT

00:00:00.000 --> 00:00:01.600
Tom &amp; Jerry &lt;live&gt;
`)
})

test('text that looks like SRT syntax stays text', () => {
  const project = steps('one a-->b two')
  expect(toSrt(project)).toContain('\none a→b two\n')
})

test('Japanese words stand without spaces', () => {
  expect(toSrt(steps('これが 一番 大切な ことです。'))).toContain('\nこれが一番大切なことです。\n')
})

test('a clip without words has an empty file', () => {
  expect(toSrt(steps('-gone'))).toBe('')
  expect(toVtt(steps('…'))).toBe('WEBVTT\n')
})

test('hours are written out', () => {
  const project = steps('late')
  const shift = 2 * 3_600_000
  const late = {
    ...project,
    pieces: project.pieces.map((piece) => ({ ...piece, to: (shift + 1000) as typeof piece.to })),
    words: project.words.map((word) => ({
      ...word,
      from: shift as typeof word.from,
      to: (shift + 300) as typeof word.to,
    })),
  }
  expect(toSrt(late)).toContain('02:00:00,000 --> 02:00:00,700')
})

test('ASS has a line a page, for a picture of the shape’s size', () => {
  const ass = toAss(steps('So -um here we are. … It works.'), '1:1')
  expect(ass).toContain('PlayResX: 1080\nPlayResY: 1080\n')
  expect([...ass.matchAll(/^Dialogue: .*$/gm)].map(([line]) => line)).toEqual([
    'Dialogue: 0,0:00:00.00,0:00:01.93,Default,,0,0,0,,So here we are.',
    'Dialogue: 0,0:00:02.63,0:00:03.43,Default,,0,0,0,,It works.',
  ])
})

test('text that looks like an ASS command stays text', () => {
  const ass = toAss(steps('{\\\\fs99}big a\\\\Nb'), '9:16')
  const said = /Default,,0,0,0,,(.*)/.exec(ass)?.[1]
  expect(said).not.toMatch(/[{}\\\\]/)
  expect(said).toContain('fs99')
})

test('plain text is what is said, a paragraph for each turn', () => {
  expect(toText(steps('So -um here we are. | It works.'))).toBe('So here we are.\n\nIt works.\n')
  expect(toText(steps('-gone'))).toBe('')
})
