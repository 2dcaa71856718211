import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { makeStudio } from '#db/clips.fixtures.ts'
import { getJob, jobsOf } from '#db/jobs.ts'
import { CHANGES, type Change } from '#db/notify.ts'
import { transcriptions } from '#db/schema/transcripts.ts'
import { videos } from '#db/schema/videos.ts'
import { folderStorage, videoKey } from '#db/storage.ts'
import { suggestionsOf } from '#db/suggestions.ts'
import { freshDatabase } from '#db/test-database.ts'
import { newestTranscription } from '#db/transcripts.ts'
import { videoForWork } from '#db/video-work.ts'
import { findTools } from '#render/tools.ts'
import { h264, makeMedia, picture, tone } from './ingest/test-media.fixtures.ts'
import { quiet } from './job-deps.fixtures.ts'
import { ingestVideo } from './jobs/ingest-video.ts'
import { noLlm } from './llm/llm-config.ts'
import { openQueue } from './queue.ts'
import { runWorker } from './run-worker.ts'
import { type Answer, type Asked, speechServer } from './speech/speech-server.fixtures.ts'
import { jobWorld } from './worker.ts'

const patient = { timeout: 240_000, interval: 100 }

/** A worker with real tools on a fresh database, and an upload that waits for it. */
async function studio(engine: string | null = null) {
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-pipeline-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const database = await freshDatabase()
  const { db } = database
  const queue = await openQueue(database, quiet)
  onTestFinished(() => queue.close())
  const storage = folderStorage(folder)
  const transcribe = { baseUrl: engine, apiKey: null, model: 'tiny' }
  const deps = jobWorld({
    database,
    storage,
    tools: await findTools(),
    config: { transcribe, llm: noLlm, dataFolder: folder },
    log: quiet,
  })
  const worker = await runWorker({ database, queue, deps, log: quiet, pollSeconds: 0.5 })
  onTestFinished(() => worker.stop())
  const { videoId, owner } = await makeStudio(db)
  await db.delete(transcriptions)
  const storagePath = videoKey(videoId, 'source')
  await db.update(videos).set({ storagePath, status: 'ingesting' }).where(eq(videos.id, videoId))
  const source = await storage.place(storagePath)
  const entity = { type: 'video' as const, id: videoId }
  const ask = () =>
    db.transaction((tx) => queue.enqueue(ingestVideo, { videoId }, { tx, userId: owner, entity }))
  const status = async () => (await videoForWork(db, videoId))?.status
  const files = () => readdir(join(folder, 'videos', videoId)).catch(() => [])
  return { database, db, queue, folder, videoId, entity, source, ask, status, files }
}

/** Media under a name that says nothing, as uploads have. */
async function upload(source: string, ending: string, args: string[]) {
  await rename(await makeMedia(`${source}.${ending}`, args), source)
}

/** A sentence every five seconds. */
const speaks = ({ wavMs }: Asked): Answer => {
  const sentences = [
    'Most people get this completely wrong.',
    'We lost nine customers in one week.',
    'So what would you do with such a list?',
    'We called every one of them the same day.',
  ]
  const segments = Array.from({ length: Math.floor(wavMs / 5000) }, (_, i) => ({
    start: i * 5 + 0.2,
    end: i * 5 + 4.6,
    text: sentences[i % sentences.length],
  }))
  return { json: { language: 'english', segments } }
}

test('an upload becomes a video with words and moments, and people see it happen', async () => {
  const { url } = await speechServer(speaks)
  const { database, db, videoId, entity, source, ask, status } = await studio(url)
  await upload(source, 'mp4', [...picture(60, '320x180'), ...tone(60), ...h264])
  const percents: number[] = []
  const stop = await database.listen(CHANGES, async (payload) => {
    const change = JSON.parse(payload) as Change
    if (change.kind !== 'job') return
    const job = await getJob(db, change.id as never)
    if (job?.type === ingestVideo.name) percents.push(job.progress)
  })
  onTestFinished(stop)
  await ask()
  await expect.poll(status, patient).toBe('ready')

  const jobs = await jobsOf(db, entity)
  expect(jobs.map(({ type, status }) => `${type} ${status}`).reverse()).toEqual([
    'ingest-video done',
    'transcribe-video done',
    'analyse-video done',
    'suggest-moments done',
  ])
  expect(percents).toEqual([...percents].sort((a, b) => a - b))
  expect(new Set(percents).size).toBeGreaterThan(3)
  const words = await newestTranscription(db, videoId)
  expect(words).toMatchObject({
    version: 1,
    language: 'en',
    source: expect.stringMatching(/:tiny$/),
  })
  const found = words && (await suggestionsOf(db, videoId, words.id))
  expect(found?.length).toBeGreaterThan(0)
  for (const { from, to } of found ?? []) {
    expect(to - from).toBeGreaterThanOrEqual(30_000)
    expect(to).toBeLessThanOrEqual(60_000)
  }
})

test('a refused upload leaves nothing behind but the reason', async () => {
  const { db, videoId, source, ask, status, files } = await studio()
  await writeFile(source, 'Dear all,\nthe recording follows.\n')
  await ask()
  await expect.poll(status, patient).toBe('failed')
  await expect.poll(files, patient).toEqual([])
  const [row] = await db.select().from(videos).where(eq(videos.id, videoId))
  expect(row).toMatchObject({
    errorCode: 'media.not-media',
    errorMessage: expect.stringContaining('whatever its name says'),
  })
})

test('cancelling an ingest under way ends its FFmpeg within two seconds', async () => {
  const { db, queue, source, ask, status, files } = await studio()
  await upload(source, 'mp4', [...picture(150, '320x180'), ...h264])
  const id = await ask()
  await expect.poll(async () => (await getJob(db, id))?.progress, patient).toBeGreaterThan(5)
  const asked = performance.now()
  await queue.cancel(id)
  const half = async () => (await files()).filter((name) => name.endsWith('.part'))
  await expect.poll(half, { timeout: 5000 }).toEqual([])
  expect(performance.now() - asked).toBeLessThan(2000)
  expect((await getJob(db, id))?.status).toBe('cancelled')
  expect(await status()).toBe('failed')
  // The upload is kept: the work can be asked for again.
  expect(await files()).toContain('source')
})
