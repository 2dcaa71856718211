import { spoken } from '../collab/clip-doc/clip-doc.fixtures.ts'
import { loadClip } from '../collab/clip-doc/clip-doc.ts'
import type { EditOrigin } from '../collab/clip-doc/edit-origin.ts'
import { splitPiece } from '../collab/clip-doc/piece-verbs.ts'
import { cutPauses } from '../collab/clip-doc/range-verbs.ts'
import { readClip } from '../collab/clip-doc/read-clip.ts'
import { seedClip } from '../collab/clip-doc/seed-clip.ts'
import { undoFor } from '../collab/clip-doc/undo.ts'
import { cutWords, emphasiseWords } from '../collab/clip-doc/word-verbs.ts'
import { plainStyle } from '../core/caption-style.ts'
import { UserId, wordId } from '../core/ids.ts'
import { ms, type Range } from '../core/time.ts'

/**
 * What an edit and an undo cost in a clip that is a whole talk: 40,000 words, all of them in the clip,
 * with 5,000 decisions about them already. The limits are a frame for an undo and half a one for a
 * reading.
 */
const WORDS = 40_000
const DECISIONS = 5000
const STEPS = 250
const MAX_UNDO_MS = 16
const MAX_READ_MS = 8

const userId = UserId.parse('00000000-0000-4000-8000-00000000000a')
const origin: EditOrigin = { source: 'editor', userId }
const source = spoken(WORDS)
const doc = loadClip([
  seedClip({
    title: 'A whole talk',
    shape: '9:16',
    style: plainStyle('punch'),
    range: { from: ms(0), to: ms(source.durationMs) },
    transcriptVersion: 1,
    durationMs: source.durationMs,
  }),
])
const other: EditOrigin = { source: 'pipeline', job: 'bench' }
for (let i = 0; i < DECISIONS; i++) {
  const word = wordId((i * 7919) % WORDS)
  if (i % 3 === 0) emphasiseWords(doc, [word], true, other)
  else cutWords(doc, [word], other)
}
for (let i = 1; i <= 100; i++) {
  const from = i * 150_000
  splitPiece(doc, i === 1 ? 't1.h' : `t1-${from - 150_000}`, from, other)
  cutPauses(doc, [{ from: ms(from + 300), to: ms(from + 400) } as Range], other)
}

const undo = undoFor(doc, userId, source)
const [reads, undos, redos]: [number[], number[], number[]] = [[], [], []]
const timed = <T>(into: number[], work: () => T): T => {
  const started = performance.now()
  const result = work()
  into.push(performance.now() - started)
  return result
}
for (let i = 0; i < STEPS; i++) {
  cutWords(doc, [wordId((i * 131 + 1) % WORDS), wordId((i * 131 + 2) % WORDS)], origin)
  timed(reads, () => readClip(doc, source))
}
let depth = 0
while (timed(undos, () => undo.undo())) depth++
undos.pop()
for (let i = 0; i < 50; i++) timed(redos, () => undo.redo())

const at = (list: number[], share: number) => {
  const sorted = [...list].sort((a, b) => a - b)
  return Math.round((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) * 100) / 100
}
const both = (list: number[]) => ({ p50: at(list, 0.5), p95: at(list, 0.95) })
const result = { words: WORDS, depth, read: both(reads), undo: both(undos), redo: both(redos) }
console.log(JSON.stringify(result))
const failed = depth < 200 || result.undo.p95 > MAX_UNDO_MS || result.read.p95 > MAX_READ_MS
if (failed) console.error(`Limits: undo ${MAX_UNDO_MS} ms, reading ${MAX_READ_MS} ms, depth 200.`)
process.exitCode = failed ? 1 : 0
