import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import {
  type afterHandleMessagePayload,
  type beforeSyncPayload,
  type connectedPayload,
  type Document,
  Hocuspocus,
  type onAuthenticatePayload,
  type onChangePayload,
  type onDisconnectPayload,
  type onLoadDocumentPayload,
} from '@hocuspocus/server'
import { WebSocketServer } from 'ws'
import * as Y from 'yjs'
import { AppError } from '#core/errors.ts'
import { ClipId, clipDocName } from '#core/ids.ts'
import type { Database } from '#db/client.ts'
import { clipSource } from '#db/clip-source.ts'
import { readClipUpdates } from '#db/clip-updates.ts'
import { ClientSocket } from './client-socket.ts'
import { CLIP_SCHEMA, type ClipDoc, clipDocOf, loadClip, yDoc } from './clip-doc/clip-doc.ts'
import { createDurableLog } from './durable-log.ts'
import { examineUpdate } from './examine-update.ts'
import { SyncKind } from './frame.ts'
import {
  MAX_CONNECTIONS,
  MAX_CONNECTIONS_PER_CLIP,
  MAX_DOCUMENT_BYTES,
  MAX_FRAME_BYTES,
} from './limits.ts'
import { presenceGate, type Visitor } from './presence-gate.ts'
import { Refusal } from './refusal.ts'
import { createCompactor, openRoom, type Room } from './room.ts'
import { createTeller, type OnClipChanged } from './tell-changes.ts'

/** Who is at the other end and what they may do; null where they may not see this clip. */
export type Authorise = (
  request: Request,
  clipId: ClipId,
) => Promise<{ user: Visitor; readOnly: boolean } | null>

type Log = Record<'debug' | 'warn' | 'error', (data: object, message: string) => void>

export type CollabServer = {
  /** Takes over a socket that asked for a WebSocket. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /**
   * Ends live connections: of one person, to one clip, or both. For a changed role, a revoked access,
   * a signed-out session or a deleted clip: whoever may still come comes back at once, as what they
   * are now.
   */
  disconnect(whose: { userId?: string; clipId?: ClipId }): void
  /** An edit by the server itself. Stored first, then shown to whoever is there. */
  edit(clipId: ClipId, verbs: (doc: ClipDoc) => void): Promise<void>
  /** Ends all connections; resolves once everything that was taken is stored. */
  close(): Promise<void>
}

type Context = { socket: ClientSocket; user: Visitor }

/**
 * Serves clips to people who edit them together. The log in the database is the truth: an update is
 * looked at, stored, applied and only then acknowledged, in that order.
 */
