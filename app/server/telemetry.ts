import type { Config } from './config.ts'

/**
 * Begins to send traces to an OpenTelemetry collector, where one is named; what it returns sends the
 * last ones. Where none is, nothing of it is loaded and every span costs nothing.
 */
export async function startTelemetry(
  { endpoint, serviceName }: Config['telemetry'],
  role: 'web' | 'worker' | 'all',
): Promise<(() => Promise<void>) | null> {
  if (!endpoint) return null
  const [
    { BatchSpanProcessor, NodeTracerProvider },
    { OTLPTraceExporter },
    { resourceFromAttributes },
  ] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ])
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` })
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'cliproom.role': role }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1000 })],
  })
  provider.register()
  return () => provider.shutdown()
}
