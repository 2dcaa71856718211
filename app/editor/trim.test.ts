import { expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { cutList } from '#core/cut-list.ts'
import type { Word } from '#core/transcript.ts'
import { clipBlocks } from './clip-blocks.ts'
import { dragPlace, dragSource, nextWordEdge, settleEdge } from './trim.ts'

function block(line: string) {
  const project = clipOf(line)
  const [first] = clipBlocks(project, cutList(project))
  if (!first) throw new Error('no block')
  return first
}
const words: Word[] = clipOf('a b c d e').words.map((word) => ({
  ...word,
  confidence: null,
  timing: 'native',
}))

test('inwards an edge passes over what is cut already, outwards the source goes on', () => {
  const cut = block('a -b -c d')
  // Cuts lie on whole frames, so a place in the clip is known to half a frame.
  expect(Math.abs(dragSource(cut, 'to', -200) - 1400)).toBeLessThan(20)
  expect(dragSource(cut, 'to', -500)).toBeLessThan(380)
  expect(dragSource(cut, 'to', 300)).toBe(1900)
  expect(dragSource(cut, 'from', -300)).toBe(-300)
  expect(dragSource(cut, 'from', 400)).toBeGreaterThan(1140)
})

test('an edge is drawn where the pointer has it', () => {
  const cut = block('a -b -c d')
  for (const by of [-700, -500, -200, 300]) {
    expect(dragPlace(cut, 'to', dragSource(cut, 'to', by))).toBeCloseTo(cut.end + by, -1)
  }
  for (const by of [-300, 200, 400, 700]) {
    expect(dragPlace(cut, 'from', dragSource(cut, 'from', by))).toBeCloseTo(cut.start + by, -1)
  }
})

const settle = (source: number, more: Partial<Parameters<typeof settleEdge>[0]> = {}) =>
  settleEdge({
    source,
    edge: 'to',
    words,
    limits: { min: 100, max: 1900 },
    pxPerMs: 0.1,
    snapping: true,
    free: false,
    playhead: null,
    captions: [],
    ...more,
  })

test('an edge is drawn to where a caption goes, but sooner to a word', () => {
  const near = { pxPerMs: 0.4, captions: [1390] }
  expect(settle(1400, near).target).toEqual({ ms: 1390, kind: 'caption' })
  expect(settle(1150, { captions: [1151] }).target).toEqual({ ms: 1180, kind: 'word' })
})

test('an edge is drawn to the breath after a word', () => {
  expect(settle(1110)).toEqual({ source: 1180, target: { ms: 1180, kind: 'word' } })
})

test('with snap off it only stays out of words, and held it goes anywhere', () => {
  expect(settle(1050, { snapping: false })).toEqual({ source: 1180, target: null })
  expect(settle(1050, { free: true })).toEqual({ source: 1050, target: null })
})

test('it stops at its limits', () => {
  expect(settle(-400).source).toBe(100)
  expect(settle(9000).source).toBe(1900)
})

test('⇧ and an arrow go from word to word', () => {
  expect(nextWordEdge(words, 'to', 1180, 1)).toBe(1580)
  expect(nextWordEdge(words, 'to', 1180, -1)).toBe(780)
  expect(nextWordEdge(words, 'from', 0, -1)).toBe(0)
})
