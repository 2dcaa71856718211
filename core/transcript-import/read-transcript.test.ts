import { expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { makeTranscript, transcriptWords } from '../transcript.ts'
import { toWhisperJson } from '../whisper-json.ts'
import { fitTranscript, readTranscript } from './read-transcript.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string | Uint8Array) =>
  readTranscript(typeof text === 'string' ? bytes(text) : text).transcript
/** `text@from-to` of each word, a `~` before the times where they are estimated. */
const said = (text: string | Uint8Array) =>
  transcriptWords(read(text)).map(
    ({ text, from, to, timing }) => `${text}${timing === 'estimated' ? '~' : '@'}${from}-${to}`,
  )
const turns = (text: string) => {
  const { speakers, segments } = read(text)
  return segments.map(({ speaker, words }) => [
    speaker === null ? null : speakers[speaker],
    words.map((word) => word.text).join(' '),
  ])
}
const refusal = (text: string | Uint8Array) => {
  try {
    read(text)
    return 'accepted'
  } catch (error) {
    return error instanceof AppError ? error.code : error
  }
}

const srt =
  '1\n00:00:01,000 --> 00:00:02,000\nHello there.\n\n2\n00:00:03,500 --> 00:00:04,000\nBye.\n'

test('spreads the words of a caption over its time, by their length', () => {
  expect(said(srt)).toEqual(['Hello~1000-1462', 'there.~1462-2000', 'Bye.~3500-4000'])
})

test.each([
  ['a byte order mark and Windows line ends', `\uFEFF${srt.replaceAll('\n', '\r\n')}`],
  ['old Mac line ends', srt.replaceAll('\n', '\r')],
  ['points for commas', srt.replaceAll(',', '.')],
  ['no numbers', srt.replace(/^\d\n/gm, '')],
  ['no blank lines', srt.replaceAll('\n\n', '\n')],
  ['positions after the times', srt.replaceAll(/(--> .*)/g, '$1 X1:40 X2:600 Y1:20 Y2:50')],
  ['short hours', srt.replaceAll('00:00:', '0:00:')],
  [
    'tags',
    srt.replace('Hello', '{\\an8}<i>Hello</i>').replace('Bye', '<font color="red">Bye</font>'),
  ],
])('reads SRT with %s', (_, text) => {
  expect(said(text)).toEqual(said(srt))
})

test.each([
  ['UTF-16 little endian with a mark', Buffer.from(`\uFEFF${srt}`, 'utf16le')],
  ['UTF-16 little endian without one', Buffer.from(srt, 'utf16le')],
  ['UTF-16 big endian', Buffer.from(`\uFEFF${srt}`, 'utf16le').swap16()],
])('reads %s', (_, encoded) => {
  expect(said(encoded)).toEqual(said(srt))
})

test('reads the letters of Windows files', () => {
  const text = srt.replace('Hello there.', 'Grüße aus Köln – “naïve”')
  const windows = Uint8Array.from(text, (letter) =>
    letter === '–' ? 0x96 : letter === '“' ? 0x93 : letter === '”' ? 0x94 : letter.charCodeAt(0),
  )
  expect(
    said(windows)
      .slice(0, 5)
      .map((word) => word.split('~')[0]),
  ).toEqual(['Grüße', 'aus', 'Köln', '–', '“naïve”'])
})

test('a line of digits is said, a number above times is not', () => {
  const text = '1\n00:00:01,000 --> 00:00:02,000\n42\n\n2\n00:00:03,000 --> 00:00:04,000\nYes.\n'
  expect(said(text).map((word) => word.split('~')[0])).toEqual(['42', 'Yes.'])
})

test('reads WebVTT with voices, notes, styles, settings and entities', () => {
  const text = `WEBVTT - a talk
Language: en

NOTE nobody says this

STYLE
::cue { color: red }

intro
00:01.000 --> 00:02.000 align:start position:10%
<v Ada Moss>Rock &amp; roll

01:00:03.000 --> 01:00:04.000
<v.loud Ben>No.
`
  expect(read(text).language).toBe('en')
  expect(turns(text)).toEqual([
    ['Ada Moss', 'Rock & roll'],
    ['Ben', 'No.'],
  ])
  expect(said(text)[3]).toBe('No.~3603000-3604000')
})

test('two voices in one cue are two turns', () => {
  const text = 'WEBVTT\n\n00:00.000 --> 00:04.000\n<v Ada>Ready?\n<v Ben>Always.\n'
  expect(turns(text)).toEqual([
    ['Ada', 'Ready?'],
    ['Ben', 'Always.'],
  ])
})

test('keeps the word times of WebVTT', () => {
  const text =
    'WEBVTT\n\n00:01.000 --> 00:03.000\nSo<00:01.400><c> we</c><00:01.700><c> tried it</c>\n'
  expect(said(text)).toEqual(['So@1000-1400', 'we@1400-1700', 'tried~1700-2567', 'it~2567-3000'])
})

test('captions that roll are said once', () => {
  const text = `WEBVTT

00:00.000 --> 00:02.000
we<00:00.500><c> went</c>

00:02.000 --> 00:02.010
we went

00:02.010 --> 00:04.000
we went
home<00:03.000><c> early</c>

00:04.000 --> 00:04.010
home early
`
  expect(said(text).map((word) => word.split(/[@~]/)[0])).toEqual(['we', 'went', 'home', 'early'])
})

test('rolling captions in SRT are said once too, and what was said twice stays', () => {
  const lines = ['one two', 'three four', 'five six', 'seven eight', 'nine ten', 'no', 'no']
  const cue = (i: number, text: string) =>
    `${i + 1}\n00:00:0${i},000 --> 00:00:0${i + 1},000\n${text}\n`
  const rolling = lines
    .slice(0, 5)
    .map((line, i) => cue(i, i > 0 ? `${lines[i - 1]}\n${line}` : line))
  const plain = lines.map((line, i) => cue(i, line))
  expect(transcriptWords(read([...rolling, cue(5, 'nine ten\nend')].join('\n'))).length).toBe(11)
  expect(transcriptWords(read(plain.join('\n'))).length).toBe(12)
})

test('sounds in brackets are not words', () => {
  const text = srt.replace('Hello there.', '[Music]\n♪ la la ♪\n(applause)\nHello [laughs] there.')
  expect(
    said(text)
      .slice(0, 2)
      .map((word) => word.split('~')[0]),
  ).toEqual(['Hello', 'there.'])
})

const cues = (...lines: string[]) =>
  lines
    .map((line, i) => `${i + 1}\n00:00:${10 + i},000 --> 00:00:${11 + i},000\n${line}\n`)
    .join('\n')

test('names before lines are speakers, and speak on until the next', () => {
  expect(
    turns(cues('Ada: Where was it?', 'I forget.', 'BEN MOSS: Here.', 'Ada: Ah.', 'BEN MOSS: Yes.')),
  ).toEqual([
    ['Ada', 'Where was it?'],
    ['Ada', 'I forget.'],
    ['BEN MOSS', 'Here.'],
    ['Ada', 'Ah.'],
    ['BEN MOSS', 'Yes.'],
  ])
})

test.each([
  ['a colon in a sentence', cues('Three things: salt, heat, time.', 'That is it.', 'Really.')],
  [
    'a heading that comes once',
    cues('Rachel said nothing.', 'Hamlet: a play by Shakespeare.', 'Good.'),
  ],
  ['words that begin notes', cues('Note: bring water.', 'Note: bring shoes.', 'Step 2: walk.')],
  ['an address', cues('See https://a.test/x', 'and http://b.test', 'now.')],
])('%s names no speaker', (_, text) => {
  expect(read(text).speakers).toEqual([])
})

test('speakers with numbers count from the first time', () => {
  expect(read(cues('Speaker 1: Yes.', 'And so on.', 'It ended.')).speakers).toEqual(['Speaker 1'])
})

test('dashes that tell speakers apart are no words', () => {
  expect(said(cues('- Coffee?\n- Always.')).map((word) => word.split('~')[0])).toEqual([
    'Coffee?',
    'Always.',
  ])
})

const verbose = {
  language: 'english',
  duration: 4,
  segments: [
    {
      start: 0.5,
      end: 1.5,
      text: " That's it.",
      words: [
        { word: ' That', start: 0.5, end: 0.8, probability: 0.9 },
        { word: "'s", start: 0.8, end: 0.9, probability: 0.6 },
        { word: ' it.', start: 1, end: 1.5, probability: 0.95 },
      ],
    },
  ],
}

test('joins sub-words that came without a space before them', () => {
  expect(said(JSON.stringify(verbose))).toEqual(["That's@500-900", 'it.@1000-1500'])
  expect(transcriptWords(read(JSON.stringify(verbose)))[0]?.confidence).toBe(0.6)
  expect(read(JSON.stringify(verbose)).language).toBe('en')
})

test('words beside the segments take the punctuation of the text', () => {
  const text = {
    language: 'english',
    segments: [
      { start: 0, end: 2, text: ' Well, it costs $5. "Really?"' },
      { start: 2, end: 3, text: ' Twenty-five, yes.' },
    ],
    words: [
      { word: 'Well', start: 0, end: 0.3 },
      { word: 'it', start: 0.4, end: 0.5 },
      { word: 'costs', start: 0.5, end: 0.9 },
      { word: '5', start: 1, end: 1.2 },
      { word: 'Really', start: 1.5, end: 2 },
      { word: 'Twenty', start: 2, end: 2.3 },
      { word: 'five', start: 2.3, end: 2.6 },
      { word: 'yes', start: 2.7, end: 3 },
    ],
  }
  expect(said(JSON.stringify(text))).toEqual([
    'Well,@0-300',
    'it@400-500',
    'costs@500-900',
    '$5.@1000-1200',
    '"Really?"@1500-2000',
    'Twenty-five,@2000-2600',
    'yes.@2700-3000',
  ])
})

test('a word the text has and the engine did not time is put where it stands', () => {
  const text = {
    segments: [{ start: 0, end: 2, text: 'So we really tried.' }],
    words: [
      { word: 'So', start: 0, end: 0.2 },
      { word: 'we', start: 0.3, end: 0.5 },
      { word: 'tried', start: 1.2, end: 1.6 },
    ],
  }
  expect(said(JSON.stringify(text))).toEqual([
    'So@0-200',
    'we@300-500',
    'really~500-1200',
    'tried.@1200-1600',
  ])
})

test('numbers in quotes, nulls and missing ends are read for what they are worth', () => {
  const text = {
    language: null,
    segments: [
      {
        start: '0.0',
        end: '2.0',
        text: 'one two three',
        words: [
          { word: 'one', start: '0.1', end: '0.4', confidence: null },
          { word: 'two', start: null, end: null },
          { word: 'three', start: 1.5, end: 1.9, score: 0.7 },
          null,
          { word: 7 },
        ],
      },
      { start: null, end: null, text: 'lost' },
      'nonsense',
    ],
  }
  expect(said(JSON.stringify(text))).toEqual(['one@100-400', 'two~400-1500', 'three@1500-1900'])
})

test('segments without words are spread', () => {
  const text = { segments: [{ start: 1, end: 2, text: 'Hello there.', speaker: 'Ada' }] }
  expect(said(JSON.stringify(text))).toEqual(['Hello~1000-1462', 'there.~1462-2000'])
  expect(read(JSON.stringify(text)).speakers).toEqual(['Ada'])
})

test('words alone are gathered at pauses', () => {
  const text = {
    words: [
      { word: 'One', start: 0, end: 0.3 },
      { word: 'two.', start: 0.3, end: 0.6 },
      { word: 'Three.', start: 3, end: 3.4 },
    ],
  }
  expect(read(JSON.stringify(text)).segments).toHaveLength(2)
})

test('reads the files of whisper.cpp', () => {
  const text = {
    result: { language: 'de' },
    transcription: [{ offsets: { from: 500, to: 1500 }, text: ' Guten Tag.' }],
  }
  expect(read(JSON.stringify(text)).language).toBe('de')
  expect(said(JSON.stringify(text))[0]).toMatch(/^Guten~500/)
})

test('Japanese and Chinese are told apart into words', () => {
  const words = transcriptWords(read(cues('私は学生です。', '東京に住んでいます。')))
  expect(words.length).toBeGreaterThan(4)
  expect(words.map((word) => word.text).join('')).toBe('私は学生です。東京に住んでいます。')
})

test.each([
  ['und', cues('Zxq wvu.', 'Qqq.')],
  ['de', cues('Das ist nicht die Frage, und wir wissen es.', 'Aber auch das ist der Weg.')],
  ['en', cues('This is not the question, and we know it.', 'But that is the way.')],
  ['ja', cues('私は学生です。', 'あなたは？')],
])('takes the language to be %s', (language, text) => {
  expect(read(text).language).toBe(language)
})

test.each([
  ['nothing', 'transcript.empty', ''],
  ['blank lines', 'transcript.empty', '\n\n  \n'],
  ['prose', 'transcript.unreadable', 'Dear all,\nhere is the talk.\n'],
  ['broken JSON', 'transcript.unreadable', '{"segments": [{"start": 0,'],
  ['other JSON', 'transcript.empty', '{"name": "cliproom", "words": 5}'],
  ['a list of numbers', 'transcript.empty', '[1, 2, 3]'],
  ['WebVTT without cues', 'transcript.empty', 'WEBVTT\n\nNOTE nothing here\n'],
  ['captions of sounds alone', 'transcript.empty', cues('[Music]', '♪♪')],
  [
    'a picture',
    'transcript.unreadable',
    Uint8Array.from([0x89, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13]),
  ],
  [
    'a film',
    'transcript.unreadable',
    Uint8Array.from({ length: 9000 }, (_, i) => (i * i * 7) >> 2),
  ],
  ['21 MB', 'transcript.too-large', new Uint8Array(21 * 1024 * 1024)],
])('refuses %s', (_, code, text) => {
  expect(refusal(text)).toBe(code)
})

test('times that run backwards or nowhere still make a transcript that runs forwards', () => {
  const text = cues('one two', 'three').replace('00:00:11,000\n', '00:00:05,000\n')
  const words = transcriptWords(read(`${text}\n\n3\n00:00:01,000 --> 00:00:02,000\nzero\n`))
  for (const [i, word] of words.entries()) {
    expect(word.to).toBeGreaterThan(word.from)
    expect(word.from).toBeGreaterThanOrEqual(words[i - 1]?.from ?? 0)
  }
  expect(words[0]?.text).toBe('zero')
})

test('thirty thousand words are read in a moment, and damage never does more than refuse', () => {
  const line = 'and then we went on and on about it.'
  const many = Array.from({ length: 3400 }, (_, i) => {
    const at = (s: number) => new Date(s * 1000).toISOString().slice(11, 23).replace('.', ',')
    return `${i + 1}\n${at(i * 3)} --> ${at(i * 3 + 2.5)}\n${line}\n`
  }).join('\n')
  // The processor's time, not the clock's: other tests run beside this one.
  const before = process.threadCpuUsage()
  expect(transcriptWords(read(many)).length).toBe(30_600)
  expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(3000)

  // Cut and shuffled at places that follow from one number: printed, should it ever fail.
  const seed = Number(process.env.CLIPROOM_FUZZ_SEED ?? 7150)
  let state = seed
  const random = (below: number) => {
    state = (state * 1103515245 + 12345) & 0x7fffffff
    return state % below
  }
  const sources = [
    srt,
    JSON.stringify(verbose),
    cues('Ada: <v x>one<00:01.000>', '{\\an8}&#x110000;'),
  ]
  for (let i = 0; i < 400; i++) {
    const source = bytes(sources[i % sources.length] ?? '')
    for (let k = 0; k < 1 + random(6); k++) source[random(source.length)] = random(256)
    const damaged = source.slice(0, random(source.length + 1))
    const told = refusal(damaged)
    expect(typeof told, `seed ${seed}, round ${i}: ${told}`).toBe('string')
  }
})

test('words past the end of the video are left out; a transcript of another video is refused', () => {
  const words = Array.from({ length: 20 }, (_, i) => ({
    text: `w${i}`,
    from: i * 1000,
    to: i * 1000 + 500,
    confidence: null,
    timing: 'native' as const,
  }))
  const transcript = makeTranscript('en', [{ from: 0, to: 20_000, speaker: null, words }])
  expect(transcriptWords(fitTranscript(transcript, 16_000)).length).toBe(18)
  expect(() => fitTranscript(transcript, 9000)).toThrow(AppError)
})

test('what we write as JSON comes back as it was', () => {
  for (const text of [srt, cues('Speaker 1: One.', 'Two, three.'), JSON.stringify(verbose)]) {
    const transcript = read(text)
    const again = read(JSON.stringify(toWhisperJson(transcript, 60_000)))
    expect(again).toEqual(transcript)
  }
})
