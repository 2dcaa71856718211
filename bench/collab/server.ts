/** One of the three servers, alone in a process: `ours`, `hocuspocus` or `y-websocket`. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Document, Hocuspocus } from '@hocuspocus/server'
import { setPersistence, setupWSConnection } from '@y/websocket-server/utils'
import { eq } from 'drizzle-orm'
import pg from 'pg'
import { WebSocketServer } from 'ws'
import * as Y from 'yjs'
import { answerAs } from '#collab/child-process.fixtures.ts'
import { spoken } from '#collab/clip-doc/clip-doc.fixtures.ts'
import { firstUpdate, makeClips } from '#collab/clip-row.fixtures.ts'
import { editedClip } from '#collab/edited-clip.fixtures.ts'
import { mergeLog, mergeUpdates, openRoom } from '#collab/room.ts'
import { createCollabServer } from '#collab/server.ts'
import { ClipId, clipDocName, UserId } from '#core/ids.ts'
import { type Database, openPglite, openPostgres } from '#db/client.ts'
import { type ClipJournal, openClipJournal } from '#db/clip-journal.ts'
import { appendClipUpdates } from '#db/clip-updates.ts'
import { migrate } from '#db/migrate.ts'
import { clipUpdates } from '#db/schema/live-documents.ts'

type Served = {
  upgrade: (request: never, socket: never, head: never) => void
  names: string[]
  coldOpen(): Promise<unknown>
  dispose(): Promise<void>
}

const [kind, documents] = [process.argv[2], Number(process.argv[3])]

/** A database of this run's own, gone when it ends. */
async function openDatabase(): Promise<{
  database: Database
  journal: ClipJournal | null
  dispose(): Promise<void>
}> {
  const server = process.env.DATABASE_URL
  if (!server) {
    const folder = await mkdtemp(join(tmpdir(), 'cliproom-bench-'))
    const database = await openPglite(folder)
    await migrate(database)
    const journal = await openClipJournal(database, join(folder, 'clip-journal'), {
      merge: mergeUpdates,
      onError: console.error,
      onLetGo: console.error,
    })
    return {
      database,
      journal,
      dispose: async () => {
        await journal.close()
        await database.close()
        await rm(folder, { recursive: true, force: true })
      },
    }
  }
  const name = `cliproom_bench_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const database = await openPostgres(url.href, () => {})
  await migrate(database)
  return {
    database,
    journal: null,
    dispose: async () => {
      await database.close()
      await admin.query(`drop database ${name} with (force)`)
      await admin.end()
    },
  }
}

/** Ours: each edit is in the database before it is acknowledged. */
async function serveOurs(): Promise<Served> {
  const { database, journal, dispose } = await openDatabase()
  const [whole, rows, ...clips] = await makeClips(database.db, documents + 2)
  const collab = createCollabServer({
    database,
    journal,
    authorise: async (request) => {
      const id = UserId.parse(new URL(request.url).searchParams.get('as'))
      return { user: { id, name: 'Somebody' }, readOnly: false }
    },
    log: { debug: () => {}, warn: console.error, error: console.error },
  })
  return {
    upgrade: collab.handleUpgrade as Served['upgrade'],
    names: clips.map(clipDocName),
    coldOpen: () => coldOpen(database, whole as ClipId, rows as ClipId),
    dispose,
  }
}

/** Ms to open a clip of 10,000 words after 5,000 edits, from the database to the document. */
async function coldOpen({ db }: Database, whole: ClipId, rows: ClipId) {
  const source = spoken(10_000)
  const { log } = editedClip(source, source.durationMs)
  const open = async (clipId: ClipId, updates: Uint8Array[]) => {
    await db.delete(clipUpdates).where(eq(clipUpdates.clipId, clipId))
    for (let i = 0; i < updates.length; i += 500) {
      await appendClipUpdates(db, clipId, updates.slice(i, i + 500))
    }
    let best = Number.POSITIVE_INFINITY
    for (let i = 0; i < 5; i++) {
      const document = new Document(clipDocName(clipId))
      const started = performance.now()
      await openRoom(db, clipId, document)
      best = Math.min(best, performance.now() - started)
      document.destroy()
    }
    return best
  }
  return {
    compacted: await open(whole, [mergeLog(log)]),
    rowAnEdit: await open(rows, log),
  }
}

/** What the others begin with: as many documents, with the same in them. */
const strangers = () => ({
  names: Array.from({ length: documents }, () => clipDocName(ClipId.parse(randomUUID()))),
  coldOpen: async () => null,
  dispose: async () => {},
})

const servers: Record<string, () => Served | Promise<Served>> = {
  ours: serveOurs,
  hocuspocus() {
    const hocuspocus = new Hocuspocus({
      quiet: true,
      onLoadDocument: async ({ document }) => Y.applyUpdate(document, firstUpdate()),
    })
    const wss = new WebSocketServer({ noServer: true, perMessageDeflate: false })
    return {
      ...strangers(),
      upgrade: (request, socket, head) =>
        wss.handleUpgrade(request, socket, head, (ws) => {
          const client = hocuspocus.handleConnection(
            ws as never,
            new Request('http://localhost/collab'),
          )
          ws.on('message', (data: Buffer) => client.handleMessage(new Uint8Array(data)))
          ws.on('close', (code, reason) => client.handleClose({ code, reason: String(reason) }))
        }),
    }
  },
  'y-websocket'() {
    // So that it lets go of a document with its last reader, as the others do.
    setPersistence({
      provider: null,
      bindState: (_, doc) => Y.applyUpdate(doc, firstUpdate()),
      writeState: async () => {},
    })
    const wss = new WebSocketServer({ noServer: true, perMessageDeflate: false })
    return {
      ...strangers(),
      upgrade: (request, socket, head) =>
        wss.handleUpgrade(request, socket, head, (ws) => setupWSConnection(ws, request)),
    }
  },
}

const served = await servers[kind ?? '']?.()
if (!served) throw new Error(`There is no server "${kind}".`)
const http = createServer()
http.on('upgrade', served.upgrade as never)
await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

answerAs({
  where: () => ({ port: (http.address() as AddressInfo).port, names: served.names }),
  /** Processor time of this process so far, µs. */
  cpu: () => {
    const { user, system } = process.cpuUsage()
    return user + system
  },
  /** What is reachable, bytes, and the seen size of the process. */
  memory: async () => {
    for (let i = 0; i < 3; i++) {
      globalThis.gc?.()
      await pause(50)
    }
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  },
  coldOpen: () => served.coldOpen(),
  dispose: () => served.dispose(),
})
