import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ClipId, UserId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import type { Database, Db } from '#db/client.ts'
import { type ClipJournal, openClipJournal } from '#db/clip-journal.ts'
import { readClipUpdates } from '#db/clip-updates.ts'
import { freshDatabase } from '#db/test-database.ts'
import { type ClipDoc, loadClip } from './clip-doc/clip-doc.ts'
import { readClip } from './clip-doc/read-clip.ts'
import { makeClip } from './clip-row.fixtures.ts'
import { type ClipConnection, connectClip } from './connect.ts'
import { mergeUpdates } from './room.ts'
import { createCollabServer } from './server.ts'
import type { OnClipChanged } from './tell-changes.ts'

export type Role = 'owner' | 'editor' | 'reviewer' | 'stranger'

/** A running server with one clip, and its people, each named by their role in the address. */
export async function startCollab(
  options: {
    database?: Database
    /** False: edits go to the database directly, as they do on a Postgres server. */
    journal?: false
    onClipChanged?: OnClipChanged
    /** Of another server on the same database. */
    clip?: Awaited<ReturnType<typeof makeClip>>
  } = {},
) {
  const database = options.database ?? (await freshDatabase())
  const { clipId, studio } = options.clip ?? (await makeClip(database.db))
  const roles = new Map<string, { id: UserId; name: string; readOnly: boolean }>([
    ['owner', { id: studio.owner, name: 'Ona Reyes', readOnly: false }],
    ['editor', { id: studio.editor, name: 'Eli Moss', readOnly: false }],
    ['reviewer', { id: studio.reviewer, name: 'Rae Lind', readOnly: true }],
  ])
  const openJournal = options.journal === false ? async () => null : await journalOf(database)
  const logged: { level: string; message: string; data: object }[] = []
  const record = (level: string) => (data: object, message: string) => {
    logged.push({ level, message, data })
  }
  const serve = async (port = 0) => {
    const journal = await openJournal()
    const collab = createCollabServer({
      database,
      journal,
      authorise: async (request, _, token) => {
        const found = roles.get(token || (new URL(request.url).searchParams.get('as') ?? ''))
        return found ? { user: { id: found.id, name: found.name }, readOnly: found.readOnly } : null
      },
      log: { debug: record('debug'), warn: record('warn'), error: record('error') },
      ...(options.onClipChanged && { onClipChanged: options.onClipChanged }),
    })
    const http = createServer()
    http.on('upgrade', (request, socket, head) => {
      if (request.url?.startsWith('/yjs/')) collab.handlePlainUpgrade(request, socket, head)
      else collab.handleUpgrade(request, socket, head)
    })
    await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
    const stop = async () => {
      await collab.close()
      await new Promise((resolve) => http.close(resolve))
      await journal?.close()
    }
    return { collab, journal, stop, port: (http.address() as AddressInfo).port }
  }
  let running = await serve()
  onTestFinished(() => running.stop())

  const url = (role: Role) => `ws://127.0.0.1:${running.port}/collab?as=${role}`
  return {
    clipId,
    database,
    studio,
    roles,
    logged,
    url,
    plainUrl: () => `ws://127.0.0.1:${running.port}/yjs`,
    get collab() {
      return running.collab
    },
    get journal() {
      return running.journal
    },
    /** Ends the server and starts another on its port. */
    async restart(meanwhile: () => void | Promise<void> = () => {}) {
      await running.stop()
      await meanwhile()
      running = await serve(running.port)
    },
    /** Somebody opens the clip, and has it once this resolves. */
    open(role: Role): ClipConnection {
      const connection = connectClip({ clipId, url: url(role) })
      onTestFinished(() => connection.destroy())
      return connection
    },
    stored: async () => readStored(database.db, clipId),
  }
}

/** As the server has it: a file where the engine is embedded. */
async function journalOf(database: Database): Promise<() => Promise<ClipJournal | null>> {
  if (database.engine.kind === 'postgres') return async () => null
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-journal-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return () =>
    openClipJournal(database, join(folder, 'clip-journal'), {
      merge: mergeUpdates,
      onError: (error) => {
        throw error
      },
      onLetGo: () => {},
    })
}

const source = {
  words: Array.from({ length: 60 }, (_, i) => ({
    id: `w${i}` as never,
    text: `word${i}`,
    from: ms(i * 400),
    to: ms(i * 400 + 300),
    confidence: null,
    timing: 'native' as const,
    speaker: null,
  })),
  durationMs: 60_000,
}

/** The words that are cut in a document. */
export const cutIn = (doc: ClipDoc): string[] =>
  readClip(doc, source)
    .words.filter(({ cut }) => cut)
    .map(({ id }) => id)

export const pieceIn = (doc: ClipDoc) => readClip(doc, source).pieces[0]

export const readStored = async (db: Db, clipId: ClipId): Promise<ClipDoc> =>
  loadClip(await readClipUpdates(db, clipId))
