import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  real,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Arrangement } from '#core/arrangement.ts'
import type { CaptionStyle } from '#core/caption-style.ts'
import type { ClipId, SuggestionId, TranscriptionId } from '#core/ids.ts'
import type { Shape } from '#core/shape.ts'
import type { Reason, ScoreParts } from '#core/suggestion.ts'
import type { Ms } from '#core/time.ts'
import { ofUser } from './accounts.ts'
import { at, created, id, updated } from './columns.ts'
import { transcriptions } from './transcripts.ts'
import { ofVideo } from './videos.ts'

export const suggestions = pgTable(
  'suggestions',
  {
    id: id<SuggestionId>(),
    videoId: ofVideo(),
    transcriptionId: uuid('transcription_id')
      .$type<TranscriptionId>()
      .notNull()
      .references(() => transcriptions.id, { onDelete: 'cascade' }),
    rank: integer('rank').notNull(),
    startMs: integer('start_ms').$type<Ms>().notNull(),
    endMs: integer('end_ms').$type<Ms>().notNull(),
    score: real('score').notNull(),
    parts: jsonb('parts').$type<ScoreParts>().notNull(),
    reasons: jsonb('reasons').$type<Reason[]>().notNull(),
    highlights: jsonb('highlights').$type<string[]>().notNull(),
    title: text('title').notNull(),
    transcript: text('transcript').notNull(),
    /** How it may be told in several pieces. */
    arrangement: jsonb('arrangement')
      .$type<Arrangement>()
      .notNull()
      .default({ opensWith: null, skips: [] }),
    dismissedAt: at('dismissed_at'),
    createdAt: created(),
  },
  (t) => [
    uniqueIndex('suggestions_video_rank_key').on(t.videoId, t.transcriptionId, t.rank),
    check('suggestions_time_check', sql`${t.endMs} > ${t.startMs}`),
  ],
)

export const clips = pgTable(
  'clips',
  {
    id: id<ClipId>(),
    videoId: ofVideo(),
    userId: ofUser(),
    transcriptionId: uuid('transcription_id')
      .$type<TranscriptionId>()
      .references(() => transcriptions.id, { onDelete: 'restrict' }),
    suggestionId: uuid('suggestion_id')
      .$type<SuggestionId>()
      .references(() => suggestions.id, { onDelete: 'set null' }),
    /** What follows mirrors the live document, for lists and the API. The document is the truth. */
    name: text('name').notNull(),
    startMs: integer('start_ms').$type<Ms>().notNull(),
    endMs: integer('end_ms').$type<Ms>().notNull(),
    durationMs: integer('duration_ms').$type<Ms>(),
    aspectRatio: text('aspect_ratio').$type<Shape>().notNull().default('9:16'),
    viralityScore: real('virality_score'),
    status: text('status')
      .$type<'draft' | 'rendering' | 'ready' | 'failed'>()
      .notNull()
      .default('draft'),
    storagePath: text('storage_path'),
    thumbnailUrl: text('thumbnail_url'),
    isAiSuggested: boolean('is_ai_suggested').notNull().default(false),
    suggestionReason: text('suggestion_reason'),
    viewCount: integer('view_count').notNull().default(0),
    downloadCount: integer('download_count').notNull().default(0),
    createdAt: created(),
    updatedAt: updated(),
    deletedAt: at('deleted_at'),
  },
  (t) => [
    index('clips_video_id_idx').on(t.videoId),
    index('clips_user_id_status_idx').on(t.userId, t.status),
    index('clips_is_ai_suggested_idx').on(t.isAiSuggested),
    index('clips_virality_score_idx').on(t.viralityScore.desc()),
    uniqueIndex('clips_suggestion_key').on(t.suggestionId).where(sql`deleted_at is null`),
    check('clips_time_check', sql`${t.endMs} > ${t.startMs}`),
    check('clips_score_check', sql`${t.viralityScore} between 0 and 100`),
  ],
)

export const ofClip = () =>
  uuid('clip_id')
    .$type<ClipId>()
    .notNull()
    .references(() => clips.id, { onDelete: 'cascade' })

/** The style as chapter 4 of the API names it; mirrors the live document. */
export const clipStyles = pgTable('clip_styles', {
  clipId: uuid('clip_id')
    .$type<ClipId>()
    .primaryKey()
    .references(() => clips.id, { onDelete: 'cascade' }),
  captionEnabled: boolean('caption_enabled').notNull().default(true),
  captionFont: text('caption_font').notNull().default('Montserrat'),
  captionSize: integer('caption_size').notNull().default(48),
  captionColor: text('caption_color').notNull().default('#FFFFFF'),
  captionBgColor: text('caption_bg_color'),
  captionPosition: text('caption_position').notNull().default('bottom'),
  captionAnimation: text('caption_animation'),
  captionMaxWords: integer('caption_max_words').notNull().default(4),
  brandLogoUrl: text('brand_logo_url'),
  brandLogoPosition: text('brand_logo_position'),
  brandLogoScale: real('brand_logo_scale').notNull().default(1),
  brandWatermarkOpacity: real('brand_watermark_opacity').notNull().default(0.8),
  overlayTemplate: text('overlay_template'),
  transitionEffect: text('transition_effect'),
  backgroundMusicUrl: text('background_music_url'),
  backgroundMusicVolume: real('background_music_volume').notNull().default(0.3),
  originalAudioVolume: real('original_audio_volume').notNull().default(1),
  style: jsonb('style').$type<CaptionStyle>(),
  createdAt: created(),
  updatedAt: updated(),
})
