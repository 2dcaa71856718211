import { expect, test } from 'vitest'
import { splitSentences } from './sentences.ts'
import { talk } from './talk.fixtures.ts'

const said = (lines: string | string[]) => splitSentences(talk(lines)).map(({ text }) => text)

test.each<[string, string | string[], string[]]>([
  ['ends at marks', 'We cut it. Did it help? Yes!', ['We cut it.', 'Did it help?', 'Yes!']],
  [
    'knows abbreviations',
    'Mr. Hill met Dr. Fox at noon. They spoke.',
    ['Mr. Hill met Dr. Fox at noon.', 'They spoke.'],
  ],
  [
    'knows initials',
    'It was J. R. Stone who came. We sat.',
    ['It was J. R. Stone who came.', 'We sat.'],
  ],
  [
    'leaves decimals whole',
    'It fell by 3.5 percent. We sold.',
    ['It fell by 3.5 percent.', 'We sold.'],
  ],
  [
    'goes on after e.g. and i.e.',
    'Bring a tool, e.g. a saw. Then cut.',
    ['Bring a tool, e.g. a saw.', 'Then cut.'],
  ],
  [
    'keeps a number with its No.',
    'Take No. 7 to the end. Get off.',
    ['Take No. 7 to the end.', 'Get off.'],
  ],
  [
    'keeps the closing quote',
    'He said "We are done." Nobody moved.',
    ['He said "We are done."', 'Nobody moved.'],
  ],
  [
    'goes on after a quoted question',
    '"Why now?" she asked us. We left.',
    ['"Why now?" she asked us.', 'We left.'],
  ],
  [
    'goes on after dots in small letters',
    'I wonder... maybe not. Fine.',
    ['I wonder... maybe not.', 'Fine.'],
  ],
  [
    'ends at dots before a capital',
    'I wonder... Maybe not. Fine.',
    ['I wonder...', 'Maybe not.', 'Fine.'],
  ],
  [
    'ends where somebody else speaks',
    ['Ana: We begin with the', 'Ben: Hold on. Not yet.'],
    ['We begin with the', 'Hold on.', 'Not yet.'],
  ],
  [
    'joins cues that break in the middle',
    ['This sentence runs over', 'two cues of one', 'file. And ends.'],
    ['This sentence runs over two cues of one file.', 'And ends.'],
  ],
  [
    'reads other scripts',
    '今日は晴れです。 明日は雨です。',
    ['今日は晴れです。', '明日は雨です。'],
  ],
])('%s', (_, lines, sentences) => {
  expect(said(lines)).toEqual(sentences)
})

test('a long pause breaks a sentence off, and no clip starts or ends there', () => {
  const pieces = splitSentences(talk('We waited | and waited. Then it came.'))
  expect(pieces.map(({ text, opens, closes }) => [text, opens, closes])).toEqual([
    ['We waited', true, false],
    ['and waited.', false, true],
    ['Then it came.', true, true],
  ])
})

test('without punctuation pauses end a sentence', () => {
  const words = 'we went up the hill and looked at the valley below us'
  const sentences = splitSentences(talk(`${words} | ${words} | ${words}`))
  expect(sentences.map(({ text }) => text)).toEqual([words, words, words])
  expect(sentences.every(({ opens, closes }) => opens && closes)).toBe(true)
})

test('a stretch without punctuation or pauses is still cut into sentences one can choose from', () => {
  const sentences = splitSentences(
    talk(Array.from({ length: 60 }, () => 'we went up the hill again')),
  )
  expect(sentences.length).toBeGreaterThan(4)
  expect(Math.max(...sentences.map(({ first, last }) => last - first + 1))).toBeLessThanOrEqual(70)
})

test('what an interruption broke off does not open a clip', () => {
  const pieces = splitSentences(
    talk(['Ana: We have to stop and', 'Ben: Yeah.', 'Ana: think about it. Then go.']),
  )
  expect(pieces.map(({ text, opens }) => [text, opens])).toEqual([
    ['We have to stop and', true],
    ['Yeah.', true],
    ['think about it.', false],
    ['Then go.', true],
  ])
})

test('sentences cover every word once, in order', () => {
  const sentences = splitSentences(
    talk(['Ana: One. Two three', 'Ben: four? Five', 'Ana: six seven.']),
  )
  expect(sentences[0]?.first).toBe(0)
  for (const [i, { first }] of sentences.entries())
    if (i > 0) expect(first).toBe((sentences[i - 1]?.last ?? 0) + 1)
})

test('a quotation that runs over sentences has an inside', () => {
  const sentences = splitSentences(
    talk('He said, "We are done. Go home. It is late." Nobody moved.'),
  )
  expect(
    sentences.map(({ insideQuote, leavesQuoteOpen }) => [insideQuote, leavesQuoteOpen]),
  ).toEqual([
    [false, true],
    [true, true],
    [true, false],
    [false, false],
  ])
})
