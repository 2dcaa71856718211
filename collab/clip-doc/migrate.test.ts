import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { plainStyle } from '#core/caption-style.ts'
import { ana, seeded, spoken, w } from './clip-doc.fixtures.ts'
import { CLIP_SCHEMA, loadClip, newClipDoc, yDoc } from './clip-doc.ts'
import { migrateClip, schemaOf } from './migrate.ts'
import { movePiece } from './order-verbs.ts'
import { readClip, transcriptVersionOf } from './read-clip.ts'
import { version1 } from './version-1.fixtures.ts'

const source = spoken(30)

test('a clip of version 1 says the same before and after it is migrated, and goes on from there', () => {
  const doc = loadClip([version1])
  const before = readClip(doc, source)
  expect(schemaOf(doc)).toBe(1)
  expect(before).toMatchObject({
    title: 'A talk',
    shape: '1:1',
    style: { ...plainStyle('clear'), size: 1.2, y: 0.3 },
    issues: [],
  })
  expect(before.pieces.map(({ from, to }) => [from, to])).toEqual([
    [6000, 7000],
    [0, 3000],
    [5200, 9000],
  ])
  expect(before.words.filter(({ cut }) => cut).map(({ id }) => id)).toEqual(w(1, 2))
  expect(before.words[4]?.text).toBe('Kyiv')

  expect(migrateClip(doc)).toBe(true)
  expect(schemaOf(doc)).toBe(CLIP_SCHEMA)
  expect(readClip(doc, source)).toEqual(before)
  expect(transcriptVersionOf(doc)).toBe(1)
  movePiece(doc, before.pieces[2]?.id as string, before.pieces[0]?.id as string, ana)
  expect(readClip(doc, source).pieces.map(({ from }) => from)).toEqual([5200, 6000, 0])
})

test('what is up to date, or has not arrived, is left as it is', () => {
  for (const doc of [loadClip([seeded()]), newClipDoc()]) {
    const before = Y.encodeStateAsUpdate(yDoc(doc))
    expect(migrateClip(doc)).toBe(false)
    expect(Y.encodeStateAsUpdate(yDoc(doc))).toEqual(before)
  }
})
