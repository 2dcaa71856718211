import { expect, test } from 'vitest'
import { clipOf } from '../clip-project.fixtures.ts'
import type { ClipProject } from '../clip-project.ts'
import { ms } from '../time.ts'
import type { Word } from '../transcript.ts'
import { allOf, lengthWithout, tightenClip, withoutThese } from './tighten-clip.ts'

const transcriptOf = ({ words }: ClipProject, timing: Word['timing'] = 'native'): Word[] =>
  words.map(({ id, text, from, to, speaker }) => ({
    ...{ id, text, from, to, speaker, timing },
    confidence: null,
  }))
const found = (clip: ClipProject, timing?: Word['timing']) =>
  tightenClip(clip, transcriptOf(clip, timing), 'en').map(({ say }) => say)

test('what the clip plays is looked through, and what is cut already is found no more', () => {
  expect(found(clipOf('so um … we uh start'))).toEqual(['“um”', '“uh”'])
  expect(found(clipOf('so -um we start'))).toEqual([])
  expect(found(clipOf('so … we start'))).toEqual(['1.1 s of silence'])
  const clip = clipOf('so … we start')
  const all = allOf(tightenClip(clip, transcriptOf(clip), 'en'))
  expect(found(withoutThese(clip, all))).toEqual([])
})

test('words beyond the pieces are not looked through, and a pause across two pieces is none', () => {
  const clip = clipOf('um so … we start')
  expect(found({ ...clip, pieces: [{ id: 'a', take: 't', from: ms(400), to: ms(800) }] })).toEqual(
    [],
  )
  const halves = [
    { id: 'a', take: 't', from: ms(400), to: ms(1000) },
    { id: 'b', take: 't', from: ms(1000), to: ms(2600) },
  ]
  expect(found({ ...clip, pieces: halves })).toEqual([])
})

test('a word that somebody re-timed is known; one that was spread over its line is not', () => {
  const clip = clipOf('so … we start')
  expect(found(clip, 'estimated')).toEqual([])
  const retimed = { ...clip, words: clip.words.map((word) => ({ ...word, retimed: true })) }
  expect(found(retimed, 'estimated')).toEqual(['1.1 s of silence'])
})

test('the length without it is the length the clip then has', () => {
  const clip = clipOf('so um … we start')
  const chosen = allOf(tightenClip(clip, transcriptOf(clip), 'en'))
  const shorter = lengthWithout(clip, { words: [], pauses: [] }) - lengthWithout(clip, chosen)
  // The filler goes with the pause beside it, but for what is kept around words.
  expect(shorter).toBeGreaterThan(1200)
  expect(clip.words.every(({ cut }) => !cut)).toBe(true)
})
