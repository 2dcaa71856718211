import type { Connection, Document } from '@hocuspocus/server'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { applyAwarenessUpdate } from 'y-protocols/awareness'
import type { UserId } from '#core/ids.ts'
import {
  MAX_PRESENCE_FRAME_BYTES,
  MAX_PRESENCE_IDS,
  MAX_PRESENCE_LENGTH,
  PRESENCE_BURST,
  PRESENCE_RATE,
} from './limits.ts'
import { PRESENCE_COLOURS, PresentUser } from './presence-state.ts'
import { TokenBucket } from './token-bucket.ts'

export type Visitor = { id: UserId; name: string }

type Shown = { id: number; clock: number; state: Record<string, unknown> | null }

/** Who is in one document: which awareness id is whose, and in which colour. */
type Guests = { owners: Map<number, UserId>; colours: Map<UserId, number> }

const guestsOf = new WeakMap<Document, Guests>()

/**
 * One connection's presence. It comes past Hocuspocus, which would build a document for each message:
 * here it costs two small copies. A connection speaks for one awareness id, under the name of whoever
 * signed in; anything else it sends is dropped without a word, because presence is never worth a
 * connection.
 */
export class PresenceGate {
  private readonly bucket = new TokenBucket(PRESENCE_RATE, PRESENCE_BURST)
  private own: number | null = null

  constructor(
    private readonly visitor: Visitor,
    private readonly document: Document,
    private readonly connection: Connection,
  ) {}

  take(update: Uint8Array) {
    const { visitor, document, connection } = this
    if (update.byteLength > MAX_PRESENCE_FRAME_BYTES || !this.bucket.take()) return
    const shown = readOwn(update, this.own)
    if (!shown) return
    const guests = guestsIn(document)
    const owner = guests.owners.get(shown.id)
    if (owner !== undefined && owner !== visitor.id) return
    guests.owners.set(shown.id, visitor.id)
    if (this.own === null) {
      this.own = shown.id
      // A reconnected tab keeps its id: the connection it lost must not take it along when it ends, and
      // this one must, which Hocuspocus would only see to for an id that was never there before.
      for (const { clients } of document.connections.values()) clients.delete(shown.id)
      document.connections.get(connection)?.clients.add(shown.id)
    }
    const state = shown.state && {
      ...shown.state,
      user: { id: visitor.id, name: visitor.name, colour: colourOf(visitor.id, guests) },
    }
    applyAwarenessUpdate(document.awareness, encode(shown.id, shown.clock, state), {
      source: 'connection',
      connection,
    })
  }
}

/** Somebody whom another process let in: their id and colour are theirs here too. */
export function noteGuest(document: Document, id: number): void {
  const user = PresentUser.safeParse(document.awareness.getStates().get(id)?.user)
  if (!user.success) return
  const guests = guestsIn(document)
  const userId = user.data.id as UserId
  if (!guests.owners.has(id)) guests.owners.set(id, userId)
  if (!guests.colours.has(userId)) guests.colours.set(userId, user.data.colour)
}

/** Whose an awareness id is; a page writes under the same number. */
export const guestOf = (document: Document, id: number): UserId | undefined =>
  guestsOf.get(document)?.owners.get(id)

function guestsIn(document: Document): Guests {
  const known = guestsOf.get(document)
  // Ids of tabs long closed are kept so that nobody takes them over, but not without end.
  if (known && known.owners.size < MAX_PRESENCE_IDS) return known
  const guests: Guests = { owners: new Map(), colours: known?.colours ?? new Map() }
  guestsOf.set(document, guests)
  return guests
}

/** The connection's own entry in an update; the first that says anything makes it its own. */
function readOwn(update: Uint8Array, own: number | null): Shown | null {
  try {
    const decoder = decoding.createDecoder(update)
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const id = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const json = decoding.readVarString(decoder)
      if (json.length > MAX_PRESENCE_LENGTH) continue
      if (own === null ? json === 'null' : id !== own) continue
      const state: unknown = JSON.parse(json)
      if (state !== null && (typeof state !== 'object' || Array.isArray(state))) return null
      return { id, clock, state: state as Record<string, unknown> | null }
    }
  } catch {
    // Not an awareness update.
  }
  return null
}

function encode(id: number, clock: number, state: unknown): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, id)
  encoding.writeVarUint(encoder, clock)
  encoding.writeVarString(encoder, JSON.stringify(state))
  return encoding.toUint8Array(encoder)
}

/** The first free colour; past eight people they repeat, initials do not. */
function colourOf(userId: UserId, { colours }: Guests): number {
  const known = colours.get(userId)
  if (known) return known
  const taken = new Set(colours.values())
  let colour = 1
  while (taken.has(colour) && colour <= PRESENCE_COLOURS) colour++
  if (colour > PRESENCE_COLOURS) colour = (colours.size % PRESENCE_COLOURS) + 1
  colours.set(userId, colour)
  return colour
}
