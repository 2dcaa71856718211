import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { TranscriptionId, VideoId } from '#core/ids.ts'
import type { Ms } from '#core/time.ts'
import type { Db } from './client.ts'
import { clips } from './schema/clips.ts'
import { transcriptions, transcriptSegments, transcriptWords } from './schema/transcripts.ts'

/** A transcript's row as programs are told of it. Access is decided where the video is read. */
export type TranscriptionRow = typeof transcriptions.$inferSelect

export async function transcriptionRow(
  db: Db,
  id: TranscriptionId,
): Promise<TranscriptionRow | null> {
  const [row] = await db.select().from(transcriptions).where(eq(transcriptions.id, id))
  return row ?? null
}

/** A video's newest that is done, or else the newest that was asked for. */
export async function currentTranscription(
  db: Db,
  videoId: VideoId,
): Promise<TranscriptionRow | null> {
  const [row] = await db
    .select()
    .from(transcriptions)
    .where(eq(transcriptions.videoId, videoId))
    .orderBy(sql`${transcriptions.status} = 'done' desc`, desc(transcriptions.version))
    .limit(1)
  return row ?? null
}

export type SegmentRow = {
  id: string
  startMs: Ms
  endMs: Ms
  text: string
  confidence: number | null
  speakerId: number | null
  words: { word: string; startMs: Ms; endMs: Ms; confidence: number | null }[]
}

/** A transcript's segments with their words, in spoken order. */
export async function segmentsOf(db: Db, id: TranscriptionId): Promise<SegmentRow[]> {
  const rows = await db
    .select({
      id: transcriptSegments.id,
      startMs: transcriptSegments.startMs,
      endMs: transcriptSegments.endMs,
      text: transcriptSegments.text,
      confidence: transcriptSegments.confidence,
      speakerId: transcriptSegments.speakerId,
      word: transcriptWords.word,
      wordStartMs: transcriptWords.startMs,
      wordEndMs: transcriptWords.endMs,
      wordConfidence: transcriptWords.confidence,
    })
    .from(transcriptSegments)
    .innerJoin(transcriptWords, eq(transcriptWords.segmentId, transcriptSegments.id))
    .where(eq(transcriptSegments.transcriptionId, id))
    .orderBy(asc(transcriptSegments.sequenceOrder), asc(transcriptWords.sequenceOrder))
  const segments: SegmentRow[] = []
  for (const { word, wordStartMs, wordEndMs, wordConfidence, ...segment } of rows) {
    if (segments.at(-1)?.id !== segment.id) segments.push({ ...segment, words: [] })
    segments
      .at(-1)
      ?.words.push({ word, startMs: wordStartMs, endMs: wordEndMs, confidence: wordConfidence })
  }
  return segments
}

/**
 * A version of a transcript is never changed under the clips cut from it. Where there are any, they
 * get a copy of it as it is, under an id of its own, and this one goes on as the next version: its id
 * and its segments' stay what programs know them by.
 */
export async function keepForClips(tx: Db, row: TranscriptionRow): Promise<void> {
  const using = await tx
    .select({ id: clips.id })
    .from(clips)
    .where(and(eq(clips.transcriptionId, row.id), isNull(clips.deletedAt)))
    .limit(1)
  if (using.length === 0) return
  const { id: _, version, ...same } = row
  const [newest] = await tx
    .select({ version: sql<number>`max(${transcriptions.version})::int` })
    .from(transcriptions)
    .where(eq(transcriptions.videoId, row.videoId))
  await tx
    .update(transcriptions)
    .set({ version: (newest?.version ?? version) + 1 })
    .where(eq(transcriptions.id, row.id))
  const [copy] = await tx
    .insert(transcriptions)
    .values({ ...same, version })
    .returning({ id: transcriptions.id })
  if (!copy) throw new Error('the copy of the transcript was not written')
  await tx.execute(sql`
    insert into transcript_segments
      (transcription_id, sequence_order, start_ms, end_ms, text, confidence, speaker_id)
    select ${copy.id}::uuid, sequence_order, start_ms, end_ms, text, confidence, speaker_id
    from transcript_segments where transcription_id = ${row.id}::uuid`)
  await tx.execute(sql`
    insert into transcript_words
      (segment_id, word_id, sequence_order, word, start_ms, end_ms, confidence, timing)
    select theirs.id, w.word_id, w.sequence_order, w.word, w.start_ms, w.end_ms, w.confidence, w.timing
    from transcript_words w
    join transcript_segments ours on ours.id = w.segment_id and ours.transcription_id = ${row.id}::uuid
    join transcript_segments theirs on theirs.transcription_id = ${copy.id}::uuid
      and theirs.sequence_order = ours.sequence_order`)
  await tx.update(clips).set({ transcriptionId: copy.id }).where(eq(clips.transcriptionId, row.id))
}

/** Numbers a transcript's words in spoken order, after segments were written. */
export async function numberWords(tx: Db, transcriptionId: TranscriptionId): Promise<void> {
  await tx.execute(sql`
    update transcript_words w set word_id = 'w' || n.number
    from (
      select w.segment_id, w.sequence_order,
        row_number() over (order by s.sequence_order, w.sequence_order) - 1 as number
      from transcript_words w
      join transcript_segments s on s.id = w.segment_id
      where s.transcription_id = ${transcriptionId}::uuid
    ) n
    where n.segment_id = w.segment_id and n.sequence_order = w.sequence_order
      and w.word_id <> 'w' || n.number`)
  await tx.execute(sql`
    update transcriptions set updated_at = now(), word_count = (
      select count(*) from transcript_words w
      join transcript_segments s on s.id = w.segment_id
      where s.transcription_id = ${transcriptionId}::uuid)
    where id = ${transcriptionId}::uuid`)
}
