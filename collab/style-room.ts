import type { Connection, Document } from '@hocuspocus/server'
import { Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { StyleId, UserId } from '#core/ids.ts'
import { MAX_SOURCE } from '#core/written-style.ts'
import type { Db } from '#db/client.ts'
import {
  appendStyleUpdates,
  claimStyleReplicas,
  compactStyleUpdates,
  readStyleReplicas,
  readStyleUpdates,
} from '#db/style-updates.ts'
import { examineUpdate } from './examine-update.ts'
import { guestOf, PresenceGate, type Visitor } from './presence-gate.ts'
import { Refusal } from './refusal.ts'
import { SOURCE } from './style-doc.ts'
import { StyleFrame, styleFrame } from './style-frame.ts'

/** Somebody who has a draft open. */
export type StyleGuest = {
  visitor: Visitor
  readOnly: boolean
  send(frame: Uint8Array): void
  presence: PresenceGate
}

/** A style's draft while somebody has it open. */
export type StyleRoom = {
  doc: Y.Doc
  guests: Set<StyleGuest>
  join(guest: Omit<StyleGuest, 'presence'>): StyleGuest
  leave(guest: StyleGuest): void
  /** Resolves once it is stored; rejects with a Refusal. */
  take(guest: StyleGuest, update: Uint8Array): Promise<void>
  /** Applies what others have stored. */
  catchUp(): Promise<void>
  /** Resolves once nothing is on its way to the database. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** Bytes of a draft's log, its history with it. */
const MAX_BYTES = 4 * 1024 * 1024
const COMPACT_ROWS = 200

/** Fills a draft from its log. Rejects with a Refusal where there is no such style. */
export async function openStyleRoom(db: Db, styleId: StyleId): Promise<StyleRoom> {
  const [stored, owners] = await Promise.all([
    readStyleUpdates(db, styleId),
    readStyleReplicas(db, styleId),
  ])
  if (stored.length === 0) throw new Refusal('gone', 'no such style')
  const doc = new Y.Doc()
  doc.getText(SOURCE)
  apply(stored)
  let rows = stored.length
  let bytes = stored.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const guests = new Set<StyleGuest>()
  const awareness = new Awareness(doc)
  awareness.setLocalState(null)
  const connections = new Map<StyleGuest, { clients: Set<number> }>()
  // What a presence gate asks of a document: who is connected, and what they show.
  const document = Object.assign(doc, { awareness, connections }) as unknown as Document
  let last: Promise<unknown> = Promise.resolve()

  function apply(updates: Uint8Array[], origin?: unknown) {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update)
    }, origin)
  }
  /** One at a time, in the order they came. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done.catch(() => {})
    return done
  }
  const toOthers = (frame: Uint8Array, but: unknown) => {
    for (const guest of guests) if (guest !== but) guest.send(frame)
  }
  doc.on('update', (update: Uint8Array, origin: unknown) =>
    toOthers(styleFrame(StyleFrame.update, update), origin),
  )
  awareness.on('update', ({ added, updated, removed }: Record<string, number[]>) => {
    const ids = [...(added ?? []), ...(updated ?? []), ...(removed ?? [])]
    toOthers(styleFrame(StyleFrame.presence, encodeAwarenessUpdate(awareness, ids)), null)
  })

  const store = async ({ visitor, readOnly }: StyleGuest, update: Uint8Array) => {
    const { news, replicas } = examineUpdate(doc, update, {
      userId: visitor.id,
      ownerOf: (replica) => owners.get(replica),
      presentAs: (replica) => guestOf(document, replica),
      isContent: isText,
    })
    if (!news) return false
    if (readOnly) throw new Refusal('refused', 'view only')
    if (bytes + update.byteLength > MAX_BYTES) throw new Refusal('refused', 'full')
    // As it would be: a text nobody could publish is not taken.
    if (doc.getText(SOURCE).length > MAX_SOURCE * 2) throw new Refusal('refused', 'full')
    try {
      const late = await claimStyleReplicas(db, styleId, replicas, visitor.id)
      if (late.length > 0) throw new Refusal('refused', 'in the name of another')
      for (const replica of replicas) owners.set(replica, visitor.id as UserId)
      await appendStyleUpdates(db, styleId, [update], visitor.id)
    } catch (cause) {
      throw cause instanceof Refusal ? cause : new Refusal('storage', 'storage', { cause })
    }
    rows += 1
    bytes += update.byteLength
    return true
  }
  const compact = async () => {
    if (rows < COMPACT_ROWS) return
    const done = await compactStyleUpdates(db, styleId, merged)
    rows = 1
    if (done) bytes = Math.max(done.after, bytes - done.before + done.after)
  }

  const room: StyleRoom = {
    doc,
    guests,
    join(who) {
      const guest = { ...who } as StyleGuest
      guest.presence = new PresenceGate(who.visitor, document, guest as unknown as Connection)
      connections.set(guest, { clients: new Set() })
      guests.add(guest)
      const there = [...awareness.getStates().keys()]
      if (there.length > 0)
        guest.send(styleFrame(StyleFrame.presence, encodeAwarenessUpdate(awareness, there)))
      return guest
    },
    leave(guest) {
      guests.delete(guest)
      const gone = connections.get(guest)?.clients ?? []
      connections.delete(guest)
      removeAwarenessStates(awareness, [...gone], null)
    },
    take: (guest, update) =>
      inTurn(async () => {
        if (!(await store(guest, update))) return
        apply([update], guest)
        await compact()
      }),
    catchUp: () =>
      inTurn(async () => {
        const all = await readStyleUpdates(db, styleId)
        rows = all.length
        for (const [replica, owner] of await readStyleReplicas(db, styleId))
          owners.set(replica, owner)
        apply(all)
      }),
    settled: async () => void (await last),
    async close() {
      await last
      awareness.destroy()
      doc.destroy()
    },
  }
  return room
}

/** Letters in the one text there is, and nothing else. */
function isText({ parent, parentSub, content }: Y.Item): boolean {
  // Without a parent of its own it goes where its neighbour is, which passed here before.
  if (parent !== null && (typeof parent !== 'string' || parent !== SOURCE || parentSub !== null))
    return false
  return content instanceof Y.ContentString || content instanceof Y.ContentDeleted
}

function merged(updates: Uint8Array[]): Uint8Array {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return Y.encodeStateAsUpdate(doc)
}
