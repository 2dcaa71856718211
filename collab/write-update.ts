import * as Y from 'yjs'
import type { Db } from '#db/client.ts'
import { claimReplicas } from '#db/clip-updates.ts'
import type { DurableLog } from './durable-log.ts'
import { MAX_DOCUMENT_BYTES } from './limits.ts'
import { Refusal } from './refusal.ts'
import type { Room, WriteUpdate, Written } from './room.ts'

/** Stores updates before it applies them; whoever calls acknowledges after that and not before. */
export function createWriter({
  db,
  durable,
  onAppended,
}: {
  db: Db
  durable: DurableLog
  /** Called once it is stored, before it is applied. */
  onAppended: (room: Room, written: Written) => void
}): WriteUpdate {
  const store = async (room: Room, { update, userId, replicas }: Written): Promise<void> => {
    const { clipId } = room
    try {
      if (userId && replicas.length > 0) {
        const claims = replicas.map((replica) => ({ clipId, replica, userId }))
        // Another process may have given it away already: the database decides.
        const late = await claimReplicas(db, claims)
        if (late.length > 0) throw new Refusal('refused', 'in the name of another')
        for (const replica of replicas) room.owners.set(replica, userId)
      }
      await durable.append({ clipId, update, userId })
    } catch (cause) {
      throw cause instanceof Refusal ? cause : new Refusal('storage', 'storage', { cause })
    }
  }

  return async (room, written, origin) => {
    const { document } = room
    const { update } = written
    if (room.bytes + update.byteLength > MAX_DOCUMENT_BYTES) throw new Refusal('refused', 'full')
    const storing = store(room, written)
    room.writing.add(storing)
    try {
      await storing
    } finally {
      room.writing.delete(storing)
    }
    room.rows += 1
    room.bytes += update.byteLength
    onAppended(room, written)
    // Stored, but nobody would hear of it, so it is not acknowledged.
    if (document.isDestroyed) throw new Refusal('reset', 'closed meanwhile')
    Y.applyUpdate(document, update, origin)
  }
}
