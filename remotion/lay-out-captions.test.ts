import { expect, test, vi } from 'vitest'
import { type CaptionStyle, StyleName } from '#core/caption-style.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { Shape, shapeSize } from '#core/shape.ts'
import { ms } from '#core/time.ts'
import type { LaidPage } from './caption-layout.ts'
import { captionLettering, captionLetters, layOutCaptions } from './lay-out-captions.ts'
import { evenFont, linesOf, styled } from './layout.fixtures.ts'

const layOut = (name: StyleName, line: string, shape: Shape = '9:16') =>
  layOutCaptions(styled(name, line), shape, evenFont)

const only = (pages: LaidPage[]): LaidPage => {
  const [page] = pages
  if (!page || pages.length > 1) throw new Error(`${pages.length} pages where one was expected`)
  return page
}

test('capitals where the style has them, and no others', () => {
  expect(linesOf(only(layOut('punch', 'so straße')))).toEqual(['SO STRASSE'])
  expect(linesOf(only(layOut('steps', 'so straße')))).toEqual(['so straße'])
})

test('capitals are those of the captions’ language, whatever machine draws them', () => {
  const project = styled('punch', 'iyi')
  const turkish = { ...project, captioned: project.words, captionLanguage: 'tr' }
  const written = (clip: ClipProject) => {
    // One that nothing was laid out with yet.
    const page = only(layOutCaptions(clip, '9:16', (...run) => evenFont(...run)))
    return [linesOf(page), captionLetters(clip).includes('İ'), page.key]
  }
  const here = [written(project), written(turkish)]
  const toUpper = String.prototype.toLocaleUpperCase
  const machine = vi.spyOn(String.prototype, 'toLocaleUpperCase')
  machine.mockImplementation(function (this: string, language = 'tr') {
    return toUpper.call(this, language)
  })
  const onTurkishMachine = [written(project), written(turkish)]
  machine.mockRestore()
  expect(here.map(([lines, fetched]) => [lines, fetched])).toEqual([
    [['IYI'], false],
    [['İYİ'], true],
  ])
  expect(onTurkishMachine).toEqual(here)
  expect(here[0]?.[2]).not.toBe(here[1]?.[2])
})

test('words are emphasised by hand, by the voice, or both, as the clip says', () => {
  const project = styled('punch', 'so *here we go')
  const [, here, we] = project.words
  const loud = [{ from: ms(we?.from ?? 0), to: ms(we?.to ?? 0) }]
  const strong = (emphasisBy: CaptionStyle['emphasisBy'], emphasised = true) =>
    layOutCaptions(
      { ...project, loud, style: { ...project.style, emphasisBy, emphasised } },
      '9:16',
      evenFont,
    )
      .flatMap((page) => page.words)
      .flatMap((word) => (word.emphasised ? [word.index] : []))
  expect(here?.emphasised).toBe(true)
  expect(strong('hand')).toEqual([1])
  expect(strong('loudness')).toEqual([2])
  expect(strong('both')).toEqual([1, 2])
  expect(strong('both', false)).toEqual([])
})

test('an emoji is fetched wherever it is written: with a word that is loud, and in another language', () => {
  const project = styled('reaction', 'so fire here')
  const style = { ...project.style, emphasisBy: 'loudness' as const }
  const emojiWritten = (clip: ClipProject) => [
    layOutCaptions(clip, '9:16', evenFont)
      .flatMap((page) => [...page.words, ...page.labels])
      .flatMap(({ runs }) => runs.flatMap((run) => (run.emoji ? [run.text] : []))),
    captionLettering(clip).map(({ letters }) => letters.includes('🔥')),
  ]
  const loud = { ...project, style, loud: [{ from: ms(400), to: ms(700) }] }
  expect(emojiWritten(loud)).toEqual([['🔥'], [true]])
  expect(emojiWritten({ ...loud, loud: [] })).toEqual([[], [false]])
  const captioned = project.words.map((word) => ({
    ...word,
    emoji: word.text === 'so' ? '🔥' : null,
  }))
  expect(emojiWritten({ ...project, captioned })).toEqual([['🔥'], [true]])
})

test('captions that are off take no place', () => {
  const project = styled('punch', 'so here')
  const off = { ...project, style: { ...project.style, enabled: false } }
  expect(layOutCaptions(off, '9:16', evenFont)).toEqual([])
  expect(captionLetters(off)).toBe('')
})

test('a page too big for its lines becomes two, and each word keeps its time', () => {
  const pages = layOut('punch', 'enormously complicated vocabulary everywhere')
  expect(pages.map(linesOf)).toEqual([
    ['ENORMOUSLY', 'COMPLICATED'],
    ['VOCABULARY', 'EVERYWHERE'],
  ])
  expect(pages[0]?.to).toBe(pages[1]?.from)
  expect(pages[1]?.from).toBe(24)
})

