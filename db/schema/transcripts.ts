import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { TranscriptionId, WordId } from '#core/ids.ts'
import type { Ms } from '#core/time.ts'
import type { TranscriptEditKind } from '#core/transcript-edit/edit-kind.ts'
import type { SegmentChange } from '#core/transcript-edit/edit-segments.ts'
import { byUser } from './accounts.ts'
import { at, created, id, tsvector, updated } from './columns.ts'
import { ofVideo } from './videos.ts'

export const transcriptions = pgTable(
  'transcriptions',
  {
    id: id<TranscriptionId>(),
    videoId: ofVideo(),
    /** 1, 2, … within the video; a transcript never changes, it gets a successor. */
    version: integer('version').notNull(),
    language: text('language').notNull().default('en'),
    /** Which engine or import wrote it: `import:srt`, `openai:whisper-1`. */
    source: text('source').notNull(),
    speakers: jsonb('speakers').$type<string[]>().notNull().default([]),
    status: text('status').$type<'pending' | 'done' | 'failed'>().notNull().default('pending'),
    errorMessage: text('error_message'),
    wordCount: integer('word_count').notNull().default(0),
    durationMs: integer('duration_ms').$type<Ms>(),
    confidenceAvg: real('confidence_avg'),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [uniqueIndex('transcriptions_video_version_key').on(t.videoId, t.version)],
)

export const transcriptSegments = pgTable(
  'transcript_segments',
  {
    id: id<string>(),
    transcriptionId: uuid('transcription_id')
      .$type<TranscriptionId>()
      .notNull()
      .references(() => transcriptions.id, { onDelete: 'cascade' }),
    sequenceOrder: integer('sequence_order').notNull(),
    startMs: integer('start_ms').$type<Ms>().notNull(),
    endMs: integer('end_ms').$type<Ms>().notNull(),
    text: text('text').notNull(),
    confidence: real('confidence'),
    /** Index into the transcription's speakers. */
    speakerId: integer('speaker_id'),
    searchText: tsvector('search_text').generatedAlwaysAs(sql`to_tsvector('simple', text)`),
  },
  (t) => [
    check('transcript_segments_time_check', sql`${t.endMs} > ${t.startMs}`),
    uniqueIndex('transcript_segments_order_key').on(t.transcriptionId, t.sequenceOrder),
    index('transcript_segments_time_idx').on(t.startMs, t.endMs),
    index('transcript_segments_search_idx').using('gin', t.searchText),
  ],
)

export const transcriptWords = pgTable(
  'transcript_words',
  {
    segmentId: uuid('segment_id')
      .notNull()
      .references(() => transcriptSegments.id, { onDelete: 'cascade' }),
    /** `w17`: its number within the transcription. */
    wordId: text('word_id').$type<WordId>().notNull(),
    sequenceOrder: integer('sequence_order').notNull(),
    word: text('word').notNull(),
    startMs: integer('start_ms').$type<Ms>().notNull(),
    endMs: integer('end_ms').$type<Ms>().notNull(),
    confidence: real('confidence'),
    timing: text('timing').$type<'native' | 'estimated'>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.segmentId, t.sequenceOrder] }),
    index('transcript_words_start_idx').on(t.startMs),
  ],
)

/** What was done to a transcript, so that all of it can be taken back to what was heard. */
export const transcriptEdits = pgTable(
  'transcript_edits',
  {
    id: id<string>(),
    transcriptionId: uuid('transcription_id')
      .$type<TranscriptionId>()
      .notNull()
      .references(() => transcriptions.id, { onDelete: 'cascade' }),
    /** 1, 2, … within the transcript. */
    number: integer('number').notNull(),
    userId: byUser('user_id'),
    kind: text('kind').$type<TranscriptEditKind>().notNull(),
    changes: jsonb('changes').$type<SegmentChange[]>().notNull(),
    /** Set while it is taken back and could be made again. */
    undoneAt: at('undone_at'),
    createdAt: created(),
  },
  (t) => [uniqueIndex('transcript_edits_number_key').on(t.transcriptionId, t.number)],
)
