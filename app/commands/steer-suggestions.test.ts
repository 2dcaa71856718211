import { expect, onTestFinished, test } from 'vitest'
import type { UserId } from '#core/ids.ts'
import { codeOf, makeStudio } from '#db/clips.fixtures.ts'
import { jobsOf } from '#db/jobs.ts'
import { freshDatabase } from '#db/test-database.ts'
import { markVideo } from '#db/video-work.ts'
import { getVideo } from '#db/videos.ts'
import { openQueue } from '#pipeline/queue.ts'
import { SteerSuggestions, steerSuggestions } from './steer-suggestions.server.ts'

async function studio() {
  const database = await freshDatabase()
  const { db } = database
  const queue = await openQueue(database, { info() {}, warn() {}, error() {} })
  onTestFinished(() => queue.close())
  const place = await makeStudio(db)
  const as = (id: UserId) => ({
    db,
    queue,
    user: { id, email: 'x@example.org', fullName: 'X', workspaceId: place.workspaceId },
  })
  await markVideo(db, place.videoId, 'ready')
  const jobs = async () =>
    (await jobsOf(db, { type: 'video', id: place.videoId })).map(({ type, status }) => [
      type,
      status,
    ])
  return { db, as, jobs, ...place }
}
const wish = { steering: { prompt: 'only the guest, 20 to 40 s' } }

test('a wish is looked for, and the page shows that it is', async () => {
  const { db, as, jobs, owner, videoId } = await studio()
  await steerSuggestions(as(owner), SteerSuggestions.parse({ videoId, options: wish }))
  expect(await jobs()).toEqual([['suggest-moments', 'pending']])
  expect((await getVideo(db, videoId, owner)).status).toBe('analysing')
})

test('a second wish takes the place of one that is still looked for', async () => {
  const { as, jobs, owner, editor, videoId } = await studio()
  await steerSuggestions(as(owner), SteerSuggestions.parse({ videoId, options: wish }))
  await steerSuggestions(as(editor), SteerSuggestions.parse({ videoId }))
  expect(await jobs()).toEqual([
    ['suggest-moments', 'pending'],
    ['suggest-moments', 'cancelled'],
  ])
})

test('not while the words are still being heard, not by a reviewer, not by a stranger', async () => {
  const { db, as, jobs, owner, reviewer, stranger, videoId } = await studio()
  const input = SteerSuggestions.parse({ videoId, options: wish })
  expect(await codeOf(steerSuggestions(as(reviewer), input))).toBe('role.view-only')
  expect(await codeOf(steerSuggestions(as(stranger), input))).toBe('video.not-found')
  await markVideo(db, videoId, 'transcribing')
  expect(await codeOf(steerSuggestions(as(owner), input))).toBe('video.busy')
  expect(await jobs()).toEqual([])
})

test('what is not said is not asked for', () => {
  const { options } = SteerSuggestions.parse({
    videoId: '00000000-0000-4000-8000-000000000000',
    options: wish,
  })
  expect(options).toEqual(wish)
})
