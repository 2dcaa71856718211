import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import type { UserId } from '#core/ids.ts'
import { codeOf, makeStudio } from '#db/clips.fixtures.ts'
import { jobsOf } from '#db/jobs.ts'
import { rendersOfClip } from '#db/renders.ts'
import { clips } from '#db/schema/clips.ts'
import { freshDatabase } from '#db/test-database.ts'
import { openQueue } from '#pipeline/queue.ts'
import { cancelRender } from './cancel-render.server.ts'
import { CreateClip, createClip } from './create-clip.server.ts'
import { deleteClip } from './delete-clip.server.ts'
import { requestRender } from './request-render.server.ts'

async function studioWithClip() {
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
  const { clipId } = await createClip(
    as(place.owner),
    CreateClip.parse({ videoId: place.videoId, suggestionId: place.suggestionId }),
  )
  return { db, as, clipId, ...place }
}

test('an export freezes the clip once for each shape, with a job each', async () => {
  const { db, as, owner, clipId } = await studioWithClip()
  const { renders } = await requestRender(as(owner), { clipId, shapes: ['9:16', '1:1'] })
  expect(renders.map(({ shape, reused }) => [shape, reused])).toEqual([
    ['9:16', false],
    ['1:1', false],
  ])
  const stored = await rendersOfClip(db, clipId)
  expect(stored.map((render) => render.status)).toEqual(['pending', 'pending'])
  expect(stored[0]?.project.words.map((word) => word.text).join(' ')).toBe('We tried it twice.')
  const jobs = await jobsOf(db, { type: 'clip', id: clipId })
  expect(jobs.map((job) => job.type)).toEqual(['render-clip', 'render-clip'])
  const [clip] = await db.select().from(clips).where(eq(clips.id, clipId))
  expect(clip?.status).toBe('rendering')
})

test('asked again while it is being made, the same clip is not made twice', async () => {
  const { db, as, owner, editor, clipId } = await studioWithClip()
  const first = await requestRender(as(owner), { clipId, shapes: ['9:16'] })
  const again = await requestRender(as(editor), { clipId, shapes: ['9:16', '16:9'] })
  expect(again.renders[0]).toMatchObject({ id: first.renders[0]?.id, reused: true })
  expect(again.renders[1]).toMatchObject({ shape: '16:9', reused: false })
  expect(await rendersOfClip(db, clipId)).toHaveLength(2)
})

test('another way of writing it is another file, and one that cannot be is refused at once', async () => {
  const { db, as, owner, clipId } = await studioWithClip()
  const ask = (settings?: Parameters<typeof requestRender>[1]['settings']) =>
    requestRender(as(owner), { clipId, shapes: ['9:16'], settings })
  await ask()
  const web = await ask({ format: 'webm' })
  expect(web.renders[0]?.reused).toBe(false)
  expect((await ask({ format: 'webm', codec: 'vp9' })).renders[0]?.reused).toBe(true)
  const stored = await rendersOfClip(db, clipId)
  expect(stored.map((render) => render.settings.format).sort()).toEqual(['mp4', 'webm'])

  const wrong = ask({ resolution: { width: 720, height: 720 } })
  await expect(wrong).rejects.toThrow('720×720 is not 9:16. 406×720 would be.')
  expect(await rendersOfClip(db, clipId)).toHaveLength(2)
})

test('a clip with a piece nobody could see is not exported', async () => {
  const { db, as, owner, videoId } = await studioWithClip()
  const { clipId } = await createClip(
    as(owner),
    CreateClip.parse({ videoId, from: 400, to: 420, title: 'A blink' }),
  )
  const asked = requestRender(as(owner), { clipId, shapes: ['9:16'] })
  await expect(asked).rejects.toThrow('too short')
  expect(await codeOf(asked)).toBe('clip.has-issues')
  expect(await rendersOfClip(db, clipId)).toEqual([])
})

test('a stopped export is over, and asked for again it is made anew', async () => {
  const { db, as, owner, clipId } = await studioWithClip()
  const { renders } = await requestRender(as(owner), { clipId, shapes: ['9:16'] })
  const renderId = renders[0]?.id
  if (!renderId) throw new Error('no render')
  await cancelRender(as(owner), { renderId })
  expect((await rendersOfClip(db, clipId))[0]?.status).toBe('cancelled')
  const again = await requestRender(as(owner), { clipId, shapes: ['9:16'] })
  expect(again.renders[0]?.reused).toBe(false)
})

test('reviewers start and stop nothing, strangers find nothing', async () => {
  const { as, owner, reviewer, stranger, clipId } = await studioWithClip()
  const ask = (who: UserId) => requestRender(as(who), { clipId, shapes: ['9:16'] })
  expect(await codeOf(ask(reviewer))).toBe('role.view-only')
  expect(await codeOf(ask(stranger))).toBe('clip.not-found')
  const { renders } = await ask(owner)
  const renderId = renders[0]?.id
  if (!renderId) throw new Error('no render')
  expect(await codeOf(cancelRender(as(reviewer), { renderId }))).toBe('role.view-only')
  expect(await codeOf(cancelRender(as(stranger), { renderId }))).toBe('render.not-found')
})

test('deleting a clip stops what is being made of it', async () => {
  const { db, as, owner, clipId } = await studioWithClip()
  await requestRender(as(owner), { clipId, shapes: ['9:16'] })
  await deleteClip(as(owner), { clipId })
  const jobs = await jobsOf(db, { type: 'clip', id: clipId })
  expect(jobs.map((job) => job.status)).toEqual(['cancelled'])
  expect(await codeOf(requestRender(as(owner), { clipId, shapes: ['9:16'] }))).toBe(
    'clip.not-found',
  )
})
