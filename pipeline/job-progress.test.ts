import { expect, test } from 'vitest'
import { JobId } from '#core/ids.ts'
import { makeStudio } from '#db/clips.fixtures.ts'
import { createJob, getJob, startJob } from '#db/jobs.ts'
import { CHANGES, type Change } from '#db/notify.ts'
import { freshDatabase } from '#db/test-database.ts'
import { reportProgress } from './job-progress.ts'
import { stageProgress } from './stage-progress.ts'

async function runningJob() {
  const database = await freshDatabase()
  const { db } = database
  const { videoId, owner } = await makeStudio(db)
  const id = JobId.parse(crypto.randomUUID())
  const entity = { type: 'video' as const, id: videoId }
  const job = { id, type: 'test-job', entity, userId: owner, priority: 5, maxRetries: 0, input: {} }
  await db.transaction((tx) => createJob(tx, job))
  await startJob(db, id, 0)
  const heard: Change[] = []
  await database.listen(CHANGES, (payload) => heard.push(JSON.parse(payload)))
  return { db, id, heard }
}

test('progress reaches the row, never goes back, and is not written every time', async () => {
  const { db, id, heard } = await runningJob()
  const progress = reportProgress(db, id)
  for (let percent = 0; percent <= 60; percent++) progress.report({ percent, step: 'Listening' })
  progress.report({ percent: 10 })
  const now = () => getJob(db, id)
  await expect.poll(async () => (await now())?.progress).toBe(60)
  expect(await now()).toMatchObject({ step: 'Listening', status: 'running' })
  expect(heard.length).toBeLessThanOrEqual(3)

  progress.report({ percent: 90 })
  await progress.settled()
  progress.report({ percent: 95 })
  // What was saved up is dropped with the job's end, which says 100 by itself.
  expect((await now())?.progress).toBe(60)
})

test('a retry goes on from where the row stands', async () => {
  const { db, id } = await runningJob()
  const first = reportProgress(db, id)
  first.report({ percent: 40 })
  await expect.poll(async () => (await getJob(db, id))?.progress).toBe(40)
  await first.settled()
  const second = reportProgress(db, id, 40)
  second.report({ percent: 5, step: 'Again' })
  await expect.poll(async () => (await getJob(db, id))?.step).toBe('Again')
  expect((await getJob(db, id))?.progress).toBe(40)
})

test('time left follows from how fast it went', async () => {
  const { db, id } = await runningJob()
  let at = 0
  const progress = reportProgress(db, id, 0, () => at)
  at = 10_000
  progress.report({ percent: 25 })
  await expect.poll(async () => (await getJob(db, id))?.etaMs).toBe(30_000)
})

test('stages add up to one percentage that never goes back', () => {
  const told: { percent: number; etaMs: number | null }[] = []
  let at = 0
  const tell = stageProgress(
    { read: 1, make: 3 },
    (progress) => told.push(progress),
    () => at,
  )
  tell('read', 1, 'Reading')
  tell('read', 0.5, 'Reading')
  at = 8000
  tell('make', 1 / 3, 'Making')
  expect(told.map(({ percent }) => Math.round(percent))).toEqual([25, 25, 50])
  expect(told.at(-1)?.etaMs).toBe(8000)
})
