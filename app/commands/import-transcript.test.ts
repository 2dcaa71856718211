import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import type { UserId } from '#core/ids.ts'
import type { VideoStatus } from '#core/video.ts'
import { codeOf, makeStudio } from '#db/clips.fixtures.ts'
import { jobsOf } from '#db/jobs.ts'
import { videos } from '#db/schema/videos.ts'
import { freshDatabase } from '#db/test-database.ts'
import { getTranscript, newestTranscription } from '#db/transcripts.ts'
import { videoForWork } from '#db/video-work.ts'
import { transcribeVideo } from '#pipeline/jobs/transcribe-video.ts'
import { openQueue } from '#pipeline/queue.ts'
import { importTranscript } from './import-transcript.server.ts'

const srt = '1\n00:00:01,000 --> 00:00:02,000\nHello there.\n'
const late = '1\n00:59:01,000 --> 00:59:02,000\nHello there.\n'
const quiet = { info() {}, warn() {}, error() {} }

async function studio(status: VideoStatus = 'needs-words') {
  const database = await freshDatabase()
  const queue = await openQueue(database, quiet)
  onTestFinished(() => queue.close())
  const { db } = database
  const made = await makeStudio(db)
  await db.update(videos).set({ status }).where(eq(videos.id, made.videoId))
  const context = (id: UserId) => ({
    db,
    queue,
    user: { id, email: '', fullName: '', workspaceId: made.workspaceId },
  })
  const give = (text: string, id = made.owner) =>
    importTranscript(context(id), {
      videoId: made.videoId,
      bytes: new TextEncoder().encode(text),
    })
  const jobs = async () => (await jobsOf(db, { type: 'video', id: made.videoId })).map(view)
  const view = ({ type, status }: { type: string; status: string }) => `${type} ${status}`
  return { ...made, db, queue, give, jobs }
}

test('imported words are the next version, and moments are looked for in them', async () => {
  const { db, videoId, give, jobs } = await studio()
  expect(await give(srt)).toEqual({ version: 2, wordCount: 2 })
  const newest = await newestTranscription(db, videoId)
  expect(newest).toMatchObject({ version: 2, source: 'import:srt', wordCount: 2 })
  const transcript = newest && (await getTranscript(db, newest.id))
  expect(transcript?.segments[0]?.words.map(({ id, text, timing }) => [id, text, timing])).toEqual([
    ['w0', 'Hello', 'estimated'],
    ['w1', 'there.', 'estimated'],
  ])
  expect(await jobs()).toEqual(['analyse-video pending'])
  expect((await videoForWork(db, videoId))?.status).toBe('analysing')
})

test('words given while the file is worked on wait for it', async () => {
  const { db, videoId, give, jobs } = await studio('ingesting')
  await give(srt)
  expect(await jobs()).toEqual([])
  expect((await videoForWork(db, videoId))?.status).toBe('ingesting')
})

test('words given while an engine listens take its place', async () => {
  const { db, queue, owner, videoId, give, jobs } = await studio('transcribing')
  const entity = { type: 'video' as const, id: videoId }
  await db.transaction((tx) =>
    queue.enqueue(transcribeVideo, { videoId }, { tx, userId: owner, entity }),
  )
  await give(srt)
  expect((await jobs()).sort()).toEqual(['analyse-video pending', 'transcribe-video cancelled'])
  expect((await videoForWork(db, videoId))?.status).toBe('analysing')
})

test('a file that does not fit changes nothing', async () => {
  const { db, videoId, give, jobs } = await studio()
  expect(await codeOf(give('Dear all'))).toBe('transcript.unreadable')
  expect(await codeOf(give(late))).toBe('transcript.too-long')
  expect((await newestTranscription(db, videoId))?.version).toBe(1)
  expect(await jobs()).toEqual([])
})

test('a reviewer may not, and a stranger sees no video', async () => {
  const { give, reviewer, stranger } = await studio()
  expect(await codeOf(give(srt, reviewer))).toBe('role.view-only')
  expect(await codeOf(give(srt, stranger))).toBe('video.not-found')
})
