import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import type { ClipLoudness } from '#core/loudness.ts'
import { codeOf } from '#db/clips.fixtures.ts'
import { folderStorage } from '#db/storage.ts'
import type { AppServices } from '../server/context.ts'
import { clipLoudness } from './clip-loudness.server.ts'
import { reviewRoom } from './review.fixtures.ts'

const loud: ClipLoudness = {
  before: { loudness: -21.6, peak: -6, range: 5.2 },
  after: { loudness: -14.1, peak: -2, range: 5.2 },
}

test('how loud a clip will be is measured on the clip as it is stored, for members alone', async () => {
  const { people, clipId } = await reviewRoom()
  const asked: Parameters<AppServices['measureSound']>[0][] = []
  const world = {
    storage: folderStorage(tmpdir()),
    measureSound: async (of: (typeof asked)[number]) => {
      asked.push(of)
      return loud
    },
  }
  expect(await clipLoudness({ ...people.reviewer, ...world }, { clipId })).toEqual(loud)
  expect(asked).toHaveLength(1)
  expect(asked[0]?.source).toMatch(/videos\/.+\/(proxy\.mp4|source)$/)
  expect(asked[0]?.music).toBeNull()
  expect(asked[0]?.project.pieces.length).toBeGreaterThan(0)
  expect(await codeOf(clipLoudness({ ...people.stranger, ...world }, { clipId }))).toBe(
    'clip.not-found',
  )
  expect(asked).toHaveLength(1)
})
