import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { plainExport } from '#core/export-settings.ts'
import { JobId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { codeOf, makeStudio } from './clips.fixtures.ts'
import { insertClip, markClipDeleted } from './clips.ts'
import { createJob, reportJob, startJob } from './jobs.ts'
import { getRender, insertRender, rendersOfClip, setRenderJob } from './renders.ts'
import { renders } from './schema/jobs.ts'
import { freshDatabase } from './test-database.ts'

async function makeRender() {
  const { db } = await freshDatabase()
  const studio = await makeStudio(db)
  const clipId = await insertClip(db, {
    videoId: studio.videoId,
    userId: studio.owner,
    transcriptionId: studio.transcriptionId,
    suggestion: null,
    title: 'We tried it twice',
    from: ms(0),
    to: ms(1600),
    shape: '9:16',
  })
  if (!clipId) throw new Error('no clip')
  const project = clipOf('We tried -it twice.')
  const id = await insertRender(db, {
    clipId,
    userId: studio.editor,
    shape: '1:1',
    project,
    settings: plainExport,
  })
  return { db, studio, clipId, id, project }
}

test('an export shows how far its job is, who asked, and the clip as it was', async () => {
  const { db, studio, clipId, id, project } = await makeRender()
  const jobId = JobId.parse(crypto.randomUUID())
  await createJob(db, {
    id: jobId,
    type: 'render-clip',
    entity: { type: 'clip', id: clipId },
    userId: studio.editor,
    priority: 5,
    maxRetries: 2,
    input: { renderId: id },
  })
  await setRenderJob(db, id, jobId)
  expect((await rendersOfClip(db, clipId))[0]).toMatchObject({
    status: 'pending',
    shape: '1:1',
    askedBy: 'Eli Moss',
    project,
    hasVideo: false,
  })

  await startJob(db, jobId, 0)
  await reportJob(db, jobId, { progress: 40, step: 'Drawing captions', etaMs: 9000 })
  expect((await rendersOfClip(db, clipId))[0]).toMatchObject({
    status: 'running',
    progress: 40,
    step: 'Drawing captions',
    etaMs: 9000,
  })
})

test('an export with its files is done, even when the books of its job are gone', async () => {
  const { db, clipId, id } = await makeRender()
  await db
    .update(renders)
    .set({ completedAt: new Date(), storagePath: `renders/${id}/clip.mp4`, fileSizeBytes: 9 })
    .where(eq(renders.id, id))
  expect((await rendersOfClip(db, clipId))[0]).toMatchObject({
    status: 'done',
    progress: 100,
    hasVideo: true,
    hasSubtitles: false,
    bytes: 9,
  })
})

test('a stranger finds no export, and nobody one of a deleted clip', async () => {
  const { db, studio, clipId, id } = await makeRender()
  expect((await getRender(db, id, studio.reviewer)).role).toBe('reviewer')
  expect(await codeOf(getRender(db, id, studio.stranger))).toBe('render.not-found')
  await markClipDeleted(db, clipId)
  expect(await codeOf(getRender(db, id, studio.owner))).toBe('render.not-found')
})
