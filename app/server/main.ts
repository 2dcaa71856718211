import { join, resolve } from 'node:path'
import { openPglite, openPostgres } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { folderStorage } from '#db/storage.ts'
import { createAuth } from './auth.ts'
import { openChangeFeed } from './change-feed.ts'
import { readConfig } from './config.ts'
import type { AppServices } from './context.ts'
import { createHttpServer } from './http-server.ts'
import { createLog } from './log.ts'
import { builtPages, livePages } from './pages.ts'
import { createWebsite } from './website.ts'

const root = resolve(import.meta.dirname, '../..')

export type RunningServer = { url: string; stop(): Promise<void> }

/** The one place where the parts meet: it decides what runs in this process and hands it on. */
export async function startServer({
  development,
}: {
  development: boolean
}): Promise<RunningServer> {
  const config = readConfig(process.env)
  const log = createLog({ level: config.logLevel, pretty: true })
  const trouble = (what: string) => (error: unknown) => log.error({ err: error }, what)
  const data = resolve(config.dataFolder)

  const database = config.databaseUrl
    ? await openPostgres(config.databaseUrl, trouble('A database connection was lost'))
    : await openPglite(join(data, 'database'))
  await migrate(database)
  const changes = await openChangeFeed(database, trouble('A change could not be passed on'))
  const services: AppServices = {
    database,
    db: database.db,
    storage: folderStorage(join(data, 'files')),
    queue: null as never,
    auth: createAuth(database.db, {
      secureCookies: config.publicUrl?.startsWith('https:') ?? false,
    }),
    changes,
    config,
    log,
  }

  const vite = development
    ? await (await import('vite')).createServer({
        root,
        server: { middlewareMode: true, hmr: { port: config.port + 20_000 } },
      })
    : null
  const website = createWebsite(services, {
    pages: vite ? livePages(vite) : await builtPages(join(root, 'build')),
    clientFolder: vite ? null : join(root, 'build/client'),
    health: async () => new Response('ready'),
    mounts: [],
  })
  const http = createHttpServer({
    fetch: website.fetch as never,
    raw: [],
    ...(vite ? { middleware: vite.middlewares } : {}),
    upgrades: [],
    publicUrl: config.publicUrl,
    log,
  })
  const address = await http.listen(config.port, config.host)
  const url = config.publicUrl ?? `http://localhost:${address.port}`
  log.info(`Cliproom is at ${url}`)

  return {
    url,
    async stop() {
      await changes.close()
      await http.close(1500)
      await vite?.close()
      await database.close()
    },
  }
}

if (process.argv[1] === import.meta.filename) {
  await startServer({ development: process.argv.includes('--dev') })
}
