import { join, resolve } from 'node:path'
import type { Logger } from 'pino'
import { mergeUpdates } from '#collab/room.ts'
import { createCollabServer } from '#collab/server.ts'
import { createStyleServer } from '#collab/style-server.ts'
import { openPglite, openPostgres } from '#db/client.ts'
import { openClipJournal } from '#db/clip-journal.ts'
import { mirrorClip } from '#db/clips.ts'
import { DamagedJournal } from '#db/journal-file.ts'
import { migrate } from '#db/migrate.ts'
import { engines } from '#pipeline/engines.ts'
import { openQueue } from '#pipeline/queue.ts'
import { startWorker } from '#pipeline/worker.ts'
import { checkStyle } from '#render/check-style.ts'
import { openCompiler } from '#render/compile-in-thread.ts'
import { decodeAsset } from '#render/decode-asset.ts'
import { lambdaPrice } from '#render/lambda-price.ts'
import { printPage } from '#render/print-page.ts'
import { loudnessInChild } from '#render/render-in-child.ts'
import { squarePicture } from '#render/square-picture.ts'
import { findTools } from '#render/tools.ts'
import { readyStyleFrame } from '#render/written-bundle.ts'
import { createApi } from '../api/api.ts'
import { createEventSockets, EVENTS_PATH } from '../api/event-sockets.ts'
import { createRateLimits } from '../api/rate-limits.ts'
import { keepVersion } from '../commands/keep-version.server.ts'
import { createAuth } from './auth.ts'
import { openBilling } from './billing.ts'
import { openChangeFeed } from './change-feed.ts'
import { ConfigError, readConfig } from './config.ts'
import type { AppServices } from './context.ts'
import { DataFolderInUse, lockDataFolder } from './data-lock.ts'
import { createHttpServer } from './http-server.ts'
import { authoriseLive, authoriseStyle, closeDeletedClips } from './live-editing.ts'
import { describeDatabase, lookAtMachine } from './look-at-machine.ts'
import { machineFacts } from './machine-facts.ts'
import { createMail } from './mail.ts'
import { MEDIA_PATH, media } from './media.ts'
import { createMetrics } from './metrics.ts'
import { openStorage } from './open-storage.ts'
import { builtPages, livePages } from './pages.ts'
import { beginProcess, runProcess } from './process-life.ts'
import { readiness } from './readiness.ts'
import { loadServerKeys } from './server-keys.ts'
import { signInProviders } from './sign-in-providers.ts'
import { sweepAssets } from './sweep-assets.ts'
import { sweepUploads } from './sweep-uploads.ts'
import { openUploadFolder } from './upload-folder.ts'
import { createUploads } from './uploads.ts'
import { createWebsite } from './website.ts'

const root = resolve(import.meta.dirname, '../..')
const SWEEP_EVERY_MS = 6 * 3600 * 1000

export type ServerOptions = {
  /** Pages by Vite, as the files are now. */
  development: boolean
  /** Whether this process works as well as serves; workers of their own need a Postgres server. */
  work?: boolean
  /** What must be done first, once the data folder is held. */
  prepare?: () => Promise<void>
}

export type RunningServer = { url: string; log: Logger; stop(): Promise<void> }

