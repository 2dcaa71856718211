import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { context, propagation, trace } from '@opentelemetry/api'
import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { makeStudio } from '#db/clips.fixtures.ts'
import { freshDatabase } from '#db/test-database.ts'
import { defineJob } from '#pipeline/define-job.ts'
import { fakeDeps, quiet } from '#pipeline/job-deps.fixtures.ts'
import { openQueue } from '#pipeline/queue.ts'
import { runWorker } from '#pipeline/run-worker.ts'
import { startTelemetry } from '../app/server/telemetry.ts'
import { traced } from '../app/server/traced.ts'

type Span = { name: string; traceId: string; spanId: string; parentSpanId?: string }

/** A collector that takes traces as OTLP over HTTP sends them. */
async function collector() {
  const spans: Span[] = []
  const services: unknown[] = []
  const server = createServer(async (request, response) => {
    // biome-ignore lint/suspicious/noExplicitAny: whatever came; the test says what it must be
    const body = (await json(request)) as any
    for (const { resource, scopeSpans } of body.resourceSpans) {
      services.push(...resource.attributes.map((one: { value: unknown }) => one.value))
      for (const scope of scopeSpans) spans.push(...scope.spans)
    }
    response.setHeader('Content-Type', 'application/json').end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    spans,
    services,
  }
}

const next = defineJob({
  name: 'second-of-a-trace',
  input: z.object({}),
  retry: { limit: 0, delaySeconds: 1, backoff: false },
  timeoutSeconds: 60,
  concurrency: 1,
  async run() {},
})
const first = defineJob({
  name: 'first-of-a-trace',
  input: z.object({}),
  retry: { limit: 0, delaySeconds: 1, backoff: false },
  timeoutSeconds: 60,
  concurrency: 1,
  run: ({ finish }) => finish((_, handOn) => handOn(next, {})),
})

test('one trace goes from the request through the job it asked for to the job that followed', async () => {
  const { endpoint, spans, services } = await collector()
  const end = await startTelemetry({ endpoint, serviceName: 'clips' }, 'all')
  onTestFinished(() => {
    for (const part of [trace, context, propagation]) part.disable()
  })
  const database = await freshDatabase()
  const { db } = database
  const { owner, videoId } = await makeStudio(db)
  const queue = await openQueue(database, quiet, [first, next])
  onTestFinished(() => queue.close())
  const ended: string[] = []
  const worker = await runWorker({
    database,
    queue,
    deps: fakeDeps(db),
    log: quiet,
    onJobEnded: ({ job, outcome }) => void ended.push(`${job} ${outcome}`),
  })

  await traced(
    new Request('http://clips.example/api/v1/clips/1/render', {
      method: 'POST',
      headers: { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` },
    }),
    async () => {
      const entity = { type: 'video' as const, id: videoId }
      await db.transaction((tx) => queue.enqueue(first, {}, { tx, userId: owner, entity }))
    },
    { requestEnded() {} },
    () => 202,
  )
  await vi.waitFor(() => expect(ended).toHaveLength(2), { timeout: 15_000 })
  await worker.stop()
  await end?.()

  expect(ended).toEqual(['first-of-a-trace completed', 'second-of-a-trace completed'])
  // The queue's library has spans of its own among them.
  const ours = spans.filter(({ name }) => /^(POST|job) /.test(name))
  const named = Object.fromEntries(ours.map((span) => [span.name, span]))
  expect(Object.keys(named).sort()).toEqual([
    'POST /api',
    'job first-of-a-trace',
    'job second-of-a-trace',
  ])
  expect(new Set(ours.map(({ traceId }) => traceId))).toEqual(new Set(['a'.repeat(32)]))
  expect(named['POST /api']?.parentSpanId).toBe('b'.repeat(16))
  expect(named['job first-of-a-trace']?.parentSpanId).toBe(named['POST /api']?.spanId)
  expect(named['job second-of-a-trace']?.parentSpanId).toBe(named['job first-of-a-trace']?.spanId)
  expect(services).toContainEqual({ stringValue: 'clips' })
})

test('nothing is begun where no collector is named', async () => {
  expect(await startTelemetry({ endpoint: null, serviceName: 'clips' }, 'all')).toBeNull()
})
