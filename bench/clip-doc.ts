/**
 * What reading, undoing and loading cost on long clips: a transcript of 40,000 words, 5,000 edits.
 *
 *   npm run -s bench:clip-doc
 */
import * as Y from 'yjs'
import { spoken } from '../collab/clip-doc/clip-doc.fixtures.ts'
import { loadClip, yDoc } from '../collab/clip-doc/clip-doc.ts'
import { readClip } from '../collab/clip-doc/read-clip.ts'
import { undoFor } from '../collab/clip-doc/undo.ts'
import { cutWords } from '../collab/clip-doc/word-verbs.ts'
import { editedClip, editor, wordsFrom } from '../collab/edited-clip.fixtures.ts'
import { mergeLog } from '../collab/room.ts'
import { UserId } from '../core/ids.ts'

const userId = UserId.parse('00000000-0000-4000-8000-000000000001')
const elapsed = (work: () => unknown): number => {
  const started = performance.now()
  work()
  return performance.now() - started
}
/** The best of several: on a shared machine the others measure the neighbours. */
const best = (times: number, work: () => number) =>
  Math.min(...Array.from({ length: times }, work)).toFixed(1)

const source = spoken(40_000)
for (const [label, to] of [
  ['of 90 s', 90_000],
  ['of all 4.4 hours', source.durationMs],
] as const) {
  const { clip } = editedClip(source, to)
  const undo = undoFor(clip, userId, source)
  const read = best(10, () => elapsed(() => readClip(clip, source)))
  const undone = best(10, () => {
    cutWords(clip, wordsFrom(10, 20), editor)
    return elapsed(() => undo.undo())
  })
  console.log(`  ${label}: read ${read} ms, undo and say what returned ${undone} ms`)
}

const { log } = editedClip(source, source.durationMs)
const merged = mergeLog(log)
const replayed = best(5, () => elapsed(() => loadClip(log)))
const unpacked = best(5, () => elapsed(() => loadClip([merged])))
const compacted = best(5, () => elapsed(() => Y.encodeStateAsUpdate(yDoc(loadClip(log)))))
console.log(
  `  load ${log.length} rows ${replayed} ms, merged (${merged.length} bytes) ${unpacked} ms, ` +
    `compact ${compacted} ms`,
)
