import { expect, test } from 'vitest'
import { cardFrames, cardsOf, filmStretches, toClipFrame, toFilmFrame } from './card.ts'
import { clipOf } from './clip-project.fixtures.ts'
import type { ClipProject } from './clip-project.ts'
import { clipFrames, cutList } from './cut-list.ts'
import { type Overlay, overlayDefaults } from './overlay.ts'
import { seamsOf } from './seam.ts'
import { toSrt } from './subtitles.ts'
import { ms } from './time.ts'

const whole = clipOf('so here is the thing that nobody says')
const [piece] = whole.pieces
const middle = whole.words[4]?.from ?? ms(0)
/** Of two pieces. */
const clip: ClipProject = {
  ...whole,
  pieces: [
    { ...(piece as NonNullable<typeof piece>), id: 'a', to: middle },
    { ...(piece as NonNullable<typeof piece>), id: 'b', from: middle },
  ],
}
const intro = { kind: 'intro', id: 'intro', ...overlayDefaults.intro, ms: ms(1000) }
const outro = { kind: 'outro', id: 'outro', ...overlayDefaults.outro, ms: ms(2000) }
const withCards = (base: ClipProject, ...overlays: object[]): ClipProject => ({
  ...base,
  overlays: overlays as Overlay[],
})
const second = cutList(clip).find((cut) => cut.piece === 'b')?.start ?? 0
const end = clipFrames(cutList(clip))

test('the hook comes before the intro, and the outro after all', () => {
  const cards = cardsOf(withCards(clip, outro, intro))
  expect(cards.map(({ at, frames }) => [at, frames])).toEqual([
    [second, 30],
    [end, 60],
  ])
  expect(cardFrames(cards)).toBe(90)
  expect(cardsOf(withCards(clip, { ...intro, afterHook: false }))[0]?.at).toBe(0)
})

test('a clip of one piece has no hook of its own: its intro comes first', () => {
  expect(cardsOf(withCards(whole, intro))[0]?.at).toBe(0)
})

test('a card that is turned off, and one of a clip of nothing, is none', () => {
  expect(cardsOf(withCards(clip, { ...intro, on: false }))).toEqual([])
  expect(cardsOf(withCards({ ...clip, pieces: [] }, intro))).toEqual([])
})

test('the clip keeps its time: a frame and where it is in the film lead to each other', () => {
  const cards = cardsOf(withCards(clip, intro, outro))
  for (const frame of [0, second - 1, second, second + 1, end - 1]) {
    expect(toClipFrame(cards, toFilmFrame(cards, frame))).toBe(frame)
  }
  // The frame after a card begins with it, so that playing from there shows it.
  expect(toFilmFrame(cards, second)).toBe(second)
  expect(toFilmFrame(cards, second + 1)).toBe(second + 31)
  expect(toClipFrame(cards, second + 29)).toBe(second)
  expect(toClipFrame(cards, end + 30)).toBe(end)
})

test('a film is its stretches and cards, and lacks nothing', () => {
  const cards = cardsOf(withCards(clip, intro, outro))
  expect(filmStretches(cards, end)).toEqual([
    { from: 0, to: second },
    { card: cards[0] },
    { from: second, to: end },
    { card: cards[1] },
  ])
  expect(filmStretches([], end)).toEqual([{ from: 0, to: end }])
})

test('no transition goes through a card', () => {
  const transitions = [{ piece: 'b', kind: 'fade' as const, ms: ms(400) }]
  expect(seamsOf({ ...clip, transitions })).toHaveLength(1)
  expect(seamsOf({ ...withCards(clip, intro), transitions })).toEqual([])
})

test('subtitles beside the film are on its time', () => {
  const starts = (srt: string) => [...srt.matchAll(/^(\S+) -->/gm)].map(([, at]) => at)
  const plain = starts(toSrt(clip))
  const late = starts(toSrt(withCards(clip, { ...intro, afterHook: false })))
  expect(plain[0]).toBe('00:00:00,000')
  expect(late[0]).toBe('00:00:01,000')
  expect(late).toHaveLength(plain.length)
})
