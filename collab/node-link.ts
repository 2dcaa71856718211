import { randomUUID } from 'node:crypto'
import { type Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { ClipId } from '#core/ids.ts'
import type { Database } from '#db/client.ts'
import { CLIP_LOG, readAppended, readClipRows, readClipUpdates } from '#db/clip-updates.ts'
import { MAX_NOTIFY_BYTES, NODES, tellNodes } from '#db/node-channel.ts'
import { replay } from './clip-doc/clip-doc.ts'
import { NODE_PRESENCE_MS } from './limits.ts'
import { noteGuest } from './presence-gate.ts'
import type { Room } from './room.ts'

/** What nodes say to each other besides the log. */
type Said =
  /** I have this clip open now; whoever has it too, say so. */
  | { kind: 'open' | 'here' | 'shut'; node: string; clipId: ClipId }
  /** An awareness update, base64. */
  | { kind: 'presence'; node: string; clipId: ClipId; update: string }
  | { kind: 'disconnect'; node: string; userId?: string; clipId?: ClipId }

export type NodeLink = {
  /** How this process signs what it says. */
  node: string
  /** Resolves once this process hears all others: a log that is read after that is complete. */
  ready: Promise<void>
  opened(room: Room): void
  shut(clipId: ClipId): void
  /** Applies what the log has and the document lacks. */
  catchUp(room: Room): Promise<void>
  disconnect(whose: { userId?: string; clipId?: ClipId }): void
  close(): Promise<void>
}

/** The origin of presence that came from another node, and is not told on. */
const FROM_NODES = 'nodes'

/**
 * Several processes may have one clip open, on one Postgres server, without a lease: the log is the
 * truth, updates commute, and each hears of every row that another appends. A commit announces exactly
 * its own rows, so it does not matter that a higher number may be committed before a lower one; "all
 * after the last I saw" would miss the lower one for good. Where a row is gone (it was compacted) or
 * the connection was lost, the whole log is read again, which does no harm. On PGlite there is nobody
 * to talk to.
 */
export function openNodeLink(
  database: Database,
  handlers: {
    roomOf(clipId: ClipId): Promise<Room | null>
    rooms(): Iterable<Room>
    disconnect(whose: { userId?: string; clipId?: ClipId }): void
    onError(error: unknown): void
  },
): NodeLink {
  const { db, engine } = database
  const { onError } = handlers
  const node = randomUUID().slice(0, 8)
  const alone = engine.kind === 'pglite'
  /** Which other nodes have a clip open that we have open. */
  const others = new Map<ClipId, Set<string>>()
  /** One thing at a time for each document, in the order it was heard. */
  const applying = new WeakMap<Room, Promise<void>>()
  const changed = new Map<Room, Set<number>>()
  let flushing: NodeJS.Timeout | null = null

  const say = (...messages: Said[]) => {
    if (alone) return
    tellNodes(
      database,
      messages.map((message) => JSON.stringify(message)),
    ).catch(onError)
  }

  const inOrder = (room: Room, work: () => Promise<void>): Promise<void> => {
    const done = (applying.get(room) ?? Promise.resolve()).then(work)
    applying.set(
      room,
      done.catch(() => {}),
    )
    return done
  }

  const catchUp = (room: Room) =>
    inOrder(room, async () => {
      const updates = await readClipUpdates(db, room.clipId)
      if (!room.document.isDestroyed) replay(room.document, updates)
    })

  const heardOfRows = async (payload: string) => {
    const appended = readAppended(payload)
    if (appended.node === node) return
    for (const { clipId, ids } of appended.clips) {
      // One that is being opened may have read the log before these were in it.
      const room = await handlers.roomOf(clipId)
      if (!room) continue
      await inOrder(room, async () => {
        const updates = await readClipRows(db, clipId, ids)
        if (room.document.isDestroyed) return
        for (const update of updates) {
          room.rows += 1
          room.bytes += update.byteLength
        }
        room.document.transact(() => {
          for (const update of updates) Y.applyUpdate(room.document, update)
        })
        const held = room.document.store.pendingStructs ?? room.document.store.pendingDs
        if (updates.length < ids.length || held) void catchUp(room).catch(onError)
      })
    }
  }

  const heard = async (payload: string) => {
    const said = JSON.parse(payload) as Said
    if (said.node === node) return
    if (said.kind === 'disconnect') return handlers.disconnect(said)
    const { clipId } = said
    if (said.kind === 'shut') return void others.get(clipId)?.delete(said.node)
    const room = await handlers.roomOf(clipId)
    if (!room) return
    const { awareness } = room.document
    if (said.kind === 'presence') {
      applyAwarenessUpdate(awareness, Buffer.from(said.update, 'base64'), FROM_NODES)
      return
    }
    const known = others.get(clipId) ?? new Set()
    others.set(clipId, known.add(said.node))
    if (said.kind === 'open') say({ kind: 'here', node, clipId })
    for (const id of awareness.getStates().keys()) show(room, id)
  }

  /** Whom we see and they may not is told to them, not more often than `NODE_PRESENCE_MS`. */
  const show = (room: Room, id: number) => {
    const ids = changed.get(room) ?? new Set()
    changed.set(room, ids.add(id))
    flushing ??= setTimeout(flush, NODE_PRESENCE_MS)
  }
  const flush = () => {
    flushing = null
    const messages: Said[] = []
    for (const [room, ids] of changed) {
      for (const part of parts(room.document.awareness, [...ids])) {
        messages.push({ kind: 'presence', node, clipId: room.clipId, update: part })
      }
    }
    changed.clear()
    say(...messages)
  }

  const stops: Promise<() => Promise<void>>[] = []
  const listen = (channel: string, take: (payload: string) => Promise<void>, resumed: () => void) =>
    stops.push(database.listen(channel, (payload) => void take(payload).catch(onError), resumed))
  if (!alone) {
    listen(CLIP_LOG, heardOfRows, () => {
      for (const room of handlers.rooms()) void catchUp(room).catch(onError)
    })
    listen(NODES, heard, () => {
      for (const { clipId } of handlers.rooms()) say({ kind: 'open', node, clipId })
    })
  }
  const ready = Promise.all(stops).then(() => {})
  ready.catch(onError)

  return {
    node,
    ready,
    catchUp: (room) => (alone ? Promise.resolve() : catchUp(room)),
    opened(room) {
      if (alone) return
      const { clipId, document } = room
      const noted = ({ added, updated, removed }: AwarenessChange, origin: unknown) => {
        const ids = [...added, ...updated, ...removed]
        if (origin === FROM_NODES) {
          for (const id of ids) noteGuest(document, id)
        } else if ((others.get(clipId)?.size ?? 0) > 0) {
          for (const id of ids) show(room, id)
        }
      }
      document.awareness.on('update', noted)
      say({ kind: 'open', node, clipId })
    },
    shut(clipId) {
      others.delete(clipId)
      say({ kind: 'shut', node, clipId })
    },
    disconnect: (whose) => say({ ...whose, kind: 'disconnect', node }),
    async close() {
      if (flushing) clearTimeout(flushing)
      for (const stop of await Promise.allSettled(stops)) {
        if (stop.status === 'fulfilled') await stop.value()
      }
    },
  }
}

type AwarenessChange = { added: number[]; updated: number[]; removed: number[] }

/** Awareness updates of these ids, base64, each small enough for one message. */
function parts(awareness: Awareness, ids: number[]): string[] {
  const known = ids.filter((id) => awareness.meta.has(id))
  if (known.length === 0) return []
  const update = Buffer.from(encodeAwarenessUpdate(awareness, known)).toString('base64')
  if (update.length < MAX_NOTIFY_BYTES - ENVELOPE_BYTES || known.length === 1) return [update]
  const half = Math.ceil(known.length / 2)
  return [known.slice(0, half), known.slice(half)].flatMap((some) => parts(awareness, some))
}

/** What is around an update in a message. */
const ENVELOPE_BYTES = 200
