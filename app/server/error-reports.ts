import type { Config } from './config.ts'

export type ErrorReports = {
  /** Hands an error on, with what the log says of it; never throws and nobody waits. */
  report(error: unknown, what: string, facts: Record<string, unknown>): void
  /** Sends what is still on its way, for `ms` at most. */
  close(ms: number): Promise<unknown>
}

/** What of a log line may leave this machine: names and numbers that tell nothing of people. */
const TOLD = ['job', 'jobId', 'try', 'code', 'method', 'requestId']

/** Reports to Sentry, or to a server that speaks its protocol, where one is named. */
export async function openErrorReports({ dsn }: Config['sentry']): Promise<ErrorReports | null> {
  if (!dsn) return null
  const [
    { createStackParser, createTransport, Scope },
    { nodeStackLineParser, ServerRuntimeClient },
  ] = await Promise.all([import('@sentry/core'), import('@sentry/core/server')])
  const client = new ServerRuntimeClient({
    dsn,
    platform: 'node',
    runtime: { name: 'node', version: process.version },
    integrations: [],
    sendDefaultPii: false,
    stackParser: createStackParser(nodeStackLineParser()),
    transport: (options) =>
      createTransport(options, async ({ body }) => {
        const answer = await fetch(options.url, { method: 'POST', body: body as BodyInit })
        await answer.arrayBuffer()
        return {
          statusCode: answer.status,
          headers: {
            'x-sentry-rate-limits': answer.headers.get('x-sentry-rate-limits'),
            'retry-after': answer.headers.get('retry-after'),
          },
        }
      }),
  })
  client.init()
  return {
    report(error, what, facts) {
      const scope = new Scope()
      scope.setTransactionName(what)
      for (const name of TOLD) {
        const value = facts[name]
        if (typeof value === 'string' || typeof value === 'number')
          scope.setTag(name, String(value))
      }
      client.captureException(error, {}, scope)
    },
    close: (ms) => Promise.resolve(client.close(ms)),
  }
}
