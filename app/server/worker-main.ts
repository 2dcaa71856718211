import { resolve } from 'node:path'
import { createCollabServer } from '#collab/server.ts'
import { openPostgres } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { openQueue } from '#pipeline/queue.ts'
import { startWorker } from '#pipeline/worker.ts'
import { findTools } from '#render/tools.ts'
import { ConfigError, readConfig } from './config.ts'
import { createHttpServer } from './http-server.ts'
import { createMail } from './mail.ts'
import { createMetrics } from './metrics.ts'
import { openStorage } from './open-storage.ts'
import { beginProcess, runProcess } from './process-life.ts'
import { readiness } from './readiness.ts'
import { loadServerKeys } from './server-keys.ts'

/**
 * A process that works and serves nobody: as many as there is work for, on any machine that reaches
 * the database and the files. It answers for its health and its numbers, and for nothing else.
 */
export async function startWorkerProcess() {
  const config = readConfig(process.env)
  if (!config.databaseUrl) {
    throw new ConfigError(
      'A worker of its own needs DATABASE_URL: the embedded database belongs to one process. `npm start` runs both in one.',
    )
  }
  const dataFolder = resolve(config.dataFolder)
  const { databaseUrl } = config
  return beginProcess(config, 'worker', async ({ log, trouble, opened }) => {
    const http = opened(createHttpServer({ publicUrl: null, log }), 'port', 200, (open) =>
      open.close(100),
    )
    const address = await http.listen(config.workerPort, config.host)
    const database = opened(
      await openPostgres(databaseUrl, trouble('A database connection was lost')),
      'database',
      1_000,
      (open) => open.close(),
    )
    await migrate(database)
    const queue = opened(
      await openQueue(database, log, undefined, config.billing?.allowances),
      'queue',
      500,
      (open) => open.close(),
    )
    const storage = opened(await openStorage(config, dataFolder), 'files', 100, (open) =>
      open.close?.(),
    )
    const keys = await loadServerKeys(config.secretKey, dataFolder)
    const mail = createMail({ ...config.mail, development: false, log })
    const metrics = createMetrics(database.db, config.metricsToken)
    // Nobody connects here: what it appends to the log reaches whoever serves the clip.
    const collab = opened(
      createCollabServer({ database, journal: null, authorise: async () => null, log }),
      'clips',
      500,
      (open) => open.close(),
    )
    let working = true
    const siteUrl = config.publicUrl ?? `http://localhost:${config.port}`
    opened(
      await startWorker({
        database,
        queue,
        storage,
        tools: await findTools(),
        config,
        log,
        unseal: keys.unseal,
        mail: ({ to, subject, say, path }) =>
          mail.deliver({ to, subject, text: `${say}\n\n${siteUrl}${path}` }),
        editClip: collab.edit,
        onJobEnded: metrics.jobEnded,
      }),
      'worker',
      2_500,
      (running) => {
        working = false
        return running.stop()
      },
    )
    http.serve({
      async fetch(request) {
        const { pathname } = new URL(request.url)
        if (pathname === '/healthz') return new Response('ok')
        if (pathname === '/metrics')
          return metrics.answer(request.headers.get('authorization') ?? undefined)
        if (pathname !== '/readyz')
          return new Response('A worker serves no pages.', { status: 404 })
        const state = await readiness({ database, dataFolder, workerRunning: () => working })
        return Response.json(state, { status: state.ready ? 200 : 503 })
      },
      raw: [],
      upgrades: [],
    })
    log.info(`A worker of Cliproom is at http://localhost:${address.port}`)
    return {}
  })
}

export const runWorkerProcess = (): Promise<void> =>
  runProcess(startWorkerProcess, { known: [ConfigError], portName: 'WORKER_PORT' })
