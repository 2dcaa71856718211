import { expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { ms } from '../time.ts'
import {
  confirmWords,
  correctedWords,
  type EditedSegment,
  retimeSegment,
  retimeWord,
  reversed,
  rewriteSegments,
} from './edit-segments.ts'

/** Words of 300 ms with 100 ms between, from `from` on. */
const segment = (id: string, text: string, from = 0, speaker: number | null = 0): EditedSegment => {
  const words = text.split(' ').map((word, i) => ({
    text: word,
    from: ms(from + i * 400),
    to: ms(from + i * 400 + 300),
    confidence: 0.9,
    timing: 'native' as const,
  }))
  const to = ms(from + words.length * 400 - 100)
  return { id, from: ms(from), to, confidence: null, speaker, words }
}
const text = (one: EditedSegment) => one.words.map((word) => word.text).join(' ')
const times = (one: EditedSegment) => one.words.map(({ from, to }) => [from, to])
const codeOf = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    return error instanceof AppError ? error.code : error
  }
  return null
}

test('a segment divided in two keeps every word, its time and its confidence', () => {
  const before = segment('a', 'We tried it. It broke.', 1000)
  const parts = [
    { text: 'We tried it.', speaker: 0 },
    { text: 'It broke.', speaker: 1 },
  ]
  const [first, second] = rewriteSegments([before], parts, () => 'new')
  expect(first).toMatchObject({ id: 'a', from: 1000, to: 2100, speaker: 0 })
  expect(second).toMatchObject({ id: 'new', from: 2200, to: 2900, speaker: 1 })
  expect([...(first?.words ?? []), ...(second?.words ?? [])]).toEqual(before.words)
})

test('two segments joined are one from the first’s beginning to the second’s end', () => {
  const run = [segment('a', 'We tried', 0), segment('b', 'it twice.', 800, 1)]
  const [joined, ...rest] = rewriteSegments(run, [{ text: 'We tried it twice.', speaker: 0 }])
  expect(rest).toEqual([])
  expect(joined).toMatchObject({ id: 'a', from: 0, to: 1500, speaker: 0 })
  expect(joined?.words).toEqual(run.flatMap(({ words }) => words))
})

test('new words share the time between those that stay, and are marked as estimated', () => {
  const [after] = rewriteSegments(
    [segment('a', 'We tried it.')],
    [{ text: 'We really hardly tried it.', speaker: 0 }],
  )
  expect(after?.words.map(({ timing }) => timing)).toEqual([
    ...['native', 'estimated', 'estimated', 'native', 'native'],
  ])
})

test('times that were estimated stay marked when a word is put right', () => {
  const before = segment('a', 'We tried it.')
  before.words = before.words.map((word) => ({ ...word, timing: 'estimated' as const }))
  for (const line of ['We fried it.', 'We tried it twice.']) {
    const [after] = rewriteSegments([before], [{ text: line, speaker: 0 }])
    expect(new Set(after?.words.map(({ timing }) => timing))).toEqual(new Set(['estimated']))
  }
})

test('a word written as two is timed by guess, and says so', () => {
  const [after] = rewriteSegments(
    [segment('a', 'more information please')],
    [{ text: 'more in formation please', speaker: 0 }],
  )
  expect(after?.words.map(({ text, timing }) => [text, timing])).toEqual([
    ...[
      ['more', 'native'],
      ['in', 'estimated'],
      ['formation', 'estimated'],
      ['please', 'native'],
    ],
  ])
})

test('a part without words is refused', () => {
  const parts = [
    { text: 'We', speaker: 0 },
    { text: '  ', speaker: 0 },
  ]
  expect(codeOf(() => rewriteSegments([segment('a', 'We tried.')], parts))).toBe('transcript.empty')
})

test('a segment that is moved takes its words along in proportion', () => {
  const before = segment('a', 'We tried it.', 1000)
  const moved = retimeSegment(before, { from: 2000, to: 4200 }, { after: 0, before: 9000 })
  expect(moved).toMatchObject({ from: 2000, to: 4200 })
  expect(times(moved)).toEqual([
    [2000, 2600],
    [2800, 3400],
    [3600, 4200],
  ])
})

test('a word that somebody timed is no longer estimated, and its segment reaches as far', () => {
  const before = segment('a', 'We tried it.', 1000)
  before.words = before.words.map((word) => ({ ...word, timing: 'estimated' as const }))
  const after = retimeWord(before, 2, { from: 1900, to: 2600 }, { after: 0, before: 9000 })
  expect(after.to).toBe(2600)
  expect(after.words.map(({ timing }) => timing)).toEqual(['estimated', 'estimated', 'native'])
})

test.each([
  ['before the word before it', 1, { from: 900, to: 1500 }],
  ['after the word that follows', 1, { from: 1900, to: 2100 }],
  ['before the segment before', 0, { from: 400, to: 900 }],
  ['after the segment that follows', 2, { from: 9500, to: 9900 }],
  ['end before it begins', 1, { from: 1500, to: 1500 }],
])('a word cannot be moved to %s', (_, index, to) => {
  const before = segment('a', 'We tried it.', 1000)
  const around = { after: 600, before: 9000 }
  expect(codeOf(() => retimeWord(before, index, to, around))).toBe('words.out-of-order')
})

test('a segment cannot be moved past its neighbours', () => {
  const before = segment('a', 'We tried it.', 1000)
  const around = { after: 600, before: 2500 }
  const move = (from: number, to: number) => () => retimeSegment(before, { from, to }, around)
  expect(codeOf(move(500, 1600))).toBe('words.out-of-order')
  expect(codeOf(move(1000, 4000))).toBe('words.out-of-order')
  expect(codeOf(move(2000, 1900))).toBe('words.out-of-order')
  expect(codeOf(move(700, 1800))).toBeNull()
})

test('a word that somebody vouches for is doubted no more, and has no confidence made up', () => {
  const before = segment('a', 'We tried it.')
  expect(confirmWords(before, [1]).words.map(({ confidence }) => confidence)).toEqual([
    0.9,
    null,
    0.9,
  ])
  expect(codeOf(() => confirmWords(before, [3]))).toBe('segment.not-found')
})

test('only words put right one for one are told as corrected', () => {
  const before = segment('a', 'We fried it.')
  const change = (line: string) => {
    const after = rewriteSegments([before], [{ text: line, speaker: 0 }])
    return { at: 0, before: [before], after }
  }
  expect(correctedWords([change('We tried it.')])).toEqual([
    { from: 400, to: 700, was: 'fried', now: 'tried' },
  ])
  expect(correctedWords([change('We have tried it.')])).toEqual([])
  const back = reversed([change('We tried it.')])
  expect(back[0]?.after.map(text)).toEqual(['We fried it.'])
})
