import { expect, test } from 'vitest'
import { clipOf } from './clip-project.fixtures.ts'
import type { ClipProject } from './clip-project.ts'
import { AssetId } from './ids.ts'
import { overlayDefaults, overlaySchemas } from './overlay.ts'
import { Sound } from './sound.ts'
import { gainAt, isPlainMix, mostOf, soundMix } from './sound-mix.ts'

const asset = AssetId.parse('00000000-0000-4000-8000-0000000000f1')
const clip = (line: string, sound: object = {}, music?: object): ClipProject => {
  const plain = clipOf(line)
  return {
    ...plain,
    sound: Sound.parse({ ...plain.sound, ...sound }),
    overlays: music
      ? [
          overlaySchemas.music.parse({
            ...{ kind: 'music', id: 'music', asset, ...overlayDefaults.music },
            ...{ gain: 0, fadeIn: 0, fadeOut: 0, ...music },
          }),
        ]
      : [],
  }
}
const db = (factor: number) => Math.round(20 * Math.log10(factor) * 10) / 10
const voiceAt = (project: ClipProject, ...times: number[]) =>
  times.map((at) => db(gainAt(soundMix(project).voice, at)))
const musicAt = (project: ClipProject, ...times: number[]) =>
  times.map((at) => db(gainAt(soundMix(project).music?.gain ?? [], at)))

test('a clip whose sound nobody touched is heard as it is', () => {
  expect(isPlainMix(soundMix(clip('so here it is')))).toBe(true)
  expect(isPlainMix(soundMix(clip('so here it is', { voice: 3 })))).toBe(false)
  expect(isPlainMix(soundMix(clip('so here it is', {}, {})))).toBe(false)
})

test('each speaker is as loud as they were made, from just before their first word', () => {
  // Two words of 300 ms at 0 and 400, then another speaker at 800.
  const two = clip('one two | three four', { voice: -2, speakers: { 1: 6 } })
  expect(voiceAt(two, 0, 700, 780, 800, 1500)).toEqual([-2, -2, -2, 4, 4])
  expect(mostOf(soundMix(two).voice)).toBeCloseTo(10 ** (4 / 20))
})

test('sound fades straight, at the very start and end of the clip', () => {
  const faded = clip('… …', { fadeIn: 500, fadeOut: 1000 })
  const { voice } = soundMix(faded)
  const values = [0, 250, 500, 1000, 1500, 2000].map((at) => gainAt(voice, at))
  expect(values).toEqual([0, 0.5, 1, 1, 0.5, 0])
  // Longer together than the clip: each gives way by as much.
  const short = soundMix(clip('…', { fadeIn: 1500, fadeOut: 500 })).voice
  expect([0, 375, 750, 875].map((at) => gainAt(short, at))).toEqual([0, 0.5, 1, 0.5])
})

test('music goes down before somebody speaks and up after, and stays down in a short pause', () => {
  // A second of silence, two words of which the second ends at 1700, then two seconds.
  const ducked = clip('… one two … …', {}, { duckBy: 12, duckDown: 200, duckUp: 600 })
  expect(musicAt(ducked, 0, 800, 1000, 1350, 1700, 2300, 3000)).toEqual([
    ...[0, 0, -12, -12, -12, 0, 0],
  ])
  expect(gainAt(soundMix(ducked).music?.gain ?? [], 900)).toBeCloseTo((1 + 10 ** (-12 / 20)) / 2)
  expect(musicAt(clip('… one', {}, { duck: false }), 1100)).toEqual([0])
})

test('music has a gain and fades of its own, under those of the clip', () => {
  const both = clip('… …', { fadeOut: 1000 }, { gain: -6, fadeIn: 1000, duck: false })
  const gain = soundMix(both).music?.gain ?? []
  expect(gainAt(gain, 500)).toBeCloseTo(10 ** (-6 / 20) / 2)
  expect(db(gainAt(gain, 1000))).toBe(-6)
  expect(gainAt(gain, 1500)).toBeCloseTo(10 ** (-6 / 20) / 2)
})