test('a long word shrinks its page, and a very long one is divided', () => {
  const [usual, long, divided] = [
    'so here',
    'incomprehensibly',
    'donaudampfschifffahrtselektrizität',
  ]
    .map((line) => only(layOut('punch', line)))
    .map((page) => ({ size: page.size, lines: linesOf(page) }))
  expect(long?.size).toBeLessThan(usual?.size ?? 0)
  expect(long?.size).toBeGreaterThanOrEqual((usual?.size ?? 0) * 0.72)
  expect(long?.lines).toEqual(['INCOMPREHENSIBLY'])
  expect(divided?.lines.length).toBeGreaterThan(1)
  expect(divided?.lines.slice(0, -1).every((line) => line.endsWith('-'))).toBe(true)
  expect(divided?.lines.join('').replaceAll('-', '')).toBe('DONAUDAMPFSCHIFFFAHRTSELEKTRIZITÄT')
})

test('right-to-left lines run from the right, Latin stretches in them do not', () => {
  const page = only(layOut('steps', 'هذا TV HD شيئاً'))
  expect(page.rightToLeft).toBe(true)
  expect(page.words.map((word) => [word.index, word.runs[0]?.text])).toEqual([
    [3, 'شيئاً'],
    [1, 'TV'],
    [2, 'HD'],
    [0, 'هذا'],
  ])
})

test('Japanese words stand without gaps', () => {
  const [first, second] = only(layOut('steps', 'これが 一番')).words
  expect(second?.x).toBeCloseTo((first?.x ?? 0) + (first?.width ?? 0))
})

test('emoji are runs of their own, copyright signs are not', () => {
  const page = only(layOut('steps', 'hot🔥 ©2026'))
  expect(page.words.map((word) => word.runs.map((run) => [run.text, run.emoji]))).toEqual([
    [
      ['hot', false],
      ['🔥', true],
    ],
    [['©2026', false]],
  ])
})

test('the block’s lower edge stays put, however many lines there are', () => {
  const bottoms = ['so', 'nobody tells you this', 'internationalisation'].map((line) =>
    layOut('punch', line).map((page) => page.block.y + page.block.height),
  )
  for (const bottom of bottoms.flat()) expect(bottom).toBeCloseTo(1920 * 0.645)
})

test('a clip’s own height and size are followed', () => {
  const project = styled('clear', 'so here')
  const page = only(
    layOutCaptions(
      { ...project, style: { ...project.style, y: 0.2, size: 1.2 } },
      '9:16',
      evenFont,
    ),
  )
  expect(page.block.y + page.block.height).toBeCloseTo(1920 * 0.8)
  expect(page.size).toBeCloseTo(1080 * 0.07 * 1.2)
})

const keyOf = (project: ClipProject) => only(layOutCaptions(project, '9:16', evenFont)).key
/** A page of these words, whatever is in them. */
const saying = (texts: string[], speaker: number | null = null): ClipProject => {
  const project = styled('steps', texts.map(() => 'word').join(' '))
  return {
    ...project,
    words: project.words.map((word, i) => ({ ...word, text: texts[i] ?? '', speaker })),
  }
}

test.each([
  ['a speaker’s number and a digit that is written', saying(['2'], 0), saying(['20'])],
  ['one word with a space in it and two words', saying(['New York']), saying(['New', 'York'])],
  ['a star that is written and emphasis', saying(['*so'], 0), styled('steps', '*so')],
])('pages are told apart: %s', (_, one, other) => {
  expect(keyOf(one)).not.toBe(keyOf(other))
})

test('Han letters are told apart by whose they are', () => {
  const keyBefore = (rest: string) =>
    layOutCaptions(styled('steps', `東京 … ${rest}`), '9:16', evenFont)[0]?.key
  expect(keyBefore('です')).not.toBe(keyBefore('上海'))
  expect(keyBefore('です')).toBe(keyBefore('でした'))
})

const hard = [
  'so here is the thing nobody tells you',
  'incomprehensibly internationalised telecommunications',
  'donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  'これが 一番 大切な ことです 本当に',
  'هذا أهم شيء تعلمته اليوم',
  'we hit 1,000,000 🎉 *users 🔥',
]

test.each(
  Shape.options.flatMap((shape) => StyleName.options.map((name) => [name, shape] as const)),
)('%s keeps its text inside the safe width of %s, upright on the picture', (name, shape) => {
  const { width, height } = shapeSize[shape]
  for (const line of hard) {
    for (const page of layOut(name, line, shape)) {
      for (const { x, width: wide } of page.words) {
        expect(x).toBeGreaterThan(width * 0.1 - 1)
        expect(x + wide).toBeLessThan(width * 0.9 + 1)
      }
      expect(page.block.y).toBeGreaterThanOrEqual(0)
      expect(page.block.y + page.block.height).toBeLessThanOrEqual(height)
    }
  }
})

test('words of one line never touch', () => {
  for (const name of StyleName.options) {
    for (const page of hard
      .filter((line) => !/[ぁ-ん]/.test(line))
      .flatMap((l) => layOut(name, l))) {
      for (const [i, word] of page.words.entries()) {
        const before = page.words[i - 1]
        if (before?.line === word.line) expect(word.x).toBeGreaterThan(before.x + before.width)
      }
    }
  }
})
