import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { plainExport } from '#core/export-settings.ts'
import { JobId, type RenderId } from '#core/ids.ts'
import type { Shape } from '#core/shape.ts'
import { ms } from '#core/time.ts'
import { codeOf, makeStudio } from './clips.fixtures.ts'
import { insertClip, markClipDeleted } from './clips.ts'
import { createJob, reportJob, startJob } from './jobs.ts'
import {
  getRender,
  insertRender,
  renderOfClip,
  rendersIn,
  rendersOfClip,
  setRenderJob,
} from './renders.ts'
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

test('the newest of each kind and whatever is not over are shown, however many came after', async () => {
  const { db, studio, clipId, id, project } = await makeRender()
  const made = async (shape: Shape, language: string | null, over: boolean) => {
    const frozen = { ...project, ...(language && { captionLanguage: language }) }
    const asked = { clipId, userId: studio.editor, shape, project: frozen, settings: plainExport }
    const renderId = await insertRender(db, asked)
    const at = new Date(Date.now() + ++minute * 60_000)
    await db
      .update(renders)
      .set({ createdAt: at, completedAt: over ? at : null })
      .where(eq(renders.id, renderId))
    return renderId
  }
  let minute = 0
  const waiting = await made('1:1', null, false)
  const jobId = JobId.parse(crypto.randomUUID())
  await createJob(db, {
    ...{ id: jobId, type: 'render-clip', entity: { type: 'clip', id: clipId } },
    ...{ userId: studio.editor, priority: 5, maxRetries: 2, input: { renderId: waiting } },
  })
  await setRenderJob(db, waiting, jobId)
  const spanish = await made('1:1', 'es', true)
  const older = await made('1:1', null, true)
  const newest = await made('1:1', null, true)
  const ids = (all: { id: RenderId }[]) => all.map((one) => one.id)
  expect(ids(await rendersOfClip(db, clipId, { past: 0 }))).toEqual([newest, spanish, waiting])
  expect(ids(await rendersOfClip(db, clipId, { past: 2 }))).toEqual([
    ...[newest, older, spanish, waiting],
  ])
  expect(ids(await rendersOfClip(db, clipId))).toEqual([newest, older, spanish, waiting, id])
  // However old, each is found by its id, and among those of its shape and language.
  expect((await renderOfClip(db, clipId, older)).status).toBe('done')
  expect(ids(await rendersIn(db, clipId, { shapes: ['1:1'], language: null }))).toEqual([
    ...[newest, older, waiting],
  ])
  expect(ids(await rendersIn(db, clipId, { shapes: ['1:1'], language: 'es' }))).toEqual([spanish])
  expect(await rendersIn(db, clipId, { shapes: ['9:16'], language: null })).toEqual([])
})

test('a stranger finds no export, and nobody one of a deleted clip', async () => {
  const { db, studio, clipId, id } = await makeRender()
  expect((await getRender(db, id, studio.reviewer)).role).toBe('reviewer')
  expect(await codeOf(getRender(db, id, studio.stranger))).toBe('render.not-found')
  await markClipDeleted(db, clipId)
  expect(await codeOf(getRender(db, id, studio.owner))).toBe('render.not-found')
})
