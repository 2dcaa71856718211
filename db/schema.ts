import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  bigserial,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ApiScope } from '#core/api-scope.ts'
import type { Arrangement } from '#core/arrangement.ts'
import type { AssetKind } from '#core/asset.ts'
import type { BrandField, BrandKit } from '#core/brand-kit.ts'
import type { CaptionStyle } from '#core/caption-style.ts'
import type { Drawing } from '#core/drawing.ts'
import type { EngineChoice } from '#core/engine-choice.ts'
import type { ErrorCode } from '#core/errors.ts'
import type { SeenShot } from '#core/faces/seen-shot.ts'
import type {
  ApiKeyId,
  AssetId,
  ClipId,
  ClipVersionId,
  CommentId,
  GuestId,
  InvitationId,
  JobId,
  NotificationId,
  ProjectId,
  RenderId,
  ReviewLinkId,
  ReviewRoundId,
  StyleId,
  SuggestionId,
  TemplateId,
  TranscriptionId,
  UserId,
  VerdictId,
  VideoId,
  WebhookId,
  WordId,
  WorkspaceId,
} from '#core/ids.ts'
import type { LoudMoment } from '#core/loudness.ts'
import type { PlanName, Spending } from '#core/plan.ts'
import type { Verdict } from '#core/review.ts'
import type { Shape } from '#core/shape.ts'
import type { Reason, ScoreParts } from '#core/suggestion.ts'
import type { TemplateLook, TemplateReach } from '#core/template.ts'
import type { Ms } from '#core/time.ts'
import type { TranscriptEditKind } from '#core/transcript-edit/edit-kind.ts'
import type { SegmentChange } from '#core/transcript-edit/edit-segments.ts'
import type { VideoMetadata, VideoStatus } from '#core/video.ts'
import type { WebhookEvent } from '#core/webhook-event.ts'
import type { StyleField } from '#core/written-style.ts'

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

const id = <T extends string>() => uuid('id').$type<T>().primaryKey().defaultRandom()
const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
const created = () => at('created_at').notNull().defaultNow()
const updated = () =>
  at('updated_at')
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date())

export const users = pgTable(
  'users',
  {
    id: id<UserId>(),
    /** Lower case, trimmed. */
    email: text('email').notNull(),
    passwordHash: text('password_hash').notNull(),
    /** False: the account came by a provider, and nobody knows a password for it. */
    hasPassword: boolean('has_password').notNull().default(true),
    fullName: text('full_name').notNull(),
    avatarUrl: text('avatar_url'),
    subscriptionTier: text('subscription_tier')
      .$type<'free' | 'pro' | 'enterprise'>()
      .notNull()
      .default('free'),
    creditsRemaining: integer('credits_remaining').notNull().default(0),
    emailVerified: boolean('email_verified').notNull().default(false),
    /** To the minute or so; null: never since this was kept. */
    lastSeenAt: at('last_seen_at'),
    createdAt: created(),
    updatedAt: updated(),
    deletedAt: at('deleted_at'),
  },
  (t) => [
    uniqueIndex('users_email_key').on(t.email).where(sql`deleted_at is null`),
    index('users_subscription_tier_idx').on(t.subscriptionTier),
  ],
)

export const sessions = pgTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    userId: uuid('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    expiresAt: at('expires_at').notNull(),
    /** What the browser calls itself, so that a person knows their sessions apart. */
    userAgent: text('user_agent').notNull().default(''),
    /** The workspace this browser looks at; null: the oldest. */
    workspaceId: uuid('workspace_id').$type<WorkspaceId>(),
    createdAt: created(),
  },
  (t) => [index('sessions_user_id_idx').on(t.userId)],
)

