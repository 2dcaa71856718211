import { expect, test } from 'vitest'
import { plainStyle } from './caption-style.ts'
import { clipDiff, sayBeside, shortDiff } from './clip-diff.ts'
import { clipOf } from './clip-project.fixtures.ts'
import type { ClipProject } from './clip-project.ts'
import { AssetId } from './ids.ts'
import { overlayDefaults } from './overlay.ts'
import { ms } from './time.ts'

const talk = clipOf('so um here is the uh whole trick')
const say = (change: (clip: ClipProject) => Partial<ClipProject>, before = talk) =>
  clipDiff(before, { ...before, ...change(before) }).say
const word = (n: number, change: Partial<ClipProject['words'][number]>) => (clip: ClipProject) => ({
  words: clip.words.map((one, i) => (i === n ? { ...one, ...change } : one)),
})
const style = (change: Partial<ClipProject['style']>) => (clip: ClipProject) => ({
  style: { ...clip.style, ...change },
})
const logo = {
  kind: 'logo',
  id: 'logo',
  asset: AssetId.parse('00000000-0000-4000-8000-0000000000f1'),
  ...overlayDefaults.logo,
  shown: 'all',
  shownMs: ms(3000),
  from: ms(0),
  to: ms(0),
} as const
const split = { id: 'l', shape: '9:16', from: ms(800), to: ms(1600), kind: 'split' } as const
const pieces = (...edges: [number, number][]) => ({
  pieces: edges.map(([from, to]) => ({ id: `p${from}`, take: 't1', from: ms(from), to: ms(to) })),
})

test.each<[string[], (clip: ClipProject) => Partial<ClipProject>]>([
  [['Corrected “trek”'], word(7, { text: 'trek', corrected: true })],
  [['Emphasised “trick”'], word(7, { emphasised: true })],
  [['Timed “trick” anew'], word(7, { from: ms(2850), retimed: true })],
  [['Changed emoji or page breaks at “trick”'], word(7, { emoji: '🔥' })],
  [['Captions: Punch to Clear'], style({ name: 'clear' })],
  [['Captions: Punch to Marker'], style({ template: { id: 'marker', version: 4 } })],
  [['Larger captions'], style({ size: 1.2 })],
  [['Captions off'], style({ enabled: false })],
  [['Changed how captions look'], style({ base: '#ff0000' })],
  [['Shape: 9:16 to 1:1'], () => ({ shape: '1:1' })],
  [['Split at 0:00'], ({ framing }) => ({ framing: { ...framing, layouts: [split] } })],
  [['1:1 has its own crop'], ({ framing }) => ({ framing: { ...framing, own: ['1:1'] } })],
  [['Added the logo'], () => ({ overlays: [logo] })],
  [['Renamed to “Other”'], () => ({ title: 'Other' })],
  [['Changed the sound'], ({ sound }) => ({ sound: { ...sound, voice: 3 } })],
  [[], () => ({})],
])('says %j', (sentences, change) => {
  expect(say(change)).toEqual(sentences)
})

test('words that are cut say how long they were and in how many places; those that come back too', () => {
  const cut = { ...clipOf('so -um here is the -uh whole trick'), title: talk.title }
  expect(clipDiff(talk, cut).say).toEqual([
    expect.stringMatching(/^Cut 2 words, 0\.\d s, in 2 places$/),
  ])
  expect(clipDiff(cut, talk).say).toEqual([expect.stringMatching(/^Put back 2 words, 0\.\d s$/)])
  expect(clipDiff(talk, cut).words).toMatchObject({ gone: ['w1', 'w5'], places: 2 })
})

test('words of a piece that is gone, and of a pause that is cut, are not heard any more', () => {
  expect(clipDiff(talk, { ...talk, ...pieces([0, 1600]) }).words.gone).toEqual([
    'w4',
    'w5',
    'w6',
    'w7',
  ])
  const paused = { ...talk, pauses: [{ from: ms(300), to: ms(800) }] }
  expect(clipDiff(talk, paused).words.gone).toEqual(['w1'])
})

test('another order of pieces is said, and how many there are', () => {
  const two = { ...talk, ...pieces([0, 1600], [1600, 3200]) }
  const turned = { ...talk, ...pieces([1600, 3200], [0, 1600]) }
  expect(clipDiff(two, turned).say).toEqual(['Changed the order of pieces'])
  expect(clipDiff(talk, two).say).toEqual(['2 pieces, before 1'])
})

test('captions that move say where to', () => {
  const [low, high] = [0.3, 0.34].map((y) => ({ ...talk, style: { ...plainStyle('punch'), y } }))
  expect(clipDiff(low as ClipProject, high as ClipProject).say).toEqual([
    'Moved captions 4 % higher',
  ])
  expect(clipDiff(high as ClipProject, low as ClipProject).say).toEqual([
    'Moved captions 4 % lower',
  ])
})

test('words come first, and what is beyond four sentences is counted', () => {
  const after = {
    ...clipOf('so -um here is the uh whole *trick'),
    title: 'Other',
    shape: '1:1' as const,
    overlays: [logo],
    style: plainStyle('clear'),
  }
  const diff = clipDiff(talk, after)
  expect(diff.say[0]).toMatch(/^Cut 1 word/)
  expect(shortDiff(diff)).toEqual({ say: diff.say.slice(0, 4), more: diff.say.length - 4 })
  expect(diff.say.slice(1)).toEqual([
    'Emphasised “trick”',
    'Captions: Punch to Clear',
    'Shape: 9:16 to 1:1',
    'Added the logo',
    'Renamed to “Other”',
  ])
})

test('beside its words a version says what was done to captions, pictures and marks, and no word twice', () => {
  const cut = { ...clipOf('so -um here is the -uh whole trick'), title: talk.title }
  const after = {
    ...cut,
    ...word(7, { emphasised: true })(cut),
    ...style({ size: 1.2 })(cut),
    overlays: [logo],
  }
  expect(sayBeside(talk, after)).toEqual([
    'Emphasised “trick”',
    'Larger captions',
    'Added the logo',
  ])
  expect(sayBeside(after, talk)).toEqual([
    'Took the emphasis off “trick”',
    'Smaller captions',
    'Removed the logo',
  ])
  expect(sayBeside(talk, cut)).toEqual([])
})
