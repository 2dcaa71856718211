import { expect, test } from 'vitest'
import { makeTranscript, transcriptWords, type Word } from '../transcript.ts'
import { findTightenings } from './find-tightenings.ts'

/** Words of 200 ms with 50 ms between; a number is that much more silence, ms. `Ben:` changes who speaks. */
function say(line: string, { language = 'en', timing = 'native' as 'native' | 'estimated' } = {}) {
  let [clock, speaker] = [1000, 'Ana']
  const heard = line.split(' ').flatMap((token) => {
    if (/^\d+$/.test(token)) {
      clock += Number(token)
      return []
    }
    const name = /^([A-Z]\w+):$/.exec(token)?.[1]
    if (name) {
      speaker = name
      return []
    }
    const word = { text: token, from: clock, to: clock + 200, confidence: null, timing }
    clock += 250
    return [{ from: word.from, to: word.to, speaker, words: [word] }]
  })
  return transcriptWords(makeTranscript(language, heard))
}
const found = (line: string, language = 'en') =>
  findTightenings(say(line), language).map(({ kind, say }) => [kind, say])

test('um and uh go wherever they stand', () => {
  expect(found('So um, we uh tried Uhm it')).toEqual([
    ['filler', '“um”'],
    ['filler', '“uh”'],
    ['filler', '“Uhm”'],
  ])
})

test.each([
  [
    'between pauses',
    'It was 300 you know, 300 broken.',
    [['filler', '“you know,”'.replace(',', '')]],
  ],
  ['meant', 'Do you know him?', []],
  ['with a pause on one side only', 'It was like 300 broken.', []],
  ['between pauses, one word', 'It was 200 like 200 broken.', [['filler', '“like”']]],
])('a word that may be meant goes only between pauses: %s', (_, line, expected) => {
  expect(found(line)).toEqual(expected)
})

test('gently, what may be meant stays and a pause may be longer; tightly, less is left', () => {
  const words = say('It was 200 like 200 um broken 900 twice.')
  const kinds = (strength: 'gentle' | 'usual' | 'tight') =>
    findTightenings(words, 'en', strength).map(({ kind, say, sure }) => [kind, say, sure])
  expect(kinds('gentle')).toEqual([['filler', '“um”', true]])
  expect(kinds('usual')).toEqual([
    ['filler', '“like”', false],
    ['filler', '“um”', true],
    ['pause', '0.9 s of silence', true],
  ])
  expect(kinds('tight')[0]).toEqual(['filler', '“like”', true])
})

test('of a retake either try can stay', () => {
  const words = say('We tried that pump again. We tried the pump again.')
  const [retake] = findTightenings(words, 'en')
  const texts = (ids: string[]) =>
    ids.map((id) => words.find((word) => word.id === id)?.text).join(' ')
  expect(texts(retake?.words ?? [])).toBe('We tried that pump again.')
  expect(texts(retake?.again ?? [])).toBe('We tried the pump again.')
})

test('each language has its own, and an unknown one has none', () => {
  expect(found('Das ist äh gut', 'de')).toEqual([['filler', '“äh”']])
  expect(found('Das ist um gut', 'de')).toEqual([])
  expect(found('So um we tried', 'xx')).toEqual([])
  expect(found('So um we tried', 'en-gb')).toEqual([['filler', '“um”']])
})

test('a pause over 0.7 s is left a quarter of a second, outside of every word', () => {
  const words = say('We 1450 tried it 640 twice.')
  const [pause, ...more] = findTightenings(words, 'en')
  expect(more).toEqual([])
  expect(pause).toMatchObject({ kind: 'pause', say: '1.5 s of silence', words: [], gain: 1250 })
  const [range] = pause?.pauses ?? []
  expect(range).toEqual({ from: 1350, to: 2600 })
  expect(words.every(({ from, to }) => to <= (range?.from ?? 0) || from >= (range?.to ?? 0))).toBe(
    true,
  )
})

test('times that are estimated tell nothing of silence', () => {
  expect(findTightenings(say('We 2000 tried um it.', { timing: 'estimated' }), 'en')).toMatchObject(
    [{ kind: 'filler', say: '“um”' }],
  )
})

test('between words that are not neighbours there is no pause to find', () => {
  const words = say('We tried it 1500 twice.')
  expect(
    findTightenings(
      words.filter((_, i) => i !== 2),
      'en',
    ),
  ).toEqual([])
})

test.each([
  [
    'word for word',
    'We tried the pump again. We tried the pump again.',
    ['We', 'tried', 'the', 'pump', 'again.'],
  ],
  [
    'nearly',
    'We tried that pump again. Sorry. We tried the pump again.',
    ['We', 'tried', 'that', 'pump', 'again.', 'Sorry.'],
  ],
  ['a false start', 'We tried— We tried the pump.', ['We', 'tried—']],
])('a sentence said twice goes once, the first of them: %s', (_, line, gone) => {
  const words = say(line)
  const [retake, ...more] = findTightenings(words, 'en')
  expect(more).toEqual([])
  expect(retake?.kind).toBe('retake')
  expect(retake?.words.map((id) => words.find((word) => word.id === id)?.text)).toEqual(gone)
})

test.each([
  ['another says it', 'We tried the pump again. Ben: We tried the pump again.'],
  ['it is short', 'Never again. Never again.'],
  [
    'only the beginning is the same',
    'We tried the pump again. We tried to sing to a whole harbour of whales.',
  ],
])('is no retake where %s', (_, line) => {
  expect(found(line)).toEqual([])
})

test('nothing is offered twice', () => {
  const words: Word[] = say('We um tried the pump again. 900 We tried the pump again.')
  const all = findTightenings(words, 'en')
  const ids = all.flatMap((one) => one.words)
  expect(new Set(ids).size).toBe(ids.length)
  expect(all.map(({ kind }) => kind)).toEqual(['retake'])
})