export function createCollabServer({
  database: { db },
  authorise,
  log,
  onClipChanged,
}: {
  database: Pick<Database, 'db'>
  authorise: Authorise
  log: Log
  onClipChanged?: OnClipChanged
}): CollabServer {
  const trouble = (what: string) => (error: unknown) => log.error({ err: error }, what)
  const durable = createDurableLog(db)
  const compactor = createCompactor(db, trouble('A clip’s log could not be compacted'))
  const teller = onClipChanged
    ? createTeller({
        tell: onClipChanged,
        sourceOf: (clipId) => clipSource(db, clipId),
        onError: trouble('A changed clip could not be told of'),
      })
    : null
  const rooms = new WeakMap<Document, Room>()
  const sockets = new Set<ClientSocket>()
  /** Raised by each disconnect: what was allowed before it is asked again. */
  let revision = 0
  let closing = false

  const admit = async ({
    documentName,
    request,
    connectionConfig,
    context,
  }: onAuthenticatePayload<Context>) => {
    const { socket } = context
    const clipId = clipIdOf(documentName)
    if (!clipId) throw new Refusal('gone', 'no such document')
    const present = hocuspocus.documents.get(documentName)?.getConnectionsCount() ?? 0
    if (present >= MAX_CONNECTIONS_PER_CLIP) throw new Refusal('busy', 'too many people')
    let asked: number
    let found: Awaited<ReturnType<Authorise>>
    do {
      asked = revision
      found = await authorise(request, clipId)
    } while (asked !== revision)
    if (!found) throw new Refusal('gone', 'no access')
    connectionConfig.readOnly = found.readOnly
    socket.visitor = found.user
    socket.clipId = clipId
    return { user: found.user }
  }

  const load = async ({ document, documentName }: onLoadDocumentPayload<Context>) => {
    const clipId = clipIdOf(documentName)
    if (!clipId) throw new Refusal('gone', 'no such document')
    try {
      const room = await openRoom(db, clipId, document)
      rooms.set(document, room)
      compactor.consider(room)
    } catch (error) {
      // Hocuspocus forgets a document that did not load, and its timer with it.
      document.destroy()
      throw error
    }
  }

  const store = async ({
    type,
    payload,
    document,
    connection,
    context,
  }: beforeSyncPayload<Context>) => {
    // Those who may only look are refused by Hocuspocus itself, with an answer to each change.
    if (connection.readOnly || (type !== SyncKind.step2 && type !== SyncKind.update)) return
    const room = rooms.get(document)
    if (!room || context.socket.hasEnded) throw new Refusal('reset', 'not open')
    const { id: userId } = context.user
    const { news, replicas } = examineUpdate(document, payload, { userId, owners: room.owners })
    if (!news) return
    if (room.bytes + payload.byteLength > MAX_DOCUMENT_BYTES) throw new Refusal('refused', 'full')
    for (const replica of replicas) room.owners.set(replica, userId)
    try {
      await durable.append({ clipId: room.clipId, update: payload, userId, replicas })
    } catch (cause) {
      for (const replica of replicas) room.owners.delete(replica)
      throw new Refusal('storage', 'storage', { cause })
    }
    noteAppended(room, payload)
    // Unloaded while we waited: stored, but nobody would hear of it, so it is not acknowledged.
    if (document.isDestroyed) throw new Refusal('reset', 'closed meanwhile')
  }

  const noteAppended = (room: Room, update: Uint8Array) => {
    room.rows += 1
    room.bytes += update.byteLength
    compactor.consider(room)
  }

  const welcome = async ({ connection, context }: connectedPayload<Context>) => {
    const { socket, user } = context
    // Unloaded between our finding it and our joining it.
    if (connection.document.isDestroyed) return socket.end('reset', 'closed meanwhile')
    socket.openPresence(presenceGate(user, connection.document, connection))
  }

  /** A hook that fails ends its own connection, at once, and nothing else. */
  const endingOn =
    <P extends { context: Context }, R>(what: string, hook: (payload: P) => Promise<R>) =>
    async (payload: P): Promise<R> => {
      const { socket } = payload.context
      try {
        return await hook(payload)
      } catch (cause) {
        const refusal = cause instanceof Refusal ? cause : new Refusal('reset', 'failed', { cause })
        const seen = { err: refusal, clip: socket.clipId, user: socket.visitor?.id }
        log[refusal.cause === undefined ? 'debug' : 'error'](seen, what)
        socket.end(refusal.kind, refusal.reason)
        throw refusal
      }
    }

  const hocuspocus: Hocuspocus<Context> = new Hocuspocus<Context>({
    quiet: true,
    maxPendingDocuments: 1,
    onAuthenticate: endingOn('A person was not let in', admit),
    onLoadDocument: endingOn('A clip could not be opened', load),
    connected: endingOn('A person could not join', welcome),
    beforeSync: endingOn('An update was refused', store),
    afterHandleMessage: async ({ context, update }: afterHandleMessagePayload<Context>) => {
      context.socket.handled(update.byteLength)
    },
    // Hocuspocus ends its own side after an exception and would leave the socket, which then waits for
    // answers that nobody gives.
    onDisconnect: async ({ context }: onDisconnectPayload<Context>) => {
      context.socket.end('reset', 'ended')
    },
    onChange: async ({ document }: onChangePayload<Context>) => {
      const room = rooms.get(document)
      if (room) teller?.changed(room.clipId, clipDocOf(document))
    },
  })

  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  })

  return {
    handleUpgrade(request, socket, head) {
      const refused = (error: unknown) => {
        log.debug({ err: error }, 'A live connection could not be opened')
        socket.destroy()
      }
      // Without a listener the first broken connection would end the process.
      socket.on('error', refused)
      if (closing || sockets.size >= MAX_CONNECTIONS) return socket.destroy()
      try {
        const asked = webRequest(request)
        wss.handleUpgrade(request, socket, head, (ws) => {
          ws.on('error', (error) => log.debug({ err: error }, 'A live connection broke off'))
          const client = new ClientSocket(ws)
          const schema = new URL(asked.url).searchParams.get('schema')
          if (schema !== String(CLIP_SCHEMA)) return client.end('reload', 'another version')
          sockets.add(client)
          ws.on('close', () => sockets.delete(client))
          client.attach(hocuspocus.handleConnection(client, asked, { socket: client } as Context))
        })
      } catch (error) {
        refused(error)
      }
    },

    disconnect({ userId, clipId }) {
      revision++
      for (const socket of sockets) {
        const { visitor } = socket
        if (!visitor || (userId !== undefined && visitor.id !== userId)) continue
        if (clipId !== undefined && socket.clipId !== clipId) continue
        socket.end('reset', 'access changed')
      }
    },

    async edit(clipId, verbs) {
      const name = clipDocName(clipId)
      const live = () => hocuspocus.documents.get(name)
      const open = live()
      const stored = open ? [Y.encodeStateAsUpdate(open)] : await readClipUpdates(db, clipId)
      if (stored.length === 0) throw new AppError('clip.not-found')
      const copy = loadClip(stored)
      const written: Uint8Array[] = []
      yDoc(copy).on('update', (update: Uint8Array) => written.push(update))
      verbs(copy)
      if (written.length === 0) return
      const update = Y.mergeUpdates(written)
      await durable.append({ clipId, update, userId: null, replicas: [] })
      // One that is being opened may have read the log before this was in it.
      await hocuspocus.loadingDocuments.get(name)?.catch(() => {})
      const document = live()
      if (!document) return
      const room = rooms.get(document)
      if (room) noteAppended(room, update)
      Y.applyUpdate(document, update, { source: 'local', skipStoreHooks: true })
    },

    async close() {
      closing = true
      for (const socket of sockets) socket.end('reset', 'the server stops')
      await durable.drained()
      await Promise.all([teller?.flush(), compactor.idle()])
      hocuspocus.flushPendingStores()
      for (const socket of sockets) socket.terminate()
      for (const document of hocuspocus.documents.values()) document.destroy()
      wss.close()
    },
  }
}

function clipIdOf(documentName: string): ClipId | null {
  const [kind, id] = documentName.split(':')
  const clipId = ClipId.safeParse(id)
  return kind === 'clip' && clipId.success && documentName === clipDocName(clipId.data)
    ? clipId.data
    : null
}

/** The request as the web has it. Throws on an address or a header that is none. */
function webRequest({ url, headers }: IncomingMessage): Request {
  const copy = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) copy.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  return new Request(new URL(url ?? '/', 'http://localhost'), { headers: copy })
}
