import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { areaOf, type Metrics } from './metrics.ts'

const tracer = trace.getTracer('cliproom')

/** Answers a request within a span of its own, and counts it. Jobs it asks for belong to its trace. */
export async function traced(
  request: Request,
  answer: () => Promise<void>,
  metrics: Pick<Metrics, 'requestEnded'>,
  statusNow: () => number,
): Promise<void> {
  const since = performance.now()
  const path = new URL(request.url).pathname
  const { method } = request
  const parent = propagation.extract(context.active(), Object.fromEntries(request.headers))
  await tracer.startActiveSpan(
    // Without ids: what is asked often has one name.
    `${method} /${areaOf(path)}`,
    { kind: SpanKind.SERVER, attributes: { 'http.request.method': method } },
    parent,
    async (span) => {
      try {
        await answer()
      } finally {
        const status = statusNow()
        span.setAttribute('http.response.status_code', status)
        if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
        span.end()
        metrics.requestEnded({ method, path, status, seconds: (performance.now() - since) / 1000 })
      }
    },
  )
}
