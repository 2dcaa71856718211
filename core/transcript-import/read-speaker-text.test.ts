import { expect, test } from 'vitest'
import { transcriptWords } from '../transcript.ts'
import { readTranscript } from './read-transcript.ts'

const read = (text: string) => readTranscript(new TextEncoder().encode(text))
const turns = (text: string) => {
  const { speakers, segments } = read(text).transcript
  return segments.map(({ from, speaker, words }) => [
    speaker === null ? null : speakers[speaker],
    from / 1000,
    words.map((word) => word.text).join(' '),
  ])
}

test('reads names in bold, with what goes on in further paragraphs', () => {
  const text =
    '**Ada Moss:** We lost the pump.\n\nIt was raining.\n\n**Ben, PhD**: All of it?\n\n**Ada Moss:** All.'
  expect(read(text).format).toBe('text')
  expect(turns(text)).toEqual([
    ['Ada Moss', 0, 'We lost the pump. It was raining.'],
    ['Ben, PhD', 2.842, 'All of it?'],
    ['Ada Moss', 3.762, 'All.'],
  ])
})

test('reads a name and a time above what is said', () => {
  const text =
    '---\ntitle: A talk: of sorts\n---\n## Start\n\nAda: 00:00:02\n\nFirst line.\nSecond line.\n\nBen: 00:00:05\n\nYes, it is.\n'
  expect(turns(text)).toEqual([
    ['Ada', 2, 'First line. Second line.'],
    ['Ben', 5, 'Yes, it is.'],
  ])
})

test.each([
  ['[00:10] Ada: One two.\n[00:12] Ben: Three.', 10, 12],
  ['Ada: (0:10) One two.\nBen: (0:12) Three.', 10, 12],
  ['**Ada:** \\[00:10\\] One two.\n**Ben:** \\[00:12.50\\] Three.', 10, 12.5],
])('reads times wherever they stand: %s', (text, first, second) => {
  expect(turns(text)).toEqual([
    ['Ada', first, 'One two.'],
    ['Ben', second, 'Three.'],
  ])
})

test('a time within a turn places the words around it', () => {
  const text = '**Ada:** One two three four.\n\n\\[01:00\\] Five six.\n\n**Ben:** Seven.'
  expect(turns(text).map(([, at, said]) => [at, said])).toEqual([
    [0, 'One two three four.'],
    [60, 'Five six.'],
    [60.671, 'Seven.'],
  ])
})

test('time that no words fill stays silent instead of stretching them', () => {
  const words = transcriptWords(
    read('Ada: 00:00:00\nOne two.\n\nBen: 00:30:00\nThree four.').transcript,
  )
  expect(words.map(({ from }) => from)).toEqual([0, 622, 1_800_000, 1_800_380])
  expect(words[1]?.to).toBe(1400)
})

test('what nobody says is left out', () => {
  const text =
    '**Ada:** So \\[laughter\\] here we *are*.\n\n**Break:** \\[25:42\\] Buy soap.\n\n**Ben:** Back \\[unintelligible 00:26:10.05\\] again.\n[removed sponsor segment]'
  expect(turns(text)).toEqual([
    ['Ada', 0, 'So here we are.'],
    ['Ben', 1542, 'Back again.'],
  ])
})

test('every word says that its time is estimated', () => {
  const words = transcriptWords(read('**A B:** One two.\n\n**C D:** Three.').transcript)
  expect(words.map(({ timing }) => timing)).toEqual(['estimated', 'estimated', 'estimated'])
})

test('a text without speakers is refused', () => {
  expect(() => read('Once upon a time there was a pump.\n\nIt broke: badly.')).toThrow(
    'This is not a transcript we can read.',
  )
})
