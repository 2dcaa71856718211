import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import type { VideoId } from '#core/ids.ts'
import { openPglite } from '#db/client.ts'
import { makeStudio } from '#db/clips.fixtures.ts'
import { jobsOf } from '#db/jobs.ts'
import { migrate } from '#db/migrate.ts'
import { transcriptions } from '#db/schema/transcripts.ts'
import { videos } from '#db/schema/videos.ts'
import { folderStorage, videoKey } from '#db/storage.ts'
import { newestTranscription } from '#db/transcripts.ts'
import { videoForWork } from '#db/video-work.ts'
import { h264, makeMedia, picture, testFolder, tone } from './ingest/test-media.fixtures.ts'
import { quiet } from './job-deps.fixtures.ts'
import { ingestVideo } from './jobs/ingest-video.ts'
import { openQueue } from './queue.ts'
import { type Answer, type Asked, speechServer } from './speech/speech-server.fixtures.ts'

/** A data folder with one upload in it, and its ingest asked for. */
async function uploaded(media: string[], name: string) {
  const folder = await testFolder()
  const film = await makeMedia(join(folder, name), media)
  const database = await openPglite(join(folder, 'database'))
  await migrate(database)
  const { db } = database
  const { videoId, owner } = await makeStudio(db)
  await db.delete(transcriptions)
  const storagePath = videoKey(videoId, 'source')
  await db.update(videos).set({ storagePath, status: 'ingesting' }).where(eq(videos.id, videoId))
  await copyFile(film, await folderStorage(join(folder, 'files')).place(storagePath))
  const queue = await openQueue(database, quiet)
  const entity = { type: 'video' as const, id: videoId }
  await db.transaction((tx) =>
    queue.enqueue(ingestVideo, { videoId }, { tx, userId: owner, entity }),
  )
  await queue.close()
  await database.close()
  return { folder, videoId }
}

/** Starts a worker on the folder; PGlite belongs to it until it has ended. */
function worker(folder: string, videoId: string, engine = '') {
  const entry = join(import.meta.dirname, 'worker-process.fixtures.ts')
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', entry, folder, videoId, engine],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const lines: string[] = []
  const ended = once(child, 'exit')
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) =>
    lines.push(line),
  )
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(kill)
  return { lines, kill }
}

const patient = { timeout: 240_000, interval: 50 }

async function afterwards(folder: string, videoId: VideoId) {
  const database = await openPglite(join(folder, 'database'))
  onTestFinished(() => database.close())
  return {
    jobs: await jobsOf(database.db, { type: 'video', id: videoId }),
    video: await videoForWork(database.db, videoId),
    words: await newestTranscription(database.db, videoId),
  }
}

test('an ingest whose worker was killed starts again with the next one, and finishes', async () => {
  const { folder, videoId } = await uploaded(
    [...picture(60, '480x270'), ...tone(60), ...h264],
    'talk.mp4',
  )
  const first = worker(folder, videoId)
  const underWay = /^ingest-video running ([1-7]\d)$/
  await expect.poll(() => first.lines.some((line) => underWay.test(line)), patient).toBe(true)
  await first.kill()

  const second = worker(folder, videoId)
  await expect.poll(() => second.lines.at(-1), patient).toBe('ingest-video done 100')
  await second.kill()

  const { jobs, video } = await afterwards(folder, videoId)
  expect(jobs).toHaveLength(1)
  // Taken over at once: waiting for its heartbeat would have used up a try.
  expect(jobs[0]).toMatchObject({ status: 'done', retryCount: 0 })
  expect(video).toMatchObject({ status: 'needs-words', durationMs: 60_000 })
  expect((await readdir(join(folder, 'files/videos', videoId))).sort()).toEqual([
    'energy.bin',
    'filmstrip.jpg',
    'peaks.bin',
    'poster.jpg',
    'proxy.mp4',
    'source',
    'speech.wav',
  ])
})

test('what was heard before the worker was killed is not heard again', async () => {
  let hangs = true
  const answer = ({ wavMs }: Asked, count: number): Answer =>
    hangs && count > 2
      ? 'hang'
      : { json: { words: [{ word: 'Heard.', start: 0.1, end: wavMs / 1000 - 0.1 }] } }
  const { url, asked } = await speechServer(answer)
  const { folder, videoId } = await uploaded([...tone(400), '-c:a', 'libmp3lame'], 'talk.mp3')

  const first = worker(folder, videoId, url)
  const kept = () => readdir(join(folder, 'files/videos', videoId, 'heard')).catch(() => [])
  await expect
    .poll(async () => (await kept()).filter((name) => name.endsWith('.json')).length, patient)
    .toBe(2)
  await first.kill()
  hangs = false
  const before = asked.length

  const second = worker(folder, videoId, url)
  const heard = () => second.lines.some((line) => line === 'transcribe-video done 100')
  await expect.poll(heard, patient).toBe(true)
  await second.kill()
  // Each chunk is one word here, and two of them were kept from before.
  const { words } = await afterwards(folder, videoId)
  expect(words?.version).toBe(1)
  expect(words?.wordCount).toBeGreaterThanOrEqual(4)
  expect(asked.length - before).toBe((words?.wordCount ?? 0) - 2)
})
