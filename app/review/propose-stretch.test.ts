import { expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { proposeStretch } from './propose-stretch.ts'

test('a comment is proposed of the sentence that is heard, without what is cut', () => {
  const clip = clipOf('We tried. It -really broke. Twice')
  const [we, tried, it, , broke] = clip.words
  expect(proposeStretch(clip, we?.from ?? 0)).toEqual({ from: we?.from, to: tried?.to })
  expect(proposeStretch(clip, (broke?.from ?? 0) + 10)).toEqual({ from: it?.from, to: broke?.to })
})

test('where nobody speaks it is the moment itself', () => {
  const clip = clipOf('a. b')
  const end = clip.pieces.at(-1)?.to ?? 0
  expect(proposeStretch(clip, end + 5_000)).toEqual({ from: end + 5_000, to: end + 5_000 })
  expect(proposeStretch({ ...clip, words: [] }, 100)).toEqual({ from: 100, to: 100 })
})
