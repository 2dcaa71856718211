import {
  bigint,
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ClipVersionId, StyleId, UserId } from '#core/ids.ts'
import { ofClip } from './clips.ts'
import { at, bytea, created, id } from './columns.ts'
import { writtenStyles } from './looks.ts'

/** The durable log of a clip's live document: every acknowledged Yjs update, or several merged. */
export const clipUpdates = pgTable(
  'clip_updates',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    clipId: ofClip(),
    update: bytea('update').notNull(),
    /** Null: written by the server itself. */
    userId: uuid('user_id').$type<UserId>(),
    createdAt: created(),
  },
  (t) => [index('clip_updates_clip_id_idx').on(t.clipId, t.id)],
)

/**
 * Who may write under which Yjs client number in a clip: the first to use it. Kept with the log, so
 * that an offline tab may come back after a restart and nobody else can write in its name.
 */
export const clipReplicas = pgTable(
  'clip_replicas',
  {
    clipId: ofClip(),
    replica: bigint('replica', { mode: 'number' }).notNull(),
    userId: uuid('user_id').$type<UserId>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.clipId, t.replica] })],
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

/** States of a clip that people can look at and come back to. */
export const clipVersions = pgTable(
  'clip_versions',
  {
    id: id<ClipVersionId>(),
    clipId: ofClip(),
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