/** The one place where the parts meet: it decides what runs in this process and hands it on. */
export async function startServer({
  development,
  work = true,
  prepare,
}: ServerOptions): Promise<RunningServer> {
  const config = readConfig(process.env)
  if (!work && !config.databaseUrl) {
    throw new ConfigError(
      'Serving without working needs DATABASE_URL: the embedded database belongs to one process. `npm start` does both in one.',
    )
  }
  const dataFolder = resolve(config.dataFolder)
  return beginProcess(config, work ? 'all' : 'web', async ({ log, trouble, opened }) => {
    const lock = opened(await lockDataFolder(dataFolder), 'lock', 100, (held) => held.release())
    const http = opened(
      createHttpServer({ publicUrl: config.publicUrl, log }),
      'port',
      200,
      (open) => open.close(100),
    )
    // Before anything that takes long: whoever asks is told that it is starting.
    const address = await http.listen(config.port, config.host)
    const url = config.publicUrl ?? `http://localhost:${address.port}`
    await lock.announce(url)
    await prepare?.()
    const database = opened(
      config.databaseUrl
        ? await openPostgres(config.databaseUrl, trouble('A database connection was lost'))
        : await openPglite(join(dataFolder, 'database')),
      'database',
      1_000,
      (open) => open.close(),
    )
    await migrate(database)
    const journal = config.databaseUrl
      ? null
      : opened(
          await openClipJournal(database, join(dataFolder, 'clip-journal'), {
            merge: mergeUpdates,
            onError: trouble('Edits could not be moved from the journal to the database'),
            onLetGo: (bytes) =>
              log.warn(
                { bytes },
                'The journal ends in a write that was cut short, which is let go',
              ),
          }),
          'journal',
          300,
          (open) => open.close(),
        )
    const billing = openBilling(config.billing)
    const queue = opened(
      await openQueue(database, log, undefined, billing?.allowances),
      'queue',
      500,
      (open) => open.close(),
    )
    const changes = await openChangeFeed(database, trouble('A change could not be passed on'))
    const storage = opened(await openStorage(config, dataFolder), 'files', 100, (open) =>
      open.close?.(),
    )
    const metrics = createMetrics(database.db, config.metricsToken)
    const auth = createAuth(database.db, {
      secureCookies: config.publicUrl?.startsWith('https:') ?? false,
    })
    const keys = await loadServerKeys(config.secretKey, dataFolder)
    const drafts = createStyleServer({
      database,
      authorise: authoriseStyle({ db: database.db, auth }),
      log,
    })
    /** Who else holds live connections, and looks at them again when somebody's rights change. */
    const live: ((userId: string) => void)[] = [drafts.disconnect]
    const collab = createCollabServer({
      database,
      journal,
      authorise: authoriseLive({ db: database.db, keys, auth }),
      log,
      onClipChanged: (clipId, project) =>
        database.db.transaction(async (tx) => void (await mirrorClip(tx, clipId, project))),
      onDisconnect: ({ userId }) => {
        if (userId) for (const look of live) look(userId)
      },
      keepVersion: async (group) =>
        void (await keepVersion(database.db, { ...group, kind: 'quiet' })),
    })
    const compiler = opened(openCompiler(), 'compiler', 200, (open) => open.close())
    let frameScript: Promise<string> | null = null
    const mail = createMail({ ...config.mail, development, log })
    const uploadFolder = await openUploadFolder(join(dataFolder, 'uploads'))
    await closeDeletedClips(database, collab, trouble('A deleted clip could not be closed'))
    const { lambda } = config
    const services: AppServices = {
      database,
      db: database.db,
      storage,
      queue,
      billing,
      signIn: signInProviders(config.signIn, { keys, siteUrl: () => url }),
      auth,
      keys,
      mail,
      uploadFolder,
      siteUrl: () => url,
      changes,
      collab,
      decodeAsset: async (path, kind) => decodeAsset(await findTools(), path, kind),
      squarePicture: async (from, to) => squarePicture(await findTools(), from, to),
      printPage: async (html) => printPage(await findTools(), html),
      measureSound: async (of) => loudnessInChild({ ...of, tools: await findTools() }),
      written: {
        compile: compiler.compile,
        check: async (style) => checkStyle(await findTools(), style),
        frameScript: () => {
          frameScript ??= readyStyleFrame()
          frameScript.catch(() => {
            frameScript = null
          })
          return frameScript
        },
      },
      lambdaPrice: lambda && ((frames) => lambdaPrice(frames, lambda)),
      engines: engines(config, storage),
      machine: async () =>
        machineFacts(
          await lookAtMachine({
            tools: await findTools(),
            database: await describeDatabase(database).catch(() => ({
              missing: 'The database does not answer.',
            })),
            config,
            dataFolder,
          }),
        ),
      config,
      log,
    }

    const sweep = async () => {
      await sweepUploads(services, uploadFolder).catch(trouble('Uploads could not be swept'))
      await sweepAssets(services).catch(trouble('Deleted pictures and sounds could not be swept'))
      await storage.trim?.().catch(trouble('Files that nobody uses could not be cleared away'))
    }
    await sweep()
    opened(setInterval(sweep, SWEEP_EVERY_MS), 'sweep', 100, clearInterval)

    const vite = development
      ? opened(
          await (await import('vite')).createServer({ root, server: { middlewareMode: true } }),
          'vite',
          500,
          (server) => server.close(),
        )
      : null
    let working = false
    const website = createWebsite(services, {
      pages: vite ? livePages(vite) : await builtPages(join(root, 'build')),
      clientFolder: vite ? null : join(root, 'build/client'),
      readiness: () =>
        readiness({ database, dataFolder, ...(work && { workerRunning: () => working }) }),
      metrics,
      api: createApi(createRateLimits(config.rateLimits, database.engine)),
      mounts: [{ path: MEDIA_PATH, handle: media }],
    })
    const events = createEventSockets(services)
    live.push(events.lookAgain)
    if (vite) http.use(vite.middlewares)
    http.serve({
      fetch: website.fetch,
      raw: [createUploads(services, uploadFolder)],
      upgrades: [
        { path: '/collab', handle: collab.handleUpgrade },
        { path: '/drafts/', handle: drafts.handleUpgrade },
        { path: '/yjs/', handle: collab.handlePlainUpgrade },
        { path: EVENTS_PATH, handle: events.handle },
        { path: `${EVENTS_PATH}/`, handle: events.handle },
      ],
    })

    // What serves people ends together: nothing new comes in while what is under way is put down.
    const serving: (() => unknown)[] = [
      () => events.close(),
      () => changes.close(),
      () => collab.close(),
      () => drafts.close(),
      () => http.close(1_200),
    ]
    opened(serving, 'serving', 2_500, (parts) => Promise.all(parts.map((end) => end())))

    if (work) {
      const worker = await startWorker({
        database,
        queue,
        storage,
        tools: await findTools(),
        config,
        log,
        unseal: keys.unseal,
        mail: ({ to, subject, say, path }) =>
          mail.deliver({ to, subject, text: `${say}\n\n${url}${path}` }),
        editClip: collab.edit,
        onJobEnded: metrics.jobEnded,
      })
      serving.push(() => {
        working = false
        return worker.stop()
      })
      working = true
    }
    log.info(`Cliproom is at ${url}`)
    return { url }
  })
}

/** Starts and stays. */
export const runServer = (options: ServerOptions): Promise<void> =>
  runProcess(() => startServer(options), {
    known: [ConfigError, DataFolderInUse, DamagedJournal],
    portName: 'PORT',
  })

if (process.argv[1] === import.meta.filename) {
  await runServer({ development: process.argv.includes('--dev') })
}