/** Who somebody is at a provider they sign in by. */
export const identities = pgTable(
  'identities',
  {
    provider: text('provider').notNull(),
    subject: text('subject').notNull(),
    userId: uuid('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: created(),
  },
  (t) => [
    primaryKey({ columns: [t.provider, t.subject] }),
    index('identities_user_id_idx').on(t.userId),
  ],
)

export const subscriptions = pgTable(
  'subscriptions',
  {
    id: id<string>(),
    /** Whose plan it is. */
    workspaceId: uuid('workspace_id')
      .$type<WorkspaceId>()
      .notNull()
      .references((): AnyPgColumn => workspaces.id, { onDelete: 'cascade' }),
    /** Who owned the workspace then. */
    userId: uuid('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    tier: text('tier').$type<PlanName>().notNull(),
    /** Stripe's word. */
    status: text('status').notNull(),
    stripeId: text('stripe_id'),
    stripeCustomerId: text('stripe_customer_id'),
    periodStart: at('period_start'),
    periodEnd: at('period_end'),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [
    index('subscriptions_user_id_idx').on(t.userId),
    uniqueIndex('subscriptions_workspace_id_idx').on(t.workspaceId),
    index('subscriptions_stripe_customer_id_idx').on(t.stripeCustomerId),
  ],
)

/** Minutes of a plan that a job took: set aside as it begins, charged as it ends well. */
export const creditEntries = pgTable(
  'credit_entries',
  {
    jobId: uuid('job_id').$type<JobId>().primaryKey(),
    workspaceId: uuid('workspace_id')
      .$type<WorkspaceId>()
      .notNull()
      .references((): AnyPgColumn => workspaces.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<Spending>().notNull(),
    /** Of a source that is heard, or of a file that is made. */
    ms: integer('ms').notNull(),
    state: text('state').$type<'reserved' | 'charged' | 'released'>().notNull(),
    createdAt: created(),
    settledAt: at('settled_at'),
  },
  (t) => [index('credit_entries_workspace_id_created_at_idx').on(t.workspaceId, t.createdAt)],
)

/** Events of Stripe that were taken: each counts once. */
export const stripeEvents = pgTable('stripe_events', {
  id: text('id').primaryKey(),
  type: text('type').notNull(),
  createdAt: created(),
})

export type Role = 'owner' | 'admin' | 'editor' | 'reviewer'

export const workspaces = pgTable('workspaces', {
  id: id<WorkspaceId>(),
  name: text('name').notNull(),
  /** Files are made of clips only whose newest sent version is approved and not edited since. */
  exportNeedsApproval: boolean('export_needs_approval').notNull().default(false),
  /** Names and terms that speech engines are told of. */
  customWords: text('custom_words').array().notNull().default([]),
  /** Which engines it uses, and what it keeps on this machine. */
  engineChoice: jsonb('engine_choice').$type<Partial<EngineChoice>>().notNull().default({}),
  createdAt: created(),
  updatedAt: updated(),
  deletedAt: at('deleted_at'),
})

export const workspaceMembers = pgTable(
  'workspace_members',
  {
    workspaceId: uuid('workspace_id')
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text('role').$type<Role>().notNull(),
    createdAt: created(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.userId] }),
    index('workspace_members_user_id_idx').on(t.userId),
  ],
)

export const projects = pgTable(
  'projects',
  {
    id: id<ProjectId>(),
    workspaceId: uuid('workspace_id')
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    createdAt: created(),
    updatedAt: updated(),
    deletedAt: at('deleted_at'),
  },
  (t) => [
    index('projects_workspace_id_idx').on(t.workspaceId),
    index('projects_user_id_idx').on(t.userId),
  ],
)

export type { VideoMetadata, VideoStatus } from '#core/video.ts'

export const videos = pgTable(
  'videos',
  {
    id: id<VideoId>(),
    projectId: uuid('project_id')
      .$type<ProjectId>()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    title: text('title').notNull(),
    originalFilename: text('original_filename').notNull(),
    storagePath: text('storage_path').notNull(),
    thumbnailUrl: text('thumbnail_url'),
    durationMs: integer('duration_ms').$type<Ms>(),
    width: integer('width'),
    height: integer('height'),
    fps: real('fps'),
    fileSizeBytes: bigint('file_size_bytes', { mode: 'number' }),
    codec: text('codec'),
    bitrate: integer('bitrate'),
    status: text('status').$type<VideoStatus>().notNull().default('uploading'),
    errorCode: text('error_code').$type<ErrorCode>(),
    errorMessage: text('error_message'),
    metadata: jsonb('metadata').$type<VideoMetadata>().notNull().default({}),
    searchText: tsvector('search_text').generatedAlwaysAs(
      sql`to_tsvector('simple', title || ' ' || regexp_replace(original_filename, '[^[:alnum:]]+', ' ', 'g'))`,
    ),
    createdAt: created(),
    updatedAt: updated(),
    deletedAt: at('deleted_at'),
  },
  (t) => [
    index('videos_project_id_created_at_idx').on(t.projectId, t.createdAt.desc()),
    index('videos_user_id_idx').on(t.userId),
    index('videos_status_idx').on(t.status),
    index('videos_search_idx').using('gin', t.searchText),
  ],
)

export const transcriptions = pgTable(
  'transcriptions',
  {
    id: id<TranscriptionId>(),
    videoId: uuid('video_id')
      .$type<VideoId>()
      .notNull()
      .references(() => videos.id, { onDelete: 'cascade' }),
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
    userId: uuid('user_id')
      .$type<UserId>()
      .references(() => users.id, { onDelete: 'set null' }),
    kind: text('kind').$type<TranscriptEditKind>().notNull(),
    changes: jsonb('changes').$type<SegmentChange[]>().notNull(),
    /** Set while it is taken back and could be made again. */
    undoneAt: at('undone_at'),
    createdAt: created(),
  },
  (t) => [uniqueIndex('transcript_edits_number_key').on(t.transcriptionId, t.number)],
)

export const videoAnalysis = pgTable(
  'video_analysis',
  {
    id: id<string>(),
    videoId: uuid('video_id')
      .$type<VideoId>()
      .notNull()
      .references(() => videos.id, { onDelete: 'cascade' }),
    /** Shot starts, ms. */
    scenes: jsonb('scenes').$type<number[]>().notNull().default([]),
    /** What was seen in each shot; empty where nobody has looked. */
    faces: jsonb('faces').$type<SeenShot[]>().notNull().default([]),
    topics: jsonb('topics')
      .$type<{ from: number; to: number; title: string }[]>()
      .notNull()
      .default([]),
    sentiment: jsonb('sentiment').$type<unknown[]>().notNull().default([]),
    /** Storage key of the sound energy, 10 values a second, dBFS. */
    energyKey: text('energy_key'),
    /** Where voices are raised, ms; null where nobody has listened for it. */
    loud: jsonb('loud').$type<LoudMoment[]>(),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [uniqueIndex('video_analysis_video_key').on(t.videoId)],
)

export const suggestions = pgTable(
  'suggestions',
  {
    id: id<SuggestionId>(),
    videoId: uuid('video_id')
      .$type<VideoId>()
      .notNull()
      .references(() => videos.id, { onDelete: 'cascade' }),
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
    videoId: uuid('video_id')
      .$type<VideoId>()
      .notNull()
      .references(() => videos.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
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

/** Files people brought to draw with or to hear: a workspace's own. */
export const assets = pgTable(
  'assets',
  {
    id: id<AssetId>(),
    workspaceId: uuid('workspace_id')
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    /** Who brought it; null once their account is gone. */
    userId: uuid('user_id')
      .$type<UserId>()
      .references(() => users.id, { onDelete: 'set null' }),
    kind: text('kind').$type<AssetKind>().notNull(),
    name: text('name').notNull(),
    /** As HTTP names it. */
    type: text('type').notNull(),
    width: integer('width'),
    height: integer('height'),
    /** Of a sound. */
    durationMs: integer('duration_ms'),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    createdAt: created(),
    deletedAt: at('deleted_at'),
  },
  (t) => [index('assets_workspace_id_idx').on(t.workspaceId, t.createdAt.desc())],
)

export const templates = pgTable(
  'templates',
  {
    id: id<TemplateId>(),
    userId: uuid('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Where it was made; null for those from before templates had a workspace. */
    workspaceId: uuid('workspace_id')
      .$type<WorkspaceId>()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    category: text('category').notNull().default(''),
    reach: text('reach').$type<TemplateReach>().notNull().default('personal'),
    usageCount: integer('usage_count').notNull().default(0),
    createdAt: created(),
    updatedAt: updated(),
    deletedAt: at('deleted_at'),
  },
  (t) => [
    index('templates_user_id_idx').on(t.userId),
    index('templates_workspace_id_idx').on(t.workspaceId),
    index('templates_public_idx').on(t.usageCount.desc()).where(sql`reach = 'public'`),
  ],
)

/** What a template looks like, version by version. A version never changes: clips stay on theirs. */
export const templateVersions = pgTable(
  'template_versions',
  {
    templateId: uuid('template_id')
      .$type<TemplateId>()
      .notNull()
      .references(() => templates.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    look: jsonb('look').$type<TemplateLook>().notNull(),
    createdAt: created(),
  },
  (t) => [primaryKey({ columns: [t.templateId, t.version] })],
)

/** The look of a workspace, and which of it clips may not differ from. */
export const brandKits = pgTable('brand_kits', {
  workspaceId: uuid('workspace_id')
    .$type<WorkspaceId>()
    .primaryKey()
    .references(() => workspaces.id, { onDelete: 'cascade' }),
  kit: jsonb('kit').$type<BrandKit>().notNull(),
  locked: jsonb('locked').$type<BrandField[]>().notNull(),
  /** Who locked or changed it last; null once their account is gone. */
  changedBy: uuid('changed_by')
    .$type<UserId>()
    .references(() => users.id, { onDelete: 'set null' }),
  updatedAt: updated(),
})

/** A caption style that somebody wrote, for the clips of one workspace. Its draft is a live document. */
export const writtenStyles = pgTable(
  'written_styles',
  {
    id: id<StyleId>(),
    workspaceId: uuid('workspace_id')
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    /** Null once that person has left for good. */
    createdBy: uuid('created_by')
      .$type<UserId>()
      .references(() => users.id, { onDelete: 'set null' }),
    name: text('name').notNull(),
    createdAt: created(),
    updatedAt: updated(),
    deletedAt: at('deleted_at'),
  },
  (t) => [index('written_styles_workspace_id_idx').on(t.workspaceId)],
)

/** What was published of a style. Never changed: clips stay on the version they were given. */
export const writtenStyleVersions = pgTable(
  'written_style_versions',
  {
    styleId: uuid('style_id')
      .$type<StyleId>()
      .notNull()
      .references(() => writtenStyles.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    source: text('source').notNull(),
    /** Its properties as a form shows them, read when it was published. */
    fields: jsonb('fields').$type<StyleField[]>().notNull(),
    publishedBy: uuid('published_by')
      .$type<UserId>()
      .references(() => users.id, { onDelete: 'set null' }),
    publishedAt: created(),
  },
  (t) => [primaryKey({ columns: [t.styleId, t.version] })],
)

/** The durable log of a style's draft, as a clip's. */
export const styleUpdates = pgTable(
  'style_updates',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    styleId: uuid('style_id')
      .$type<StyleId>()
      .notNull()
      .references(() => writtenStyles.id, { onDelete: 'cascade' }),
    update: bytea('update').notNull(),
    userId: uuid('user_id').$type<UserId>(),
    createdAt: created(),
  },
  (t) => [index('style_updates_style_id_idx').on(t.styleId, t.id)],
)

/** Whose each client number is in a style's draft. */
export const styleReplicas = pgTable(
  'style_replicas',
  {
    styleId: uuid('style_id')
      .$type<StyleId>()
      .notNull()
      .references(() => writtenStyles.id, { onDelete: 'cascade' }),
    replica: bigint('replica', { mode: 'number' }).notNull(),
    userId: uuid('user_id').$type<UserId>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.styleId, t.replica] })],
)

/** The durable log of a clip's live document: every acknowledged Yjs update, or several merged. */
export const clipUpdates = pgTable(
  'clip_updates',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    clipId: uuid('clip_id')
      .$type<ClipId>()
      .notNull()
      .references(() => clips.id, { onDelete: 'cascade' }),
    update: bytea('update').notNull(),
    /** Null: written by the server itself. */
    userId: uuid('user_id').$type<UserId>(),
    createdAt: created(),
  },
  (t) => [index('clip_updates_clip_id_idx').on(t.clipId, t.id)],
)

/** States of a clip that people can look at and come back to. */
export const clipVersions = pgTable(
  'clip_versions',
  {
    id: id<ClipVersionId>(),
    clipId: uuid('clip_id')
      .$type<ClipId>()
      .notNull()
      .references(() => clips.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<'quiet' | 'restore' | 'named'>().notNull(),
    /** Among the named ones of its clip. */
    number: integer('number'),
    name: text('name'),
    /** All decisions as flat JSON: table, key, value. */
    decisions: jsonb('decisions').$type<unknown>().notNull(),
    /** Last row of the clip's log that is in it. */
    logId: bigint('log_id', { mode: 'number' }).notNull(),
    /** Who edited since the version before. */
    people: uuid('people').array().$type<UserId[]>().notNull(),
    edits: integer('edits').notNull(),
    /** What they did, in words. */
    say: text('say').array().notNull(),
    startedAt: at('started_at').notNull(),
    createdAt: created(),
  },
  (t) => [
    index('clip_versions_clip_id_idx').on(t.clipId, t.createdAt.desc(), t.id.desc()),
    uniqueIndex('clip_versions_number_key').on(t.clipId, t.number),
  ],
)

/**
 * What people say of a clip: at a moment or a stretch of the source, so that it stays with its words
 * whatever is cut around them.
 */
export const clipComments = pgTable(
  'clip_comments',
  {
    id: id<CommentId>(),
    clipId: uuid('clip_id')
      .$type<ClipId>()
      .notNull()
      .references(() => clips.id, { onDelete: 'cascade' }),
    /** Null: it opens a thread; otherwise the one it answers. */
    threadId: uuid('thread_id')
      .$type<CommentId>()
      .references((): AnyPgColumn => clipComments.id, { onDelete: 'cascade' }),
    /** Null: their account is gone; what was said stays. */
    authorId: uuid('author_id')
      .$type<UserId>()
      .references(() => users.id, { onDelete: 'set null' }),
    /** Who said it without an account. */
    guestId: uuid('guest_id')
      .$type<GuestId>()
      .references((): AnyPgColumn => reviewGuests.id, { onDelete: 'set null' }),
    body: text('body').notNull(),
    /** Of the source, ms; a point where both are the same. Null in an answer. */
    fromMs: integer('from_ms').$type<Ms>(),
    toMs: integer('to_ms').$type<Ms>(),
    /** The words it was said of, as they were then. */
    quote: text('quote'),
    /** On the frame at `fromMs`. */
    drawing: jsonb('drawing').$type<Drawing>(),
    /** Members it names. */
    mentions: uuid('mentions').array().$type<UserId[]>().notNull().default([]),
    /** Not for reviewers. */
    internal: boolean('internal').notNull().default(false),
    resolvedAt: at('resolved_at'),
    resolvedBy: uuid('resolved_by')
      .$type<UserId>()
      .references(() => users.id, { onDelete: 'set null' }),
    editedAt: at('edited_at'),
    createdAt: created(),
  },
  (t) => [
    index('clip_comments_clip_id_idx').on(t.clipId, t.createdAt, t.id),
    index('clip_comments_thread_id_idx').on(t.threadId),
    index('clip_comments_author_id_idx').on(t.authorId),
    index('clip_comments_guest_id_idx').on(t.guestId),
  ],
)

/** A version that was sent to be looked at. The newest of a clip is what its review shows. */
export const reviewRounds = pgTable(
  'review_rounds',
  {
    id: id<ReviewRoundId>(),
    clipId: uuid('clip_id')
      .$type<ClipId>()
      .notNull()
      .references(() => clips.id, { onDelete: 'cascade' }),
    versionId: uuid('version_id')
      .$type<ClipVersionId>()
      .notNull()
      .references(() => clipVersions.id, { onDelete: 'cascade' }),
    /** Null: their account is gone. */
    sentBy: uuid('sent_by')
      .$type<UserId>()
      .references(() => users.id, { onDelete: 'set null' }),
    dueAt: at('due_at'),
    createdAt: created(),
  },
  (t) => [
    uniqueIndex('review_rounds_version_id_key').on(t.versionId),
    index('review_rounds_clip_id_idx').on(t.clipId, t.createdAt.desc()),
  ],
)

/** What one person says of one version; null: they were asked and have not decided. */
export const verdicts = pgTable(
  'verdicts',
  {
    id: id<VerdictId>(),
    roundId: uuid('round_id')
      .$type<ReviewRoundId>()
      .notNull()
      .references(() => reviewRounds.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .$type<UserId>()
      .references(() => users.id, { onDelete: 'cascade' }),
    guestId: uuid('guest_id')
      .$type<GuestId>()
      .references((): AnyPgColumn => reviewGuests.id, { onDelete: 'cascade' }),
    verdict: text('verdict').$type<Verdict>(),
    note: text('note').notNull().default(''),
    decidedAt: at('decided_at'),
    remindedAt: at('reminded_at'),
    createdAt: created(),
  },
  (t) => [
    uniqueIndex('verdicts_round_user_key').on(t.roundId, t.userId),
    uniqueIndex('verdicts_round_guest_key').on(t.roundId, t.guestId),
    index('verdicts_user_id_idx').on(t.userId),
    index('verdicts_guest_id_idx').on(t.guestId),
    check('verdicts_one_person_check', sql`num_nonnulls(${t.userId}, ${t.guestId}) = 1`),
  ],
)

/** Lets whoever holds it see one clip, without an account. */
export const reviewLinks = pgTable(
  'review_links',
  {
    id: id<ReviewLinkId>(),
    clipId: uuid('clip_id')
      .$type<ClipId>()
      .notNull()
      .references(() => clips.id, { onDelete: 'cascade' }),
    createdBy: uuid('created_by')
      .$type<UserId>()
      .references(() => users.id, { onDelete: 'set null' }),
    /** For whom, in the words of who made it. */
    label: text('label').notNull().default(''),
    /** SHA-256: a copy of the database opens nothing. */
    hash: text('hash').notNull(),
    /** As of accounts. */
    passwordHash: text('password_hash'),
    mayComment: boolean('may_comment').notNull().default(true),
    mayApprove: boolean('may_approve').notNull().default(false),
    mayDownload: boolean('may_download').notNull().default(false),
    expiresAt: at('expires_at'),
    revokedAt: at('revoked_at'),
    createdAt: created(),
  },
  (t) => [
    uniqueIndex('review_links_hash_key').on(t.hash),
    index('review_links_clip_id_idx').on(t.clipId, t.createdAt.desc()),
  ],
)

/** Somebody who gave a name on a link: one browser. */
export const reviewGuests = pgTable(
  'review_guests',
  {
    id: id<GuestId>(),
    linkId: uuid('link_id')
      .$type<ReviewLinkId>()
      .notNull()
      .references(() => reviewLinks.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** SHA-256 of what their browser keeps. */
    hash: text('hash').notNull(),
    createdAt: created(),
  },
  (t) => [
    uniqueIndex('review_guests_hash_key').on(t.hash),
    index('review_guests_link_id_idx').on(t.linkId),
  ],
)

/** When a file of a clip was taken along, and by which guest; null: by somebody of the workspace. */
export const clipDownloads = pgTable(
  'clip_downloads',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    clipId: uuid('clip_id')
      .$type<ClipId>()
      .notNull()
      .references(() => clips.id, { onDelete: 'cascade' }),
    guestId: uuid('guest_id')
      .$type<GuestId>()
      .references(() => reviewGuests.id, { onDelete: 'set null' }),
    at: at('at').notNull().defaultNow(),
  },
  (t) => [
    index('clip_downloads_clip_id_idx').on(t.clipId, t.at.desc()),
    index('clip_downloads_guest_id_idx').on(t.guestId),
  ],
)

/** When a guest looked. */
export const reviewViews = pgTable(
  'review_views',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    guestId: uuid('guest_id')
      .$type<GuestId>()
      .notNull()
      .references(() => reviewGuests.id, { onDelete: 'cascade' }),
    versionId: uuid('version_id')
      .$type<ClipVersionId>()
      .references(() => clipVersions.id, { onDelete: 'set null' }),
    at: at('at').notNull().defaultNow(),
  },
  (t) => [
    index('review_views_guest_id_idx').on(t.guestId, t.at.desc()),
    index('review_views_version_id_idx').on(t.versionId),
  ],
)

/** What a person is told of in their list. */
export const notifications = pgTable(
  'notifications',
  {
    id: id<NotificationId>(),
    userId: uuid('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    clipId: uuid('clip_id')
      .$type<ClipId>()
      .notNull()
      .references(() => clips.id, { onDelete: 'cascade' }),
    commentId: uuid('comment_id')
      .$type<CommentId>()
      .references(() => clipComments.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<'mention' | 'asked' | 'approved' | 'changes' | 'due'>().notNull(),
    /** Whose doing it was, by the name they had. */
    byName: text('by_name').notNull(),
    readAt: at('read_at'),
    createdAt: created(),
  },
  (t) => [
    index('notifications_user_id_idx').on(t.userId, t.createdAt.desc(), t.id.desc()),
    index('notifications_clip_id_idx').on(t.clipId),
    index('notifications_comment_id_idx').on(t.commentId),
  ],
)

/**
 * How far the journal of an embedded database has come over into clip_updates. One row, written with
 * what it speaks of.
 */
export const clipJournal = pgTable('clip_journal', {
  id: integer('id').primaryKey(),
  /** The number of the last record that is here. */
  moved: bigint('moved', { mode: 'number' }).notNull(),
})

/**
 * Who may write under which Yjs client number in a clip: the first to use it. Kept with the log, so
 * that an offline tab may come back after a restart and nobody else can write in its name.
 */
export const clipReplicas = pgTable(
  'clip_replicas',
  {
    clipId: uuid('clip_id')
      .$type<ClipId>()
      .notNull()
      .references(() => clips.id, { onDelete: 'cascade' }),
    replica: bigint('replica', { mode: 'number' }).notNull(),
    userId: uuid('user_id').$type<UserId>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.clipId, t.replica] })],
)

export type JobStatus = 'pending' | 'running' | 'done' | 'failed' | 'cancelled'

/** What people see of a job. pg-boss keeps its own books; `bossId` joins them. */
export const processingJobs = pgTable(
  'processing_jobs',
  {
    id: id<JobId>(),
    userId: uuid('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    jobType: text('job_type').notNull(),
    entityType: text('entity_type').$type<'video' | 'clip' | 'webhook'>().notNull(),
    entityId: uuid('entity_id').notNull(),
    bossId: uuid('boss_id'),
    /** 1–10, higher first. */
    priority: integer('priority').notNull().default(5),
    status: text('status').$type<JobStatus>().notNull().default('pending'),
    /** Percent. Never goes back. */
    progress: integer('progress').notNull().default(0),
    /** The step under way, for people: `Making the preview`. */
    step: text('step'),
    /** Time left, ms, where it can be told. */
    etaMs: integer('eta_ms'),
    errorCode: text('error_code').$type<ErrorCode>(),
    errorMessage: text('error_message'),
    retryCount: integer('retry_count').notNull().default(0),
    maxRetries: integer('max_retries').notNull().default(3),
    metadata: jsonb('metadata').$type<Record<string, unknown>>().notNull().default({}),
    startedAt: at('started_at'),
    completedAt: at('completed_at'),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [
    index('processing_jobs_status_priority_idx').on(t.status, t.priority.desc(), t.createdAt),
    index('processing_jobs_entity_idx').on(t.entityType, t.entityId),
    index('processing_jobs_user_id_idx').on(t.userId),
    index('processing_jobs_created_at_idx').on(t.createdAt.desc()),
    check('processing_jobs_priority_check', sql`${t.priority} between 1 and 10`),
    check('processing_jobs_progress_check', sql`${t.progress} between 0 and 100`),
  ],
)

/** One export of one clip in one shape. */
export const renders = pgTable(
  'renders',
  {
    id: id<RenderId>(),
    clipId: uuid('clip_id')
      .$type<ClipId>()
      .notNull()
      .references(() => clips.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    jobId: uuid('job_id')
      .$type<JobId>()
      .references(() => processingJobs.id, { onDelete: 'set null' }),
    aspectRatio: text('aspect_ratio').$type<Shape>().notNull(),
    /** The clip as it was when the export was asked for: what is exported never moves underneath. */
    project: jsonb('project').notNull(),
    /** How the file is written. */
    settings: jsonb('settings').notNull().default({}),
    storagePath: text('storage_path'),
    subtitlesPath: text('subtitles_path'),
    fileSizeBytes: bigint('file_size_bytes', { mode: 'number' }),
    durationMs: integer('duration_ms').$type<Ms>(),
    createdAt: created(),
    completedAt: at('completed_at'),
  },
  (t) => [
    index('renders_clip_id_idx').on(t.clipId, t.createdAt.desc()),
    index('renders_user_id_idx').on(t.userId),
    index('renders_job_id_idx').on(t.jobId),
  ],
)

const ofUser = () =>
  uuid('user_id')
    .$type<UserId>()
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' })
const ofWorkspace = () =>
  uuid('workspace_id')
    .$type<WorkspaceId>()
    .notNull()
    .references(() => workspaces.id, { onDelete: 'cascade' })

/** One sign-in of a program: every refresh token that came of it, and whether it still counts. */
export const tokenFamilies = pgTable(
  'token_families',
  {
    id: id<string>(),
    userId: ofUser(),
    userAgent: text('user_agent').notNull().default(''),
    createdAt: created(),
    revokedAt: at('revoked_at'),
  },
  (t) => [index('token_families_user_id_idx').on(t.userId)],
)

/** Used once: one that comes a second time was stolen, or its thief came first. */
export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    /** SHA-256: a copy of the database opens nothing. */
    hash: text('hash').primaryKey(),
    familyId: uuid('family_id')
      .notNull()
      .references(() => tokenFamilies.id, { onDelete: 'cascade' }),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
  },
  (t) => [index('refresh_tokens_family_id_idx').on(t.familyId)],
)

/** Sent by mail, used once: to verify an address, or to set a password. */
export const mailedTokens = pgTable(
  'mailed_tokens',
  {
    hash: text('hash').primaryKey(),
    userId: ofUser(),
    purpose: text('purpose').$type<'verify-email' | 'reset-password' | 'change-email'>().notNull(),
    /** The address it was sent to: what is proven by coming back with it. */
    email: text('email').notNull(),
    expiresAt: at('expires_at').notNull(),
    createdAt: created(),
  },
  (t) => [index('mailed_tokens_user_id_idx').on(t.userId)],
)

/** A program's way in, for one workspace. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: id<ApiKeyId>(),
    workspaceId: ofWorkspace(),
    userId: ofUser(),
    name: text('name').notNull(),
    hash: text('hash').notNull(),
    /** Its last characters, so that people know it again. */
    hint: text('hint').notNull(),
    scopes: jsonb('scopes').$type<ApiScope[]>().notNull(),
    lastUsedAt: at('last_used_at'),
    expiresAt: at('expires_at'),
    revokedAt: at('revoked_at'),
    createdAt: created(),
  },
  (t) => [
    uniqueIndex('api_keys_hash_key').on(t.hash),
    index('api_keys_workspace_id_idx').on(t.workspaceId),
  ],
)

/** What a request that may be sent twice was answered the first time. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    userId: ofUser(),
    key: text('key').notNull(),
    /** Of method, address and body: one key is for one request. */
    fingerprint: text('fingerprint').notNull(),
    /** Null while the first is being answered. */
    status: integer('status'),
    body: text('body'),
    createdAt: created(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.key] }),
    index('idempotency_keys_created_at_idx').on(t.createdAt),
  ],
)

