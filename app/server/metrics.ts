import { timingSafeEqual } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Db } from '#db/client.ts'

/** What Prometheus collects of one process: requests, jobs, and Node's own numbers. */
export type Metrics = {
  requestEnded(request: { method: string; path: string; status: number; seconds: number }): void
  jobEnded(job: { job: string; outcome: string; seconds: number }): void
  /** The numbers, for whoever brings the token; 404 for everybody else, as if there were none. */
  answer(authorization: string | undefined): Promise<Response>
}

/** Few, whatever addresses people think up: every label's value is a series of its own. */
const AREAS = [
  'api',
  'trpc',
  'media',
  'assets',
  'uploads',
  'healthz',
  'readyz',
  'r',
  'clips',
  'videos',
  'settings',
]
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

export const areaOf = (path: string): string => {
  const first = path.split('/')[1] ?? ''
  return AREAS.includes(first) ? first : first === '' ? 'home' : 'other'
}

/** `token`: who asks for the numbers must bring it; null: nobody gets them. */
export function createMetrics(db: Db, token: string | null): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'cliproom_http_request_seconds',
    help: 'How long requests took to be answered, by the first part of their path.',
    labelNames: ['method', 'area', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const jobs = new Histogram({
    name: 'cliproom_job_seconds',
    help: 'How long jobs ran, by how they ended: completed, failed (to be tried again), deadletter.',
    labelNames: ['job', 'outcome'],
    buckets: [0.1, 1, 5, 15, 60, 300, 1200, 3600],
    registers,
  })
  new Gauge({
    name: 'cliproom_jobs',
    help: 'Jobs that wait or run now, in all processes together.',
    labelNames: ['job', 'status'],
    registers,
    async collect() {
      const found = await db.execute<{ job: string; status: string; count: number }>(sql`
        select job_type as job, status, count(*)::int as count from processing_jobs
        where status in ('pending', 'running') group by job_type, status`)
      this.reset()
      for (const { job, status, count } of (found as unknown as { rows: Counted[] }).rows)
        this.set({ job, status }, count)
    },
  })
  return {
    requestEnded({ method, path, status, seconds }) {
      const known = METHODS.includes(method) ? method : 'other'
      requests.observe({ method: known, area: areaOf(path), status }, seconds)
    },
    jobEnded: ({ job, outcome, seconds }) => jobs.observe({ job, outcome }, seconds),
    async answer(authorization) {
      if (!token || !isSame(authorization ?? '', `Bearer ${token}`))
        return new Response('There is nothing at this address.', { status: 404 })
      return new Response(await registry.metrics(), {
        headers: { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' },
      })
    },
  }
}

type Counted = { job: string; status: string; count: number }

function isSame(told: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(told), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}
