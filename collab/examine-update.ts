import * as Y from 'yjs'
import type { UserId } from '#core/ids.ts'
import { tables } from './clip-doc/clip-doc.ts'
import { MAX_KEY_LENGTH, MAX_UPDATE_BYTES, MAX_VALUE_LENGTH } from './limits.ts'
import { Refusal } from './refusal.ts'

export type Examined = {
  /** False where the document has all of it already: nothing to store. */
  news: boolean
  /** Client numbers this person uses here for the first time. */
  replicas: number[]
}

/**
 * Reads an update before it is stored or applied. Whatever gets past this is acknowledged, kept for
 * good and sent to everybody, so it must be one that the document can take at once: well-formed, made
 * of our flat decisions, building on nothing we lack, and in nobody else's name.
 */
export function examineUpdate(
  doc: Y.Doc,
  update: Uint8Array,
  {
    userId,
    ownerOf,
    presentAs = () => undefined,
    isContent = isDecision,
  }: {
    userId: UserId
    ownerOf: (replica: number) => UserId | undefined
    /** Who is present under a number that nobody has written under yet. */
    presentAs?: (replica: number) => UserId | undefined
    /** What may be in it; a clip's decisions where nothing is said. */
    isContent?: (item: Y.Item) => boolean
  },
): Examined {
  if (update.byteLength > MAX_UPDATE_BYTES) throw new Refusal('refused', 'too large')
  const { structs, ds } = decode(update)

  const queues = new Map<number, Struct[]>()
  for (const struct of structs) {
    if (struct instanceof Y.Item && !isContent(struct))
      throw new Refusal('refused', 'foreign content')
    const queue = queues.get(struct.id.client)
    if (queue) queue.push(struct)
    else queues.set(struct.id.client, [struct])
  }
  if (queues.size > MAX_WRITERS) throw new Refusal('refused', 'too many writers')
  const schema = idsOfSchema(doc)
  for (const struct of structs) {
    if (struct instanceof Y.Item && isNew(doc, struct) && setsSchema(struct, schema)) {
      throw new Refusal('refused', 'the schema is not theirs')
    }
  }
  const { stateOf, writers } = integrate(doc, queues)
  for (const [client, ranges] of ds.clients) {
    for (const { clock, len } of ranges) {
      if (clock + len > stateOf(client)) throw new Refusal('reset', 'gap')
    }
  }

  const replicas: number[] = []
  for (const client of writers) {
    const owner = ownerOf(client)
    if (owner === undefined) replicas.push(client)
    if ((owner ?? presentAs(client) ?? userId) !== userId)
      throw new Refusal('refused', 'in the name of another')
  }
  return { news: writers.size > 0 || deletesSomething(doc, ds), replicas }
}

/** In one update; a tab that was offline brings its own and perhaps some of its earlier ones. */
const MAX_WRITERS = 200

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number]

/**
 * Goes through an update as the document will, each struct after those it builds on. Yjs keeps aside
 * what it cannot place, for good if need be, and nobody would ever see it: that is a gap.
 */
function integrate(doc: Y.Doc, queues: Map<number, Struct[]>) {
  const reach = new Map<number, number>()
  const writers = new Set<number>()
  const stateOf = (client: number) => reach.get(client) ?? Y.getState(doc.store, client)
  const isKnown = (id: Y.ID | null) => id === null || id.clock < stateOf(id.client)
  const fits = (struct: Struct) =>
    !(struct instanceof Y.Skip) &&
    struct.id.clock <= stateOf(struct.id.client) &&
    (!(struct instanceof Y.Item) || (isKnown(struct.origin) && isKnown(struct.rightOrigin)))

  const next = new Map([...queues.keys()].map((client) => [client, 0]))
  let placed = true
  while (placed && next.size > 0) {
    placed = false
    for (const [client, from] of next) {
      const queue = queues.get(client) ?? []
      let at = from
      for (let struct = queue[at]; struct && fits(struct); struct = queue[++at]) {
        const end = struct.id.clock + struct.length
        if (end > stateOf(client)) {
          writers.add(client)
          reach.set(client, end)
        }
      }
      placed ||= at > from
      if (at < queue.length) next.set(client, at)
      else next.delete(client)
    }
  }
  if (next.size > 0) throw new Refusal('reset', 'gap')
  return { stateOf, writers }
}

function decode(update: Uint8Array) {
  try {
    return Y.decodeUpdate(update)
  } catch (cause) {
    throw new Refusal('refused', 'unreadable', { cause })
  }
}

/** One key of one of our tables with a plain value; what is deleted has none any more. */
function isDecision({ parent, parentSub, content }: Y.Item): boolean {
  // Without a parent of its own it goes where its neighbour is, which passed here before.
  if (parent !== null) {
    if (typeof parent !== 'string' || !(tables as readonly string[]).includes(parent)) return false
    if (parentSub === null || parentSub.length > MAX_KEY_LENGTH) return false
  }
  if (content instanceof Y.ContentDeleted) return true
  return content instanceof Y.ContentAny && content.arr.every(isPlain)
}

const isNew = (doc: Y.Doc, { id, length }: Struct) =>
  id.clock + length > Y.getState(doc.store, id.client)

/** What has been said of the schema. Who overwrites it names one of these as their neighbour. */
function idsOfSchema(doc: Y.Doc): Y.ID[] {
  const ids: Y.ID[] = []
  for (let item = doc.getMap('meta')._map.get('schema') ?? null; item; item = item.left) {
    ids.push(item.lastId)
  }
  return ids
}

function setsSchema({ parent, parentSub, origin, rightOrigin }: Y.Item, schema: Y.ID[]): boolean {
  if (parent !== null) return parentSub === 'schema'
  return schema.some((id) => Y.compareIDs(id, origin) || Y.compareIDs(id, rightOrigin))
}

const isPlain = (value: unknown) =>
  value === null ||
  typeof value === 'boolean' ||
  typeof value === 'number' ||
  (typeof value === 'string' && value.length <= MAX_VALUE_LENGTH)

function deletesSomething(doc: Y.Doc, ds: ReturnType<typeof Y.decodeUpdate>['ds']): boolean {
  for (const [client, ranges] of ds.clients) {
    const structs = doc.store.clients.get(client) ?? []
    for (const { clock, len } of ranges) {
      if (len === 0) continue
      for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
        const struct = structs[i]
        if (!struct || struct.id.clock >= clock + len) break
        if (!struct.deleted) return true
      }
    }
  }
  return false
}
