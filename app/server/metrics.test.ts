import { expect, onTestFinished, test } from 'vitest'
import { makeStudio } from '#db/clips.fixtures.ts'
import { freshDatabase } from '#db/test-database.ts'
import { ingestVideo } from '#pipeline/jobs/ingest-video.ts'
import { openQueue } from '#pipeline/queue.ts'
import { createMetrics } from './metrics.ts'

const TOKEN = 'a token of sixteen'

test('tells requests, jobs that ended, and jobs that wait, to whoever brings the token', async () => {
  const database = await freshDatabase()
  const { db } = database
  const queue = await openQueue(database, { info() {}, warn() {}, error() {} })
  onTestFinished(() => queue.close())
  const { owner, videoId } = await makeStudio(db)
  await db.transaction((tx) =>
    queue.enqueue(
      ingestVideo,
      { videoId },
      { tx, userId: owner, entity: { type: 'video', id: videoId } },
    ),
  )
  const metrics = createMetrics(db, TOKEN)
  metrics.requestEnded({ method: 'GET', path: '/api/v1/videos', status: 200, seconds: 0.03 })
  metrics.requestEnded({ method: 'BREW', path: `/${'x'.repeat(50)}`, status: 404, seconds: 0.03 })
  metrics.jobEnded({ job: 'render-clip', outcome: 'completed', seconds: 12 })

  const answer = await metrics.answer(`Bearer ${TOKEN}`)
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  const lines = (await answer.text()).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      'cliproom_http_request_seconds_count{method="GET",area="api",status="200"} 1',
      // Whatever is asked for, the number of series stays small.
      'cliproom_http_request_seconds_count{method="other",area="other",status="404"} 1',
      'cliproom_job_seconds_sum{job="render-clip",outcome="completed"} 12',
      'cliproom_jobs{job="ingest-video",status="pending"} 1',
    ]),
  )
  expect(lines.some((line) => line.startsWith('nodejs_eventloop_lag_seconds '))).toBe(true)
})

test('without the token, or where none is set, there is nothing at the address', async () => {
  const { db } = await freshDatabase()
  for (const [set, brought] of [
    [TOKEN, undefined],
    [TOKEN, 'Bearer something else'],
    [null, 'Bearer null'],
    [null, undefined],
  ] as const) {
    expect((await createMetrics(db, set).answer(brought)).status).toBe(404)
  }
})
