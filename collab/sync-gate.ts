import type { Connection } from '@hocuspocus/server'
import * as Y from 'yjs'
import type { UserId } from '#core/ids.ts'
import type { ClientSocket } from './client-socket.ts'
import { type Examined, examineUpdate } from './examine-update.ts'
import { SyncKind, syncFrame } from './frame.ts'
import { COMMIT_BURST, COMMIT_RATE, FLOOD_REST, MAX_MERGED, MAX_UPDATE_BYTES } from './limits.ts'
import { guestOf } from './presence-gate.ts'
import { Refusal } from './refusal.ts'
import type { Room, WriteUpdate } from './room.ts'
import { TokenBucket } from './token-bucket.ts'

/** What all connections of a server share. */
export type SyncLog = {
  write: WriteUpdate
  catchUp(room: Room): Promise<void>
  onFailure(socket: ClientSocket, error: unknown): void
}

/**
 * One connection's changes. They come past Hocuspocus, which would acknowledge what is only in memory
 * and run four chains of hooks for each: here an update is looked at, stored, applied, and only then
 * acknowledged. What a connection sends while an update of its own is on its way to the disk waits
 * and follows as one.
 */
export class SyncGate {
  private waiting: Uint8Array[] = []
  private busy = false
  private readonly commits = new TokenBucket(COMMIT_RATE, COMMIT_BURST)

  constructor(
    private readonly room: Room,
    private readonly connection: Connection,
    private readonly socket: ClientSocket,
    private readonly userId: UserId,
    private readonly log: SyncLog,
  ) {}

  take(kind: number, content: Uint8Array) {
    if (kind === SyncKind.step1) return this.answer(content)
    if (kind !== SyncKind.step2 && kind !== SyncKind.update) {
      throw new Refusal('refused', 'unknown sync')
    }
    this.waiting.push(content)
    if (!this.busy) void this.work()
  }

  /** What they lack, and what we have, so that they send what we lack. */
  private answer(stateVector: Uint8Array) {
    const { document } = this.room
    const missing = Y.encodeStateAsUpdate(document, stateVector)
    this.socket.send(syncFrame(document.name, SyncKind.step1, Y.encodeStateVector(document)))
    this.socket.send(syncFrame(document.name, SyncKind.step2, missing))
  }

  private async work() {
    this.busy = true
    try {
      while (this.waiting.length > 0 && !this.socket.hasEnded) {
        const wait = this.commits.owe()
        if (wait > 0) await turn(wait)
        const started = performance.now()
        const updates = this.takeSome()
        const bytes = updates.reduce((sum, { byteLength }) => sum + byteLength, 0)
        const stored = await this.store(updates)
        this.socket.handled(bytes)
        this.socket.acknowledge(stored ? this.room.taken : this.room.notTaken, updates.length)
        // More than may come along at once: the others have their turn first, and the longer the
        // slower this machine is.
        const flooded = updates.length === MAX_MERGED && this.waiting.length > 0
        if (flooded) await turn(FLOOD_REST * (performance.now() - started))
      }
    } catch (error) {
      this.waiting = []
      this.log.onFailure(this.socket, error)
    }
    this.busy = false
  }

  private takeSome(): Uint8Array[] {
    let bytes = 0
    let count = 0
    for (const { byteLength } of this.waiting) {
      bytes += byteLength
      if (count > 0 && (count >= MAX_MERGED || bytes > MAX_UPDATE_BYTES)) break
      count++
    }
    return this.waiting.splice(0, count)
  }

  /** Whether all that they bring is stored now, or was before. */
  private async store(updates: Uint8Array[]): Promise<boolean> {
    const { room, userId, connection } = this
    const update = updates.length === 1 ? (updates[0] as Uint8Array) : merged(updates)
    const { news, replicas } = await this.examine(update)
    if (!news) return true
    if (connection.readOnly) return false
    await this.log.write(room, { update, userId, replicas }, { source: 'connection', connection })
    return true
  }

  /** What looks like a forgery or a gap may be news of another server that we have not heard yet. */
  private async examine(update: Uint8Array): Promise<Examined> {
    const { room, userId } = this
    const ownerOf = (replica: number) => room.owners.get(replica)
    // A page writes under the number it is present with, so that one is taken too.
    const presentAs = (replica: number) => guestOf(room.document, replica)
    const look = () => examineUpdate(room.document, update, { userId, ownerOf, presentAs })
    try {
      return look()
    } catch (error) {
      if (!(error instanceof Refusal && error.mayBeEarly)) throw error
      await this.log.catchUp(room)
      return look()
    }
  }
}

const turn = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function merged(updates: Uint8Array[]): Uint8Array {
  try {
    return Y.mergeUpdates(updates)
  } catch (cause) {
    throw new Refusal('refused', 'unreadable', { cause })
  }
}
