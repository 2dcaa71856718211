import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { anaId, benId, seeded, w } from './clip-doc/clip-doc.fixtures.ts'
import { loadClip, yDoc } from './clip-doc/clip-doc.ts'
import { undoFor } from './clip-doc/undo.ts'
import { cutWords, putBackWords } from './clip-doc/word-verbs.ts'
import { type Examined, examineUpdate } from './examine-update.ts'
import { Refusal } from './refusal.ts'

const ana = { source: 'editor', userId: anaId } as const

/** The server's document and somebody's copy of it, with the updates that copy sends. */
function pair() {
  const seed = seeded()
  const server = yDoc(loadClip([seed]))
  const clip = loadClip([seed])
  const sent: Uint8Array[] = []
  yDoc(clip).on('update', (update: Uint8Array) => sent.push(update))
  return { server, clip, sent }
}

const nobody = new Map()
const judge = (doc: Y.Doc, update: Uint8Array, owners = nobody, userId = anaId) => {
  try {
    return examineUpdate(doc, update, { userId, ownerOf: (replica) => owners.get(replica) })
  } catch (error) {
    if (error instanceof Refusal) return `${error.kind}: ${error.reason}`
    throw error
  }
}
const last = (sent: Uint8Array[]) => sent.at(-1) as Uint8Array

test('what verbs and undo write is taken, and names the writer', () => {
  const { server, clip, sent } = pair()
  const undo = undoFor(clip, anaId, { words: [], durationMs: 8000 })
  cutWords(clip, w(1, 2), ana)
  putBackWords(clip, w(1), ana)
  undo.undo()
  undo.undo()
  undo.redo()
  expect(sent).toHaveLength(5)
  for (const update of sent) {
    const { news, replicas } = judge(server, update) as Examined
    expect(news).toBe(true)
    for (const replica of replicas) expect(replica).toBe(yDoc(clip).clientID)
    Y.applyUpdate(server, update)
  }
  expect(server.store.pendingStructs).toBeNull()
})

test('what the document has already is no news', () => {
  const { server, clip, sent } = pair()
  cutWords(clip, w(1), ana)
  cutWords(clip, w(2), ana)
  putBackWords(clip, w(2), ana)
  for (const update of sent) Y.applyUpdate(server, update)
  const everything = Y.encodeStateAsUpdate(yDoc(clip))
  expect(judge(server, everything)).toEqual({ news: false, replicas: [] })
})

test('a deletion alone is news', () => {
  const { server, clip } = pair()
  cutWords(clip, w(1), ana)
  Y.applyUpdate(server, Y.encodeStateAsUpdate(yDoc(clip)))
  const before = Y.encodeStateVector(yDoc(clip))
  yDoc(clip).getMap('words').delete('w1/x')
  const update = Y.encodeStateAsUpdate(yDoc(clip), before)
  expect(judge(server, update)).toEqual({ news: true, replicas: [] })
})

test('an offline tab’s whole state is taken at once', () => {
  const { server, clip } = pair()
  for (let i = 0; i < 50; i++) cutWords(clip, w(i), ana)
  expect(judge(server, Y.encodeStateAsUpdate(yDoc(clip)))).toEqual({
    news: true,
    replicas: [yDoc(clip).clientID],
  })
})

test('an update that builds on one we lack is a gap', () => {
  const { server, clip, sent } = pair()
  cutWords(clip, w(1), ana)
  cutWords(clip, w(2), ana)
  expect(judge(server, last(sent))).toBe('reset: gap')
  const seedless = new Y.Doc()
  expect(judge(seedless, Y.mergeUpdates(sent))).toMatchObject({ news: true })
  putBackWords(clip, w(1), ana)
  Y.applyUpdate(seedless, sent[0] as Uint8Array)
  expect(judge(seedless, last(sent))).toBe('reset: gap')
})

test('a deletion of what we lack is a gap', () => {
  const { server, clip, sent } = pair()
  cutWords(clip, w(1), ana)
  yDoc(clip).getMap('words').delete('w1/x')
  expect(judge(server, last(sent))).toBe('reset: gap')
})

test('structs that wait for each other are a gap', () => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 2)
  for (const [client, other] of [
    [11, 12],
    [12, 11],
  ] as const) {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, 0)
    // An item with a left origin and plain content.
    encoding.writeUint8(encoder, 0b1000_1000)
    encoding.writeVarUint(encoder, other)
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarUint(encoder, 1)
    encoding.writeAny(encoder, true)
  }
  encoding.writeVarUint(encoder, 0)
  expect(judge(new Y.Doc(), encoding.toUint8Array(encoder))).toBe('reset: gap')
})

test.each([
  ['nothing', new Uint8Array()],
  ['zeros cut short', new Uint8Array([0])],
  ['noise', new Uint8Array([200, 13, 7, 255, 255, 255, 3, 9])],
  ['a huge count', new Uint8Array([255, 255, 255, 255, 15, 1, 1, 1])],
])('%s is unreadable', (_, bytes) => {
  expect(judge(new Y.Doc(), bytes)).toBe('refused: unreadable')
})

test('more than one update may hold is too large', () => {
  expect(judge(new Y.Doc(), new Uint8Array(3_000_000))).toBe('refused: too large')
})

test.each([
  ['a table that is not ours', (doc: Y.Doc) => doc.getMap('other').set('a', 1)],
  ['a list', (doc) => doc.getArray('words').push([1])],
  ['a text', (doc) => doc.getText('words').insert(0, 'hello')],
  ['a nested type', (doc) => doc.getMap('words').set('w1/x', new Y.Map())],
  ['a document inside', (doc) => doc.getMap('words').set('w1/x', new Y.Doc())],
  ['bytes', (doc) => doc.getMap('words').set('w1/x', new Uint8Array(3))],
  ['an object', (doc) => doc.getMap('words').set('w1/x', { a: 1 })],
  ['a long value', (doc) => doc.getMap('words').set('w1/t', 'x'.repeat(2001))],
  ['a long key', (doc) => doc.getMap('words').set('x'.repeat(201), 1)],
] as [string, (doc: Y.Doc) => unknown][])('%s is foreign', (_, write) => {
  const doc = new Y.Doc()
  write(doc)
  expect(judge(new Y.Doc(), Y.encodeStateAsUpdate(doc))).toBe('refused: foreign content')
})

test('whoever used a client number first owns it', () => {
  const { server, clip, sent } = pair()
  cutWords(clip, w(1), ana)
  const owners = new Map([[yDoc(clip).clientID, anaId]])
  expect(judge(server, last(sent), owners, anaId)).toEqual({ news: true, replicas: [] })
  expect(judge(server, last(sent), owners, benId)).toBe('refused: in the name of another')
  // What is known already may be said again by anybody: everybody has it.
  Y.applyUpdate(server, last(sent))
  expect(judge(server, last(sent), owners, benId)).toMatchObject({ news: false })
})

test('which schema a document has is for the server alone to say', () => {
  const { server, clip, sent } = pair()
  yDoc(clip).getMap('meta').set('schema', 2)
  expect(judge(server, last(sent))).toBe('refused: the schema is not theirs')
  const stranger = new Y.Doc()
  stranger.getMap('meta').set('schema', 2)
  expect(judge(server, Y.encodeStateAsUpdate(stranger))).toBe('refused: the schema is not theirs')
  const { server: same, clip: honest } = pair()
  cutWords(honest, w(1), ana)
  expect((judge(same, Y.encodeStateAsUpdate(yDoc(honest))) as Examined).news).toBe(true)
})
