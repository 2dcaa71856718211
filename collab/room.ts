import type { Document, TransactionOrigin } from '@hocuspocus/server'
import * as Y from 'yjs'
import type { ClipId, UserId } from '#core/ids.ts'
import type { Db } from '#db/client.ts'
import { compactClipUpdates, readClipReplicas, readClipUpdates } from '#db/clip-updates.ts'
import { clipDocOf, loadClip, replay, yDoc } from './clip-doc/clip-doc.ts'
import { addressOf, statusFrame } from './frame.ts'
import { COMPACT_BYTES, COMPACT_ROWS } from './limits.ts'
import { isOutdated, migrateLog } from './migrate-log.ts'
import { Refusal } from './refusal.ts'

/** What the server knows of a clip that is open, besides its document. */
export type Room = {
  clipId: ClipId
  document: Document
  /** Whose each client number is. */
  owners: Map<number, UserId>
  /** The clip's log as it is stored. */
  rows: number
  bytes: number
  /** What is on its way to the log. The document is not let go before it has come back. */
  writing: Set<Promise<void>>
  /** How frames for it begin. */
  address: Uint8Array
  /** The answers to a change, the same for everybody. */
  taken: Uint8Array
  notTaken: Uint8Array
}

export type Written = {
  update: Uint8Array
  /** Null: the server itself. */
  userId: UserId | null
  /** Client numbers this person writes under for the first time in this clip. */
  replicas: number[]
}

/** Stores an update and shows it to whoever is there. Rejects with a Refusal where it is not stored. */
export type WriteUpdate = (room: Room, written: Written, origin: TransactionOrigin) => Promise<void>

/**
 * Fills a document from its log, and from nothing else. A clip without a log has no seed: it is
 * refused rather than opened empty, because an empty document would be merged into the real one.
 */
export async function openRoom(db: Db, clipId: ClipId, document: Document): Promise<Room> {
  const [stored, owners] = await Promise.all([
    readClipUpdates(db, clipId),
    readClipReplicas(db, clipId),
  ])
  if (stored.length === 0) throw new Refusal('gone', 'no such clip')
  replay(document, stored)
  let updates = stored
  if (isOutdated(clipDocOf(document))) {
    updates = await migrateLog(db, clipId)
    replay(document, updates)
  }
  const bytes = updates.reduce((sum, { byteLength }) => sum + byteLength, 0)
  return {
    clipId,
    document,
    owners,
    rows: updates.length,
    bytes,
    writing: new Set(),
    address: addressOf(document.name),
    taken: statusFrame(document.name, true),
    notTaken: statusFrame(document.name, false),
  }
}

export const wantsCompaction = ({ rows, bytes }: Pick<Room, 'rows' | 'bytes'>, lastBytes: number) =>
  rows >= COMPACT_ROWS || bytes - lastBytes >= COMPACT_BYTES

/** Merges what is stored, in a document of its own: what others have overwritten is let go. */
export const mergeLog = (updates: Uint8Array[]): Uint8Array =>
  Y.encodeStateAsUpdate(yDoc(loadClip(updates)))

/** Makes one update of several, as they are: nothing is let go. */
export const mergeUpdates = (updates: Uint8Array[]): Uint8Array => Y.mergeUpdates(updates)

/** Ms before each compaction. In PGlite nothing else is stored while one runs. */
const BETWEEN_MS = 40

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Compacts one clip's log at a time, in the background. Nothing waits for it. */
export function createCompactor(db: Db, onError: (error: unknown) => void) {
  const queued = new Set<Room>()
  const compacted = new WeakMap<Room, number>()
  let running: Promise<void> | null = null
  let hurried = false

  const run = async () => {
    for (const room of queued) {
      queued.delete(room)
      // Many clips grow alike: their edits go between.
      if (!hurried) await pause(BETWEEN_MS)
      const counted = room.rows
      const done = await compactClipUpdates(db, room.clipId, mergeLog).catch((error) => {
        onError(error)
        return null
      })
      if (!done) continue
      // Fewer were stored where a journal merged them on their way.
      room.rows = Math.max(1, room.rows - counted + 1)
      room.bytes = Math.max(done.after, room.bytes - done.before + done.after)
      compacted.set(room, room.bytes)
    }
    running = null
  }

  return {
    consider(room: Room) {
      if (!wantsCompaction(room, compacted.get(room) ?? 0)) return
      queued.add(room)
      running ??= run()
    },
    /** Does at once what is still to do. */
    idle: async () => {
      hurried = true
      while (running) await running
    },
  }
}
