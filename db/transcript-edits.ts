import { and, asc, count, desc, eq, gte, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { TranscriptionId, UserId } from '#core/ids.ts'
import { textOf } from '#core/script.ts'
import type { TranscriptEditKind } from '#core/transcript-edit/edit-kind.ts'
import type { EditedSegment, SegmentChange } from '#core/transcript-edit/edit-segments.ts'
import type { Db } from './client.ts'
import { users } from './schema/accounts.ts'
import { transcriptEdits, transcriptSegments, transcriptWords } from './schema/transcripts.ts'

/** Access is decided where the video is read; whoever writes holds the video's lock. */

const segmentColumns = {
  id: transcriptSegments.id,
  at: transcriptSegments.sequenceOrder,
  from: transcriptSegments.startMs,
  to: transcriptSegments.endMs,
  confidence: transcriptSegments.confidence,
  speaker: transcriptSegments.speakerId,
  word: transcriptWords.word,
  wordFrom: transcriptWords.startMs,
  wordTo: transcriptWords.endMs,
  wordConfidence: transcriptWords.confidence,
  timing: transcriptWords.timing,
}

/** Segments of a transcript from place `first` on, in spoken order, each with its place. */
export async function segmentRun(
  db: Db,
  transcriptionId: TranscriptionId,
  { first = 0, count: many }: { first?: number; count?: number } = {},
): Promise<(EditedSegment & { at: number })[]> {
  const { sequenceOrder } = transcriptSegments
  const rows = await db
    .select(segmentColumns)
    .from(transcriptSegments)
    .innerJoin(transcriptWords, eq(transcriptWords.segmentId, transcriptSegments.id))
    .where(
      and(
        eq(transcriptSegments.transcriptionId, transcriptionId),
        gte(sequenceOrder, first),
        many === undefined ? undefined : lt(sequenceOrder, first + many),
      ),
    )
    .orderBy(asc(sequenceOrder), asc(transcriptWords.sequenceOrder))
  const run: (EditedSegment & { at: number })[] = []
  for (const { word, wordFrom, wordTo, wordConfidence, timing, ...segment } of rows) {
    if (run.at(-1)?.id !== segment.id) run.push({ ...segment, words: [] })
    run
      .at(-1)
      ?.words.push({ text: word, from: wordFrom, to: wordTo, confidence: wordConfidence, timing })
  }
  return run
}

/** Where a segment stands in its transcript; null where it is not one of its. */
export async function placeOfSegment(
  db: Db,
  transcriptionId: TranscriptionId,
  segmentId: string,
): Promise<number | null> {
  const [row] = await db
    .select({ at: transcriptSegments.sequenceOrder })
    .from(transcriptSegments)
    .where(
      and(
        eq(transcriptSegments.transcriptionId, transcriptionId),
        eq(transcriptSegments.id, segmentId),
      ),
    )
  return row?.at ?? null
}

/** Puts changes into the words, one after another. Words have no numbers until `numberWords`. */
export async function applyChanges(
  tx: Db,
  transcriptionId: TranscriptionId,
  changes: readonly SegmentChange[],
): Promise<void> {
  const { sequenceOrder } = transcriptSegments
  const own = eq(transcriptSegments.transcriptionId, transcriptionId)
  for (const { at, before, after } of changes) {
    const next = at + before.length
    await tx
      .delete(transcriptSegments)
      .where(and(own, gte(sequenceOrder, at), lt(sequenceOrder, next)))
    const by = after.length - before.length
    if (by !== 0) {
      // By way of negative places: row by row, none may meet one that is still where it was.
      await tx
        .update(transcriptSegments)
        .set({ sequenceOrder: sql`-(${sequenceOrder} + ${by}) - 1` })
        .where(and(own, gte(sequenceOrder, next)))
      await tx
        .update(transcriptSegments)
        .set({ sequenceOrder: sql`-${sequenceOrder} - 1` })
        .where(and(own, lt(sequenceOrder, 0)))
    }
    if (after.length === 0) continue
    await tx.insert(transcriptSegments).values(
      after.map((segment, i) => ({
        ...{ id: segment.id, transcriptionId, sequenceOrder: at + i },
        ...{ startMs: segment.from, endMs: segment.to, confidence: segment.confidence },
        speakerId: segment.speaker,
        text: textOf(segment),
      })),
    )
    await tx.insert(transcriptWords).values(
      after.flatMap(({ id, words }) =>
        words.map((word, order) => ({
          segmentId: id,
          // Numbered when all is written.
          wordId: 'w0' as never,
          sequenceOrder: order,
          word: word.text,
          startMs: word.from,
          endMs: word.to,
          confidence: word.confidence,
          timing: word.timing,
        })),
      ),
    )
  }
}

/** Notes what was done. What had been taken back before cannot be made again from then on. */
export async function recordEdit(
  tx: Db,
  edit: {
    transcriptionId: TranscriptionId
    userId: UserId
    kind: TranscriptEditKind
    changes: SegmentChange[]
  },
): Promise<void> {
  const own = eq(transcriptEdits.transcriptionId, edit.transcriptionId)
  await tx.delete(transcriptEdits).where(and(own, isNotNull(transcriptEdits.undoneAt)))
  const [newest] = await tx
    .select({ number: sql<number>`coalesce(max(${transcriptEdits.number}), 0)::int` })
    .from(transcriptEdits)
    .where(own)
  await tx.insert(transcriptEdits).values({ ...edit, number: (newest?.number ?? 0) + 1 })
}

const editColumns = {
  id: transcriptEdits.id,
  number: transcriptEdits.number,
  kind: transcriptEdits.kind,
  by: users.fullName,
  madeAt: transcriptEdits.createdAt,
  changes: transcriptEdits.changes,
}
export type TranscriptEdit = {
  id: string
  number: number
  kind: TranscriptEditKind
  /** Null: their account is gone. */
  by: string | null
  madeAt: Date
  changes: SegmentChange[]
}

const edits = (db: Db, id: TranscriptionId, undone: boolean) =>
  db
    .select(editColumns)
    .from(transcriptEdits)
    .leftJoin(users, eq(users.id, transcriptEdits.userId))
    .where(
      and(
        eq(transcriptEdits.transcriptionId, id),
        undone ? isNotNull(transcriptEdits.undoneAt) : isNull(transcriptEdits.undoneAt),
      ),
    )

/** The edit that would be taken back next; null where the words are as they were heard. */
export async function lastEdit(db: Db, id: TranscriptionId): Promise<TranscriptEdit | null> {
  const [edit] = await edits(db, id, false).orderBy(desc(transcriptEdits.number)).limit(1)
  return edit ?? null
}

/** The edit that was taken back last, and would be made again next. */
export async function nextEdit(db: Db, id: TranscriptionId): Promise<TranscriptEdit | null> {
  const [edit] = await edits(db, id, true).orderBy(asc(transcriptEdits.number)).limit(1)
  return edit ?? null
}

export async function countEdits(db: Db, id: TranscriptionId): Promise<number> {
  const [row] = await db
    .select({ edits: count() })
    .from(transcriptEdits)
    .where(and(eq(transcriptEdits.transcriptionId, id), isNull(transcriptEdits.undoneAt)))
  return row?.edits ?? 0
}

export async function markEdit(tx: Db, id: string, undone: boolean): Promise<void> {
  await tx
    .update(transcriptEdits)
    .set({ undoneAt: undone ? new Date() : null })
    .where(eq(transcriptEdits.id, id))
}

/** A transcript's segments as they were heard or imported, before anybody changed them. */
export async function originalSegments(db: Db, id: TranscriptionId): Promise<EditedSegment[]> {
  const segments: EditedSegment[] = await segmentRun(db, id)
  const made = await edits(db, id, false).orderBy(desc(transcriptEdits.number))
  for (const { changes } of made)
    for (const { at, before, after } of changes.toReversed())
      segments.splice(at, after.length, ...before)
  return segments
}
