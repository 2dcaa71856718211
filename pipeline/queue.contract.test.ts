import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { type ProjectId, type UserId, VideoId } from '#core/ids.ts'
import type { Database, Db } from '#db/client.ts'
import { makeStudio } from '#db/clips.fixtures.ts'
import { getJob, jobsOf } from '#db/jobs.ts'
import { CHANGES, type Change } from '#db/notify.ts'
import { videos } from '#db/schema/videos.ts'
import { freshDatabase } from '#db/test-database.ts'
import { videoForWork } from '#db/video-work.ts'
import { deferred } from './deferred.fixtures.ts'
import type { Job } from './define-job.ts'
import { fakeDeps, quiet } from './job-deps.fixtures.ts'
import { DEAD_LETTERS, openQueue } from './queue.ts'
import { type Doing, idle, studio } from './queue-studio.fixtures.ts'
import { runWorker } from './run-worker.ts'

/** Runs until it is told to stop. */
const endless = () => {
  const started = deferred()
  const run: Doing = ({ signal }) => {
    started.resolve()
    return new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(new AppError('job.cancelled'))),
    )
  }
  return { run, started: started.promise }
}

async function watch(database: Database) {
  const heard: Change[] = []
  const stop = await database.listen(CHANGES, (payload) => heard.push(JSON.parse(payload)))
  onTestFinished(stop)
  return heard
}

test('a job that was asked for runs, and its row says so', async () => {
  const ran: string[] = []
  const { database, db, ask, work, videoId, status } = await studio({
    run: async ({ input, progress }) => {
      progress({ percent: 40, step: 'Half way' })
      ran.push(input.videoId)
    },
  })
  const heard = await watch(database)
  await work()
  const id = await ask()

  await expect.poll(() => status(id)).toBe('done')
  expect(ran).toEqual([videoId])
  expect(await getJob(db, id)).toMatchObject({ progress: 100, errorCode: null })
  expect(
    heard.flatMap((change) => (change.kind === 'job' && change.id === id ? change.status : [])),
  ).toEqual(expect.arrayContaining(['pending', 'running', 'done']))
})

test('a queue from an earlier version takes today’s numbers, and one that has them is left alone', async () => {
  const { database, queue, job } = await studio({ limit: 2 })
  const numbers = async (of: typeof queue) => {
    const { retryLimit, updatedOn } = (await of.boss.getQueue(job.name)) ?? {}
    return { retryLimit, updatedOn }
  }
  const earlier = await numbers(queue)
  expect(earlier.retryLimit).toBe(2)
  await queue.close()
  const again = await openQueue(database, quiet, [job])
  expect(await numbers(again)).toEqual(earlier)
  await again.close()
  const later = await openQueue(database, quiet, [{ ...job, retry: { ...job.retry, limit: 5 } }])
  onTestFinished(() => later.close())
  expect((await numbers(later)).retryLimit).toBe(5)
})

test('a command that fails leaves neither row nor job', async () => {
  const { db, queue, job, owner, videoId } = await studio()
  await expect(
    db.transaction(async (tx) => {
      const entity = { type: 'video' as const, id: videoId }
      await queue.enqueue(job, { videoId }, { tx, userId: owner, entity })
      throw new Error('the command failed')
    }),
  ).rejects.toThrow('the command failed')
  expect(await jobsOf(db, { type: 'video', id: videoId })).toEqual([])
  expect(await queue.boss.findJobs(job.name)).toEqual([])
})

test('asking twice for the same waiting work asks once', async () => {
  const { ask, queue, job } = await studio()
  expect(await ask()).toBe(await ask())
  expect(await queue.boss.findJobs(job.name)).toHaveLength(1)
})

test('urgent work goes first, and one job follows another at once', async () => {
  const order: (string | undefined)[] = []
  const { db, projectId, owner, ask, work } = await studio({
    run: async ({ input, deps }) => {
      order.push((await videoForWork(deps.db, input.videoId))?.title)
    },
  })
  for (const [title, priority] of [
    ['later', 2],
    ['soon', 5],
    ['now', 10],
  ] as const) {
    await ask(await makeVideo(db, projectId, owner, title), priority)
  }
  await work()
  await expect.poll(() => order).toEqual(['now', 'soon', 'later'])
})

test('a failure that may pass is tried again', async () => {
  let tries = 0
  const { db, ask, work, status } = await studio({
    run: async () => {
      if (++tries === 1) throw new AppError('speech.unreachable')
    },
  })
  await work()
  const id = await ask()
  await expect.poll(() => status(id)).toBe('done')
  expect(tries).toBe(2)
  expect(await getJob(db, id)).toMatchObject({ retryCount: 1, errorCode: null })
})

test('a failure that will not pass is final at once, and what it was about says why', async () => {
  let tries = 0
  const { db, ask, work, queue, videoId, status } = await studio({
    run: async () => {
      tries++
      throw new AppError('speech.refused')
    },
  })
  await work()
  const id = await ask()
  await expect.poll(() => status(id)).toBe('failed')
  expect(tries).toBe(1)
  expect((await videoForWork(db, videoId))?.status).toBe('failed')
  // The dead letter is read and put away.
  const unread = () => queue.boss.findJobs(DEAD_LETTERS, { queued: true })
  await expect.poll(unread).toEqual([])
})

test('a bug is reported in plain words once its tries are used up', async () => {
  let tries = 0
  const { db, ask, work, status } = await studio({
    limit: 1,
    run: async () => {
      tries++
      throw new TypeError('x is not a function')
    },
  })
  await work()
  const id = await ask()
  await expect.poll(() => status(id)).toBe('failed')
  expect(tries).toBe(2)
  const job = await getJob(db, id)
  expect(job?.errorCode).toBe('job.unforeseen')
  expect(job?.errorMessage).not.toMatch(/TypeError|function/)
})

