import * as Y from 'yjs'
import { plainStyle } from '#core/caption-style.ts'
import { UserId, type WordId, wordId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { loadClip, yDoc } from './clip-doc/clip-doc.ts'
import type { ClipSource } from './clip-doc/normalize.ts'
import { seedClip } from './clip-doc/seed-clip.ts'
import { cutWords, putBackWords } from './clip-doc/word-verbs.ts'

export const editor = {
  source: 'editor',
  userId: UserId.parse('00000000-0000-4000-8000-000000000001'),
} as const

export const wordsFrom = (from: number, count: number): WordId[] =>
  Array.from({ length: count }, (_, i) => wordId(from + i))

/** A clip from the start to `to` ms after 5,000 edits, with the log that they left. */
export function editedClip(source: ClipSource, to: number) {
  const clip = loadClip([
    seedClip({
      title: 'Long',
      shape: '9:16',
      style: plainStyle('punch'),
      range: { from: ms(0), to: ms(to) },
      transcriptVersion: 1,
      durationMs: source.durationMs,
    }),
  ])
  const log = [Y.encodeStateAsUpdate(yDoc(clip))]
  yDoc(clip).on('update', (update: Uint8Array) => log.push(update))
  const words = Math.floor(to / 400)
  for (let i = 0; i < 5000; i++) {
    const pair = wordsFrom((i * 7) % (words - 2), 2)
    if (i % 5 === 4) putBackWords(clip, pair, editor)
    else cutWords(clip, pair, editor)
  }
  return { clip, log }
}
