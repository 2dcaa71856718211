import * as Y from 'yjs'
import { type CaptionStyle, plainStyle } from '#core/caption-style.ts'
import { UserId, wordId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import type { Word } from '#core/transcript.ts'
import { type ClipDoc, loadClip, yDoc } from './clip-doc.ts'
import type { EditOrigin } from './edit-origin.ts'
import type { ClipSource } from './normalize.ts'
import { seedClip } from './seed-clip.ts'

export const anaId = UserId.parse('00000000-0000-4000-8000-00000000000a')
export const benId = UserId.parse('00000000-0000-4000-8000-00000000000b')
export const ana: EditOrigin = { source: 'editor', userId: anaId }
export const ben: EditOrigin = { source: 'editor', userId: benId }

/** Words of 300 ms, 100 ms apart: `w0` at 0, `w1` at 400, … */
export const spoken = (count: number, durationMs = count * 400): ClipSource => ({
  durationMs,
  words: Array.from(
    { length: count },
    (_, i): Word => ({
      id: wordId(i),
      text: `word${i}`,
      from: ms(i * 400),
      to: ms(i * 400 + 300),
      confidence: null,
      timing: 'native',
      speaker: 0,
    }),
  ),
})

export const w = (...numbers: number[]) => numbers.map(wordId)

export const seeded = (
  from = 0,
  to = 8000,
  durationMs = 12_000,
  style: CaptionStyle = plainStyle('punch'),
) =>
  seedClip({
    title: 'A talk',
    shape: '9:16',
    style,
    range: { from: ms(from), to: ms(to) },
    transcriptVersion: 1,
    durationMs,
  })

/** Another person's copy of the same document, apart from now on. */
export const peerOf = (doc: ClipDoc): ClipDoc => loadClip([Y.encodeStateAsUpdate(yDoc(doc))])

/** Everybody hears everything. */
export function meet(...docs: ClipDoc[]): void {
  const states = docs.map((doc) => Y.encodeStateAsUpdate(yDoc(doc)))
  for (const doc of docs) for (const state of states) Y.applyUpdate(yDoc(doc), state, 'peer')
}

/** Calls back with each change of a document and where it came from. */
export const hearUpdates = (
  doc: ClipDoc,
  heard: (update: Uint8Array, origin: unknown) => void,
): void => void yDoc(doc).on('update', heard)

/** A change that comes from elsewhere. */
export const takeUpdate = (doc: ClipDoc, update: Uint8Array, origin: string): void =>
  Y.applyUpdate(yDoc(doc), update, origin)
