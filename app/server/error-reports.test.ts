import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test, vi } from 'vitest'
import { AppError } from '#core/errors.ts'
import { openErrorReports } from './error-reports.ts'
import { createLog } from './log.ts'

/** A server that takes reports as Sentry does. */
async function sentry() {
  const taken: { path: string; event: Record<string, unknown> }[] = []
  const server = createServer(async (request, response) => {
    const lines = (await text(request)).split('\n')
    taken.push({ path: request.url ?? '', event: JSON.parse(lines[2] ?? '{}') })
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return { dsn: `http://public@127.0.0.1:${port}/7`, taken }
}

test('an error that is logged is reported, with what tells nothing of people', async () => {
  const { dsn, taken } = await sentry()
  const reports = await openErrorReports({ dsn })
  if (!reports) throw new Error('none opened')
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  onTestFinished(() => write.mockRestore())
  const log = createLog({ level: 'error', pretty: true, onError: reports.report })
  log.warn({ err: new Error('a warning') }, 'Not worth a report')
  log.error(
    {
      err: new AppError('disk.full'),
      job: 'render-clip',
      requestId: 'r1',
      email: 'ana@example.org',
    },
    'An export failed',
  )
  await reports.close(5_000)

  expect(taken.map(({ path }) => path.split('?')[0])).toEqual(['/api/7/envelope/'])
  expect(taken[0]?.event).toMatchObject({
    level: 'error',
    transaction: 'An export failed',
    tags: { job: 'render-clip', requestId: 'r1' },
    exception: { values: [{ type: 'AppError', value: new AppError('disk.full').message }] },
  })
  expect(JSON.stringify(taken)).not.toContain('ana@example.org')
})

test('nothing is opened where no place for reports is named', async () => {
  expect(await openErrorReports({ dsn: null })).toBeNull()
})
