import { expect, test } from 'vitest'
import { plainStyle } from '#core/caption-style.ts'
import { UserId, wordId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import type { Word } from '#core/transcript.ts'
import { loadClip, observeClip } from './clip-doc.ts'
import { setTitle } from './look-verbs.ts'
import { oneStep } from './one-step.ts'
import { trimPiece } from './piece-verbs.ts'
import { readClip } from './read-clip.ts'
import { seedClip } from './seed-clip.ts'
import { undoFor } from './undo.ts'
import { cutWords } from './word-verbs.ts'

const words: Word[] = [0, 1, 2].map((i) => ({
  id: wordId(i),
  text: `w${i}`,
  from: ms(i * 400),
  to: ms(i * 400 + 300),
  confidence: null,
  timing: 'native',
  speaker: null,
}))
const source = { words, durationMs: 1200 }
const ana = UserId.parse('00000000-0000-4000-8000-000000000001')
const origin = { source: 'editor', userId: ana } as const

test('verbs in one step are heard once and undone together', () => {
  const doc = loadClip([
    seedClip({
      title: 'Before',
      shape: '9:16',
      style: plainStyle('punch'),
      range: { from: ms(0), to: ms(1200) },
      transcriptVersion: 1,
      durationMs: 1200,
    }),
  ])
  const before = readClip(doc, source)
  const undo = undoFor(doc, ana, source)
  let heard = 0
  observeClip(doc, () => heard++)

  oneStep(doc, origin, () => {
    setTitle(doc, 'After', origin)
    cutWords(doc, [wordId(1)], origin)
    trimPiece(doc, 't1.h', { to: 800 }, origin)
  })
  expect(heard).toBe(1)
  expect(readClip(doc, source)).toMatchObject({ title: 'After', pieces: [{ to: 800 }] })

  undo.undo()
  expect(readClip(doc, source)).toEqual(before)
  expect(undo.canUndo()).toBe(false)
})