test('cancelling stops a running job within two seconds', async () => {
  const { run, started } = endless()
  const { db, ask, work, queue, videoId, status } = await studio({ run })
  const worker = await work()
  const id = await ask()
  await started
  const asked = performance.now()
  expect(await queue.cancel(id)).toBe(true)
  // Nothing is left running: a stop has nothing to wait for.
  await worker.stop()
  expect(performance.now() - asked).toBeLessThan(2000)
  expect(await status(id)).toBe('cancelled')
  expect(await videoForWork(db, videoId)).toMatchObject({ status: 'failed' })
  expect(await queue.cancel(id)).toBe(false)
})

test('a cancellation made elsewhere reaches the worker by notification', async () => {
  const { run, started } = endless()
  const stopped = deferred()
  const { database, ask, work, queue } = await studio({
    run: (job) => run(job).finally(stopped.resolve),
  })
  await work()
  const id = await ask()
  await started
  await database.db.transaction((tx) => queue.cancel(id, tx))
  await stopped.promise
})

test('a job cancelled while it waits never runs', async () => {
  let runs = 0
  const { ask, work, queue, status, db, projectId, owner } = await studio({
    run: async () => {
      runs++
    },
  })
  const id = await ask()
  await queue.cancel(id)
  await work()
  const other = await ask(await makeVideo(db, projectId, owner, 'another'))
  await expect.poll(() => status(other)).toBe('done')
  expect(await status(id)).toBe('cancelled')
  expect(runs).toBe(1)
})

test('deleting a video stops whatever was asked for it', async () => {
  const { ask, queue, status, videoId } = await studio()
  const id = await ask()
  await queue.cancelAll({ type: 'video', id: videoId })
  expect(await status(id)).toBe('cancelled')
})

test('a result is not written once its job was cancelled', async () => {
  let written = false
  const started = deferred()
  const goOn = deferred()
  const over = deferred()
  const { ask, work, queue } = await studio({
    run: async ({ finish }) => {
      started.resolve()
      await goOn.promise
      const write = async () => {
        written = true
      }
      await finish(write).finally(over.resolve)
    },
  })
  await work()
  const id = await ask()
  await started.promise
  await queue.cancel(id)
  goOn.resolve()
  await over.promise
  expect(written).toBe(false)
})

test('a job delivered again after it finished does nothing', async () => {
  let runs = 0
  const { ask, work, queue, job, status } = await studio({
    run: async ({ finish }) => {
      runs++
      await finish(async () => {})
    },
  })
  await work()
  const id = await ask()
  await expect.poll(() => status(id)).toBe('done')
  // What a crash between our commit and the queue's own leaves behind.
  const again = await queue.boss.send(job.name, { jobId: id })
  const state = async () => (await queue.boss.findJobs(job.name, { id: again ?? '' }))[0]?.state
  await expect.poll(state).toBe('completed')
  expect(runs).toBe(1)
})

test('a job hands on in the transaction that writes its result', async () => {
  const step = (name: string, run: Doing): Job<{ videoId: VideoId }> => ({
    name,
    input: z.object({ videoId: VideoId }),
    retry: { limit: 0, delaySeconds: 0, backoff: false },
    timeoutSeconds: 60,
    concurrency: 1,
    run,
  })
  const database = await freshDatabase()
  const { videoId, owner } = await makeStudio(database.db)
  const seen: (string | undefined)[] = []
  const second = step('second', async ({ input, deps }) => {
    seen.push((await videoForWork(deps.db, input.videoId))?.status)
  })
  const first = step('first', ({ input, finish, deps }) =>
    finish(async (tx, handOn) => {
      await handOn(second, input)
      await deps.records.videos.markVideo(tx, input.videoId, 'transcribing')
    }),
  )
  const queue = await openQueue(database, quiet, [first, second])
  onTestFinished(() => queue.close())
  const deps = fakeDeps(database.db)
  const worker = await runWorker({ database, queue, deps, log: quiet })
  onTestFinished(() => worker.stop())
  const entity = { type: 'video' as const, id: videoId }
  await database.db.transaction((tx) =>
    queue.enqueue(first, { videoId }, { tx, userId: owner, entity, priority: 7 }),
  )
  await expect.poll(() => seen).toEqual(['transcribing'])
  expect((await jobsOf(database.db, entity)).map(({ type }) => type)).toEqual(['second', 'first'])
})

test('a worker that stops puts its job back without using up a try', async () => {
  const held = endless()
  let run = held.run
  const { db, ask, work, queue, job, status } = await studio({ run: (given) => run(given) })
  const first = await work()
  const id = await ask()
  await held.started
  await first.stop()
  expect(await getJob(db, id)).toMatchObject({ status: 'pending', retryCount: 0 })

  run = idle
  await work()
  await expect.poll(() => status(id)).toBe('done')
  expect((await queue.boss.findJobs(job.name, { id }))[0]).toMatchObject({ retryCount: 0 })
})

test('asking again for failed work runs it anew', async () => {
  const { db, ask, work, queue, owner, videoId, status } = await studio()
  const id = await ask()
  await queue.cancel(id)
  const again = await db.transaction((tx) => queue.retry(id, { tx, userId: owner }))
  expect(again).not.toBe(id)
  expect((await videoForWork(db, videoId))?.status).toBe('analysing')
  await work()
  await expect.poll(() => status(again)).toBe('done')
})

async function makeVideo(db: Db, projectId: ProjectId, userId: UserId, title: string) {
  const [video] = await db
    .insert(videos)
    .values({ projectId, userId, title, originalFilename: 'a.mp4', storagePath: 'videos/a/source' })
    .returning()
  if (!video) throw new Error('no video')
  return video.id
}
