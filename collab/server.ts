import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import {
  type afterLoadDocumentPayload,
  type afterUnloadDocumentPayload,
  type beforeUnloadDocumentPayload,
  type connectedPayload,
  type Document,
  Hocuspocus,
  type onAuthenticatePayload,
  type onDisconnectPayload,
  type onLoadDocumentPayload,
} from '@hocuspocus/server'
import { type WebSocket, WebSocketServer } from 'ws'
import * as Y from 'yjs'
import { AppError } from '#core/errors.ts'
import { ClipId, clipDocName } from '#core/ids.ts'
import type { Database } from '#db/client.ts'
import type { ClipJournal } from '#db/clip-journal.ts'
import { clipSource } from '#db/clip-source.ts'
import { appendTo, readClipUpdates } from '#db/clip-updates.ts'
import { ClientSocket } from './client-socket.ts'
import { CLIP_SCHEMA, type ClipDoc, clipDocOf, loadClip, yDoc } from './clip-doc/clip-doc.ts'
import { createDurableLog } from './durable-log.ts'
import { MAX_CONNECTIONS, MAX_CONNECTIONS_PER_CLIP, MAX_FRAME_BYTES } from './limits.ts'
import { isOutdated, migrateLog } from './migrate-log.ts'
import { openNodeLink } from './node-link.ts'
import { PresenceGate, type Visitor } from './presence-gate.ts'
import { Refusal } from './refusal.ts'
import { createCompactor, openRoom, type Room } from './room.ts'
import { SyncGate, type SyncLog } from './sync-gate.ts'
import { createTeller, type OnClipChanged } from './tell-changes.ts'
import { createVersionKeeper, type EditGroup } from './version-keeper.ts'
import { createWriter } from './write-update.ts'

/**
 * Who is at the other end and what they may do; null where they may not see this clip. `token` is what
 * a client brought that has no cookie; a page brings an empty one.
 */
export type Authorise = (
  request: Request,
  clipId: ClipId,
  token: string,
) => Promise<{ user: Visitor; readOnly: boolean } | null>

type Log = Record<'debug' | 'warn' | 'error', (data: object, message: string) => void>

export type CollabServer = {
  /** Takes over a socket that asked for a WebSocket, in Hocuspocus' protocol. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** As handleUpgrade, in y-websocket's protocol: `…/clip:<id>?token=…`. */
  handlePlainUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /**
   * Ends live connections: of one person, to one clip, or both. For a changed role, a revoked access,
   * a signed-out session or a deleted clip: whoever may still come comes back at once, as what they
   * are now.
   */
  disconnect(whose: { userId?: string; clipId?: ClipId }): void
  /** An edit by the server itself. Stored first, then shown to whoever is there. */
  edit(clipId: ClipId, verbs: (doc: ClipDoc) => void): Promise<void>
  /**
   * Ends the group of edits that is under way in a clip; resolves once it is kept as a version, and
   * the database holds all edits there were.
   */
  settleVersions(clipId: ClipId): Promise<void>
  /** Ends all connections; resolves once everything that was taken is stored. */
  close(): Promise<void>
}

type Context = { socket: ClientSocket; user: Visitor }

const SCHEMA = String(CLIP_SCHEMA)
/** Hocuspocus keeps the request as long as the connection, a few kB each; ours goes when it has served. */
const NO_REQUEST = new Request('http://localhost/')

/**
 * Serves clips to people who edit them together. The log in the database is the truth: an update is
 * looked at, stored, applied and only then acknowledged, in that order.
 */
