import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { TranscriptionId, VideoId, WordId } from '#core/ids.ts'
import { textOf } from '#core/script.ts'
import type { Ms } from '#core/time.ts'
import { type Transcript, type Word, transcriptWords as wordsOf } from '#core/transcript.ts'
import type { Db } from './client.ts'
import { transcriptions, transcriptSegments, transcriptWords } from './schema/transcripts.ts'

/** Access is decided where the video is read. */

export type TranscriptionState = {
  id: TranscriptionId
  videoId: VideoId
  version: number
  language: string
  /** `import:srt`, `openai:whisper-1`. */
  source: string
  speakers: string[]
  wordCount: number
  confidenceAvg: number | null
  createdAt: Date
  updatedAt: Date
}

const state = {
  id: transcriptions.id,
  videoId: transcriptions.videoId,
  version: transcriptions.version,
  language: transcriptions.language,
  source: transcriptions.source,
  speakers: transcriptions.speakers,
  wordCount: transcriptions.wordCount,
  confidenceAvg: transcriptions.confidenceAvg,
  createdAt: transcriptions.createdAt,
  updatedAt: transcriptions.updatedAt,
}

/** A video's newest transcript, without its words. */
export async function newestTranscription(
  db: Db,
  videoId: VideoId,
): Promise<TranscriptionState | null> {
  const [row] = await db
    .select(state)
    .from(transcriptions)
    .where(and(eq(transcriptions.videoId, videoId), eq(transcriptions.status, 'done')))
    .orderBy(desc(transcriptions.version))
    .limit(1)
  return row ?? null
}

export async function getTranscription(
  db: Db,
  id: TranscriptionId,
): Promise<TranscriptionState | null> {
  const [row] = await db.select(state).from(transcriptions).where(eq(transcriptions.id, id))
  return row ?? null
}

type ReadWord = [
  id: WordId,
  text: string,
  from: Ms,
  to: Ms,
  confidence: number | null,
  timing: Word['timing'],
]

/**
 * The words of one transcript, in spoken order. A segment's words come as one JSON array: for 30,000
 * of them a row each takes the embedded engine five times as long.
 */
export async function getTranscript(db: Db, id: TranscriptionId): Promise<Transcript | null> {
  const transcription = await getTranscription(db, id)
  if (!transcription) return null
  const { wordId, word, startMs, endMs, confidence, timing, sequenceOrder } = transcriptWords
  const rows = await db
    .select({
      from: transcriptSegments.startMs,
      to: transcriptSegments.endMs,
      speaker: transcriptSegments.speakerId,
      words: sql<string>`json_agg(
        json_build_array(${wordId}, ${word}, ${startMs}, ${endMs}, ${confidence}, ${timing})
        order by ${sequenceOrder})::text`,
    })
    .from(transcriptSegments)
    .innerJoin(transcriptWords, eq(transcriptWords.segmentId, transcriptSegments.id))
    .where(eq(transcriptSegments.transcriptionId, id))
    .groupBy(transcriptSegments.id)
    .orderBy(asc(transcriptSegments.sequenceOrder))
  const segments = rows.map(({ speaker, words, ...times }) => ({
    ...times,
    speaker,
    words: (JSON.parse(words) as ReadWord[]).map(
      ([id, text, from, to, confidence, timing]): Word => ({
        ...{ id, text, from, to, confidence, timing, speaker },
      }),
    ),
  }))
  const { speakers, language } = transcription
  return { language, speakers, segments }
}

/** Rows an insert sends at once: a statement that never holds the engine for long. */
const BATCH = 500

/**
 * Saves a transcript as the video's next version. Immutable from then on. Whoever calls holds the
 * video's lock (lockVideo), so that two imports at once become two versions.
 */