/** The table rate-limiter-flexible keeps its counts in where several processes share them. */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  /** Epoch ms. */
  expire: bigint('expire', { mode: 'number' }),
})

export const invitations = pgTable(
  'invitations',
  {
    id: id<InvitationId>(),
    workspaceId: ofWorkspace(),
    invitedBy: uuid('invited_by')
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Null: a link that whoever holds it may use, once. */
    email: text('email'),
    role: text('role').$type<Exclude<Role, 'owner'>>().notNull(),
    hash: text('hash').notNull(),
    expiresAt: at('expires_at').notNull(),
    acceptedAt: at('accepted_at'),
    acceptedBy: uuid('accepted_by')
      .$type<UserId>()
      .references(() => users.id, { onDelete: 'set null' }),
    createdAt: created(),
  },
  (t) => [
    uniqueIndex('invitations_hash_key').on(t.hash),
    index('invitations_workspace_id_idx').on(t.workspaceId),
  ],
)

/** Who did what to whom, for the people of a workspace to read later. Never changed. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    workspaceId: uuid('workspace_id')
      .$type<WorkspaceId>()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    /** Null once their account is gone. */
    userId: uuid('user_id')
      .$type<UserId>()
      .references(() => users.id, { onDelete: 'set null' }),
    /** `member.role-changed`, `key.revoked`. */
    action: text('action').notNull(),
    subject: text('subject').notNull().default(''),
    data: jsonb('data').$type<Record<string, unknown>>().notNull().default({}),
    createdAt: created(),
  },
  (t) => [
    index('audit_log_workspace_id_idx').on(t.workspaceId, t.id.desc()),
    index('audit_log_user_id_idx').on(t.userId),
  ],
)

