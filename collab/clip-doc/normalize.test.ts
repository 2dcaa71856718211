import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { ClipProject } from '#core/clip-project.ts'
import { cutList } from '#core/cut-list.ts'
import { seeded, spoken } from './clip-doc.fixtures.ts'
import { loadClip, tables, yDoc } from './clip-doc.ts'
import { readClip } from './read-clip.ts'

const source = spoken(30)

const nasty = [
  Number.NaN,
  Infinity,
  -Infinity,
  -1,
  0.5,
  1e308,
  2 ** 53,
  true,
  false,
  null,
  undefined,
  '',
  '\u0000',
  '\ud800',
  'x'.repeat(5000),
  '__proto__',
  10n,
  [1, 2],
  { in: 1 },
  new Uint8Array(3),
]
const keys = [
  't1/in',
  't1/out',
  't1/pos',
  't1/del',
  '__proto__/in',
  '__proto__/out',
  'constructor/at',
  '/in',
  'in',
  't1-3000/at',
  't1-3000/take',
  't1.h/ti',
  't1.h/to',
  't1.h/off',
  'w3/x',
  'w3/t',
  'w3/em',
  'w3/unknown',
  'name',
  'size',
  'y',
  'base',
  'title',
  'shape',
  'schema',
  'durationMs',
  'a/b/c/in',
  'é/in',
]

/** A Y.Doc that is written by somebody who does not use the verbs. */
function forged(write: (doc: Y.Doc) => void) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seeded())
  write(doc)
  return loadClip([Y.encodeStateAsUpdate(doc)])
}

test('whatever a client writes, everybody reads a valid clip', () => {
  const read = (write: (doc: Y.Doc) => void) => {
    const clip = readClip(forged(write), source)
    ClipProject.parse(clip)
    cutList(clip)
  }
  for (const table of tables) {
    for (const value of nasty) {
      read((y) => {
        for (const key of keys) y.getMap(table).set(key, value)
      })
    }
    for (const [i, key] of keys.entries()) {
      for (const value of [nasty[i % nasty.length], Number.NaN, -1]) {
        read((y) => y.getMap(table).set(key, value))
      }
    }
  }
})

test('tables that are lists, texts or hold nested types are read as if empty', () => {
  for (const table of tables) {
    const list = new Y.Doc()
    list.getArray(table).push([1, 'two'])
    const nested = new Y.Doc()
    nested.getMap(table).set('t1/in', new Y.Map([['a', 1]]))
    nested.getMap(table).set('title', new Y.Text('x'))
    for (const doc of [list, nested]) {
      ClipProject.parse(readClip(loadClip([Y.encodeStateAsUpdate(doc)]), source))
    }
  }
})

test('reading never writes', () => {
  const doc = forged((y) => y.getMap('takes').set('t1/in', 9_000_000))
  const before = Y.encodeStateAsUpdate(yDoc(doc))
  readClip(doc, source)
  expect(Y.encodeStateAsUpdate(yDoc(doc))).toEqual(before)
})

test('replicas that heard the same things in another order read the same clip', () => {
  const seed = seeded()
  const updates: Uint8Array[] = []
  for (const id of ['b', 'a', 'd', 'c']) {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, seed)
    doc.on('update', (update: Uint8Array) => updates.push(update))
    doc.getMap('takes').set(`${id}/in`, 100)
    doc.getMap('takes').set(`${id}/out`, 900)
    doc.getMap('splits').set(`s${id}/take`, 't1')
    doc.getMap('splits').set(`s${id}/at`, 3000)
  }
  const one = readClip(loadClip([seed, ...updates]), source)
  const other = readClip(loadClip([...updates.reverse(), seed]), source)
  expect(one).toEqual(other)
  expect(one.pieces.filter(({ take }) => take === 't1').map(({ id }) => id)).toEqual([
    't1.h',
    'sa',
    'sb',
    'sc',
    'sd',
  ])
})

test('a forged document with more pieces than anybody makes is still read at once', () => {
  const doc = forged((y) =>
    y.transact(() => {
      for (let i = 0; i < 20_000; i++) {
        y.getMap('splits').set(`s${i}/take`, 't1')
        y.getMap('splits').set(`s${i}/at`, i % 8000)
      }
    }),
  )
  const started = performance.now()
  expect(readClip(doc, source).pieces).toHaveLength(1000)
  expect(performance.now() - started).toBeLessThan(2000)
})

test('a source of unknown or impossible length gives an empty clip, not an error', () => {
  const doc = loadClip([seeded()])
  for (const durationMs of [0, -5, Number.NaN, 0.4]) {
    expect(ClipProject.parse(readClip(doc, { ...source, durationMs })).issues).not.toEqual([])
  }
})

test('a clip says who speaks in it, where its source knows', () => {
  const doc = loadClip([seeded()])
  expect(readClip(doc, { ...source, speakers: ['Ana', 'Ben'] }).speakers).toEqual(['Ana', 'Ben'])
  expect(readClip(doc, source)).not.toHaveProperty('speakers')
})