export function createCollabServer({
  database,
  journal,
  authorise,
  log,
  onClipChanged,
  onDisconnect,
  keepVersion,
}: {
  database: Database
  /** The log's first stop where the database runs in this process; null: it is written directly. */
  journal: ClipJournal | null
  authorise: Authorise
  log: Log
  onClipChanged?: OnClipChanged
  /** Whose connections were ended, whichever server was asked to. */
  onDisconnect?: (whose: Parameters<CollabServer['disconnect']>[0]) => void
  /** Keeps what a person or a pair has done once they are quiet. */
  keepVersion?: (group: EditGroup) => Promise<void>
}): CollabServer {
  const trouble = (what: string) => (error: unknown) => log.error({ err: error }, what)
  const { db } = database
  const link = openNodeLink(database, {
    async roomOf(clipId) {
      const name = clipDocName(clipId)
      await hocuspocus.loadingDocuments.get(name)?.catch(() => {})
      const document = hocuspocus.documents.get(name)
      return (document && rooms.get(document)) ?? null
    },
    *rooms() {
      for (const document of hocuspocus.documents.values()) {
        const room = rooms.get(document)
        if (room) yield room
      }
    },
    disconnect: (whose) => disconnect(whose),
    onError: trouble('The other servers could not be heard'),
  })
  const durable = createDurableLog(journal?.append ?? appendTo(database, link.node))
  /** Versions say where the log stood, so what they hold is in the database first. */
  const settled = async () => {
    await durable.drained()
    await journal?.settled()
  }
  const compactor = createCompactor(db, trouble('A clip’s log could not be compacted'))
  const keeper = keepVersion
    ? createVersionKeeper({
        keep: async (group) => {
          await settled()
          await keepVersion(group)
        },
        onError: trouble('A version could not be kept'),
      })
    : null
  const write = createWriter({
    db,
    durable,
    onAppended(room, { userId }) {
      compactor.consider(room)
      if (userId) keeper?.editing(room.clipId, userId, clipDocOf(room.document))
    },
  })
  const teller = onClipChanged
    ? createTeller({
        tell: onClipChanged,
        sourceOf: (clipId) => clipSource(db, clipId),
        onError: trouble('A changed clip could not be told of'),
      })
    : null
  const rooms = new WeakMap<Document, Room>()
  /** How each asked to come in, kept until that is decided and no longer. */
  const asking = new WeakMap<ClientSocket, Request>()
  const sockets = new Set<ClientSocket>()
  /** Raised by each disconnect: what was allowed before it is asked again. */
  let revision = 0
  let closing = false

  const admit = async ({
    documentName,
    token,
    connectionConfig,
    context,
  }: onAuthenticatePayload<Context>) => {
    const { socket } = context
    const clipId = clipIdOf(documentName)
    if (!clipId) throw new Refusal('gone', 'no such document')
    const present = hocuspocus.documents.get(documentName)?.getConnectionsCount() ?? 0
    if (present >= MAX_CONNECTIONS_PER_CLIP) throw new Refusal('busy', 'too many people')
    const request = asking.get(socket)
    if (!request) throw new Refusal('gone', 'asked before')
    asking.delete(socket)
    let asked: number
    let found: Awaited<ReturnType<Authorise>>
    do {
      asked = revision
      found = await authorise(request, clipId, token)
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
      // What is appended from here on is heard of.
      await link.ready
      const room = await inTurn(() => openRoom(db, clipId, document))
      rooms.set(document, room)
      link.opened(room)
      compactor.consider(room)
    } catch (error) {
      // Hocuspocus forgets a document that did not load, and its timer with it.
      document.destroy()
      throw error
    }
  }

  /** One at a time: an edit of somebody who is there waits for one opening, not for all that are asked. */
  let lastOpening: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(open: () => Promise<T>): Promise<T> => {
    const opening = lastOpening.then(open)
    lastOpening = opening.catch(() => {})
    return opening
  }

  /** Changes are told of by us; Hocuspocus would start timers to store what is stored already. */
  const opened = async ({ document }: afterLoadDocumentPayload<Context>) => {
    const room = rooms.get(document)
    document.onUpdate(() => {
      if (room) teller?.changed(room.clipId, clipDocOf(document))
    })
  }

  /**
   * Nobody may open a document anew while an update of the old one is on its way to the log: the new
   * one might lack it.
   */
  const settle = async ({ document }: beforeUnloadDocumentPayload) => {
    const room = rooms.get(document)
    while (room && room.writing.size > 0) await Promise.allSettled(room.writing)
  }

  const syncLog: SyncLog = {
    write,
    catchUp: link.catchUp,
    onFailure: (socket, error) => void refuse(socket, error, 'An update was refused'),
  }

  const welcome = async ({ connection, context }: connectedPayload<Context>) => {
    const { socket, user } = context
    const { document } = connection
    const room = rooms.get(document)
    // Unloaded between our finding it and our joining it.
    if (!room || document.isDestroyed) return socket.end('reset', 'closed meanwhile')
    socket.open({
      sync: new SyncGate(room, connection, socket, user.id, syncLog),
      presence: new PresenceGate(user, document, connection),
    })
    // One copy for everybody in a clip.
    socket.clipId = room.clipId
    socket.address = room.address
  }

  /** Ends a connection for what went wrong with it, and nothing else. */
  const refuse = (socket: ClientSocket, cause: unknown, what: string): Refusal => {
    const refusal = cause instanceof Refusal ? cause : new Refusal('reset', 'failed', { cause })
    const seen = { err: refusal, clip: socket.clipId, user: socket.visitor?.id }
    log[refusal.cause === undefined ? 'debug' : 'error'](seen, what)
    socket.end(refusal.kind, refusal.reason)
    return refusal
  }

  /** A hook that fails ends its own connection, at once, and nothing else. */
  const endingOn =
    <P extends { context: Context }, R>(what: string, hook: (payload: P) => Promise<R>) =>
    async (payload: P): Promise<R> => {
      try {
        return await hook(payload)
      } catch (cause) {
        throw refuse(payload.context.socket, cause, what)
      }
    }

  const hocuspocus: Hocuspocus<Context> = new Hocuspocus<Context>({
    quiet: true,
    maxPendingDocuments: 1,
    onAuthenticate: endingOn('A person was not let in', admit),
    onLoadDocument: endingOn('A clip could not be opened', load),
    connected: endingOn('A person could not join', welcome),
    afterLoadDocument: opened,
    beforeUnloadDocument: settle,
    afterUnloadDocument: async ({ documentName }: afterUnloadDocumentPayload) => {
      const clipId = clipIdOf(documentName)
      if (clipId) link.shut(clipId)
    },
    // Hocuspocus ends its own side after an exception and would leave the socket, which then waits for
    // answers that nobody gives.
    onDisconnect: async ({ context }: onDisconnectPayload<Context>) => {
      context.socket.end('reset', 'ended')
    },
  })

  const disconnect: CollabServer['disconnect'] = ({ userId, clipId }) => {
    revision++
    for (const socket of sockets) {
      const { visitor } = socket
      if (!visitor || (userId !== undefined && visitor.id !== userId)) continue
      if (clipId !== undefined && socket.clipId !== clipId) continue
      socket.end('reset', 'access changed')
    }
    onDisconnect?.({ ...(userId && { userId }), ...(clipId && { clipId }) })
  }

  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  })

  // Listeners live as long as their connection: none may hold the request it came with.
  function brokenOff(this: Duplex, error: unknown) {
    log.debug({ err: error }, 'A live connection could not be opened')
    this.destroy()
  }
  const broken = (error: Error) => log.debug({ err: error }, 'A live connection broke off')
  const join = (client: ClientSocket) => {
    sockets.add(client)
    const door = hocuspocus.handleConnection(client, NO_REQUEST, { socket: client } as Context)
    client.attach(door, sockets)
  }

  const take = (
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    dress: (ws: WebSocket, asked: URL) => ClientSocket,
  ) => {
    // Without a listener the first broken connection would end the process.
    socket.on('error', brokenOff)
    if (closing || sockets.size >= MAX_CONNECTIONS) return socket.destroy()
    try {
      const asked = webRequest(request)
      wss.handleUpgrade(request, socket, head, (ws) => {
        ws.on('error', broken)
        const client = dress(ws, new URL(asked.url))
        if (client.hasEnded) return
        asking.set(client, asked)
        join(client)
      })
    } catch (error) {
      brokenOff.call(socket, error)
    }
  }

  return {
    handleUpgrade: (request, socket, head) =>
      take(request, socket, head, (ws, { searchParams }) => {
        const client = new ClientSocket(ws, socket)
        if (searchParams.get('schema') !== SCHEMA) client.end('reload', 'another version')
        return client
      }),

    handlePlainUpgrade: (request, socket, head) =>
      take(request, socket, head, (ws, { pathname, searchParams }) => {
        const name = decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1))
        const client = new ClientSocket(ws, socket, {
          name,
          token: searchParams.get('token') ?? '',
        })
        // A client that knows of no schema writes what passes for ours.
        const schema = searchParams.get('schema') ?? SCHEMA
        if (schema !== SCHEMA) client.end('reload', 'another version')
        return client
      }),

    disconnect(whose) {
      disconnect(whose)
      link.disconnect(whose)
    },

    async edit(clipId, verbs) {
      const name = clipDocName(clipId)
      const live = () => hocuspocus.documents.get(name)
      const here = live()
      const open = here && rooms.get(here)
      const stored = open
        ? [Y.encodeStateAsUpdate(open.document)]
        : await readClipUpdates(db, clipId)
      if (stored.length === 0) throw new AppError('clip.not-found')
      let copy = loadClip(stored)
      if (isOutdated(copy)) copy = loadClip(await migrateLog(db, clipId))
      const updates: Uint8Array[] = []
      yDoc(copy).on('update', (update: Uint8Array) => updates.push(update))
      verbs(copy)
      if (updates.length === 0) return
      const update = Y.mergeUpdates(updates)
      const written = { update, userId: null, replicas: [] }
      // One that is being opened may have read the log before this was in it.
      if (open) return write(open, written, { source: 'local' })
      await durable.append({ clipId, update, userId: null })
      await hocuspocus.loadingDocuments.get(name)?.catch(() => {})
      const document = live()
      if (document) Y.applyUpdate(document, update, { source: 'local' })
    },

    async settleVersions(clipId) {
      await keeper?.settle(clipId)
      await settled()
    },

    async close() {
      closing = true
      for (const socket of sockets) socket.end('reset', 'the server stops')
      await settled()
      await Promise.all([teller?.flush(), keeper?.flush(), compactor.idle()])
      await link.close()
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