export async function saveTranscript(
  tx: Db,
  videoId: VideoId,
  transcript: Transcript,
  source: string,
  /** The row that waits for it; left out: a new one. */
  into?: TranscriptionId,
): Promise<{ id: TranscriptionId; version: number }> {
  const words = wordsOf(transcript)
  const sure = words.flatMap((word) => word.confidence ?? [])
  const values = {
    language: transcript.language,
    source,
    speakers: transcript.speakers,
    status: 'done' as const,
    wordCount: words.length,
    durationMs: transcript.segments.at(-1)?.to ?? null,
    confidenceAvg: sure.length ? sure.reduce((sum, one) => sum + one, 0) / sure.length : null,
  }
  const named = { id: transcriptions.id, version: transcriptions.version }
  const [saved] = into
    ? await tx
        .update(transcriptions)
        .set(values)
        .where(and(eq(transcriptions.id, into), eq(transcriptions.videoId, videoId)))
        .returning(named)
    : await tx
        .insert(transcriptions)
        .values({ ...values, videoId, version: await nextVersion(tx, videoId) })
        .returning(named)
  if (!saved) throw new Error('the transcription row was not written')

  await insertSegments(tx, saved.id, transcript)
  return saved
}

async function nextVersion(tx: Db, videoId: VideoId): Promise<number> {
  const [newest] = await tx
    .select({ version: sql<number>`coalesce(max(${transcriptions.version}), 0)::int` })
    .from(transcriptions)
    .where(eq(transcriptions.videoId, videoId))
  return (newest?.version ?? 0) + 1
}

async function insertSegments(
  tx: Db,
  transcriptionId: TranscriptionId,
  transcript: Transcript,
): Promise<void> {
  const segments = transcript.segments.map((segment, order) => ({
    id: crypto.randomUUID() as string,
    order,
    segment,
  }))
  for (const batch of batches(segments)) {
    await tx.insert(transcriptSegments).values(
      batch.map(({ id, order, segment }) => ({
        id,
        transcriptionId,
        sequenceOrder: order,
        startMs: segment.from,
        endMs: segment.to,
        text: textOf(segment),
        speakerId: segment.speaker,
      })),
    )
  }
  const rows = segments.flatMap(({ id, segment }) =>
    segment.words.map((word, order) => [
      id,
      word.id,
      order,
      word.text,
      word.from,
      word.to,
      word.confidence,
      word.timing,
    ]),
  )
  for (const batch of batches(rows)) {
    await insertWords(tx, batch)
  }
}

/** A row for words that an engine is asked for: the next version, empty until they come. */
export async function openTranscription(
  tx: Db,
  videoId: VideoId,
  { language, source }: { language: string; source: string },
): Promise<TranscriptionId> {
  const [row] = await tx
    .insert(transcriptions)
    .values({ videoId, version: await nextVersion(tx, videoId), language, source })
    .returning({ id: transcriptions.id })
  if (!row) throw new Error('the transcription row was not written')
  return row.id
}

/** The words that were asked for do not come. */
export async function failTranscription(
  tx: Db,
  id: TranscriptionId,
  error: { message: string },
): Promise<void> {
  await tx
    .update(transcriptions)
    .set({ status: 'failed', errorMessage: error.message })
    .where(and(eq(transcriptions.id, id), eq(transcriptions.status, 'pending')))
}

/** One JSON parameter a batch: thousands of single parameters cost more to bind than to insert. */
async function insertWords(tx: Db, rows: unknown[]): Promise<void> {
  await tx.execute(sql`
    insert into ${transcriptWords}
      (segment_id, word_id, sequence_order, word, start_ms, end_ms, confidence, timing)
    select (r ->> 0)::uuid, r ->> 1, (r ->> 2)::int, r ->> 3, (r ->> 4)::int, (r ->> 5)::int,
      (r ->> 6)::real, r ->> 7
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as r`)
}

function* batches<T>(rows: T[]): Generator<T[]> {
  for (let i = 0; i < rows.length; i += BATCH) yield rows.slice(i, i + BATCH)
}
