import { propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { JobResult } from 'pg-boss'
import type { Delivery } from './run-job.ts'

/** Hears how each try of a job ended: completed, failed (to be tried again) or deadletter. */
export type OnJobEnded = (ended: { job: string; outcome: string; seconds: number }) => void

const tracer = trace.getTracer('cliproom')

/** Runs one try of a job within a span, in the trace of whoever asked for it. */
export function tracedJob(
  name: string,
  delivery: Delivery,
  onEnded: OnJobEnded | undefined,
  run: () => Promise<JobResult>,
): Promise<JobResult> {
  const since = performance.now()
  return tracer.startActiveSpan(
    `job ${name}`,
    { kind: SpanKind.CONSUMER, attributes: { 'cliproom.job.id': delivery.jobId } },
    propagation.extract(ROOT_CONTEXT, delivery.trace ?? {}),
    async (span) => {
      try {
        const result = await run()
        span.setAttribute('cliproom.job.outcome', result.status)
        if (result.status !== 'completed') span.setStatus({ code: SpanStatusCode.ERROR })
        onEnded?.({
          job: name,
          outcome: result.status,
          seconds: (performance.now() - since) / 1000,
        })
        return result
      } finally {
        span.end()
      }
    },
  )
}