export const webhooks = pgTable(
  'webhooks',
  {
    id: id<WebhookId>(),
    workspaceId: ofWorkspace(),
    userId: ofUser(),
    url: text('url').notNull(),
    events: jsonb('events').$type<WebhookEvent[]>().notNull(),
    /** Sealed with the server's secret. */
    secret: text('secret').notNull(),
    /** The one before, which signs too for a while after the secret was changed. */
    oldSecret: text('old_secret'),
    oldSecretUntil: at('old_secret_until'),
    active: boolean('active').notNull().default(true),
    /** Since when nothing has arrived; null: the last one did. */
    failingSince: at('failing_since'),
    createdAt: created(),
    updatedAt: updated(),
  },
  (t) => [index('webhooks_workspace_id_idx').on(t.workspaceId)],
)

export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: id<string>(),
    webhookId: uuid('webhook_id')
      .$type<WebhookId>()
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    /** The same for every try and every replay: receivers drop doubles by it. */
    messageId: text('message_id').notNull(),
    event: text('event').$type<WebhookEvent>().notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    status: text('status').$type<'waiting' | 'delivered' | 'failed'>().notNull().default('waiting'),
    tries: integer('tries').notNull().default(0),
    /** HTTP status of the last answer; null where none came. */
    answered: integer('answered'),
    /** What went wrong, for people. */
    trouble: text('trouble'),
    tookMs: integer('took_ms'),
    nextTryAt: at('next_try_at'),
    createdAt: created(),
    triedAt: at('tried_at'),
  },
  (t) => [
    index('webhook_deliveries_webhook_id_idx').on(t.webhookId, t.createdAt.desc()),
    uniqueIndex('webhook_deliveries_message_key').on(t.webhookId, t.messageId),
  ],
)
