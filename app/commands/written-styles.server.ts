import { z } from 'zod'
import { newStyleDraft, readStyleDraft } from '#collab/style-doc.ts'
import type { TemplateRef } from '#core/caption-style.ts'
import { AppError } from '#core/errors.ts'
import { ClipId, StyleId, type VideoId } from '#core/ids.ts'
import { STARTER_STYLE } from '#core/starter-style.ts'
import {
  type CompiledStyle,
  MAX_SOURCE,
  type StyleFault,
  type StyleField,
  sayFault,
} from '#core/written-style.ts'
import type { Db } from '#db/client.ts'
import { getClip } from '#db/clips.ts'
import { appendStyleUpdates, readStyleUpdates } from '#db/style-updates.ts'
import { roleIn } from '#db/workspace-people.ts'
import {
  clipsWithStyle,
  getStyle,
  insertStyle,
  insertStyleVersion,
  markStyleDeleted,
  renameStyle,
  type StyleVersion,
  styleForVideo,
  stylesOf,
  styleVersion,
  versionsOfStyle,
  type WrittenStyleRow,
} from '#db/written-styles.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

type Context = Pick<CommandContext, 'db' | 'user'>
type Running = Context & Pick<CommandContext, 'written'>

const Name = z.string().trim().min(1).max(60)
export const OneStyle = z.object({ styleId: StyleId })
export type OneStyle = z.infer<typeof OneStyle>

export const MakeStyle = z.object({
  name: Name,
  /** What it begins as; left out: a highlighter. */
  source: z.string().max(MAX_SOURCE).optional(),
})
export type MakeStyle = z.infer<typeof MakeStyle>

/** Begins a style in the person's workspace, as a draft. */
export async function makeStyle(
  { db, user }: Context,
  { name, source }: MakeStyle,
): Promise<{ styleId: StyleId }> {
  const { workspaceId } = user
  requireEditor({ role: await roleIn(db, workspaceId, user.id) })
  return db.transaction(async (tx) => {
    const styleId = await insertStyle(tx, { workspaceId, name, createdBy: user.id })
    await appendStyleUpdates(tx, styleId, [newStyleDraft(source ?? STARTER_STYLE)])
    return { styleId }
  })
}

/** The styles of the person's workspace. */
export async function listStyles({ db, user }: Context): Promise<WrittenStyleRow[]> {
  await roleIn(db, user.workspaceId, user.id)
  return stylesOf(db, user.workspaceId)
}

export type OpenedStyle = {
  style: WrittenStyleRow
  canEdit: boolean
  versions: StyleVersion[]
  /** How many clips have each version. */
  used: { version: number; clips: number }[]
}

export async function openStyle(
  { db, user }: Context,
  { styleId }: OneStyle,
): Promise<OpenedStyle> {
  const { role, ...style } = await getStyle(db, styleId, user.id)
  const [versions, used] = await Promise.all([
    versionsOfStyle(db, styleId),
    clipsWithStyle(db, styleId),
  ])
  return { style, canEdit: role !== 'reviewer', versions, used }
}

/** What the draft says now. */
export async function readDraft({ db, user }: Context, { styleId }: OneStyle): Promise<string> {
  await getStyle(db, styleId, user.id)
  return readStyleDraft(await readStyleUpdates(db, styleId))
}

export const RenameStyle = OneStyle.extend({ name: Name })
export async function renameWrittenStyle(
  { db, user }: Context,
  { styleId, name }: z.infer<typeof RenameStyle>,
): Promise<void> {
  requireEditor(await getStyle(db, styleId, user.id))
  await renameStyle(db, styleId, name)
}

/** Takes a style out of the gallery. Clips that have one of its versions keep it. */
export async function deleteStyle({ db, user }: Context, { styleId }: OneStyle): Promise<void> {
  requireEditor(await getStyle(db, styleId, user.id))
  await markStyleDeleted(db, styleId)
}

export const PublishStyle = OneStyle.extend({
  /** What is published; left out: the draft as it stands. */
  source: z.string().max(MAX_SOURCE).optional(),
})

/**
 * Publishes a style as its next version, once it has drawn plain talk and every hard text. Fails with
 * 'style.failed' and the line. Clips stay on the version they have.
 */
export async function publishStyle(
  { db, user, written }: Running,
  { styleId, source }: z.infer<typeof PublishStyle>,
): Promise<{ version: number; fields: StyleField[]; states: number; frames: number }> {
  const style = await getStyle(db, styleId, user.id)
  requireEditor(style)
  const published = source ?? readStyleDraft(await readStyleUpdates(db, styleId))
  const compiled = await written.compile(published)
  if (!compiled.ok) {
    const [fault] = compiled.faults
    throw new AppError('style.failed', { ...(fault && { detail: sayFault(fault) }) })
  }
  const { facts, states, frames } = await written.check({ name: style.name, source: published })
  const version = await db.transaction((tx) =>
    insertStyleVersion(tx, styleId, {
      source: published,
      fields: facts.fields,
      publishedBy: user.id,
    }),
  )
  return { version, fields: facts.fields, states, frames }
}

export const CompileStyle = OneStyle.extend({ source: z.string().max(MAX_SOURCE * 2) })

/** Makes a draft into what the preview runs, or says what is wrong with it. Nothing is kept. */
export async function compileDraft(
  { db, user, written }: Running,
  { styleId, source }: z.infer<typeof CompileStyle>,
): Promise<{ ok: true; style: CompiledStyle } | { ok: false; faults: StyleFault[] }> {
  await getStyle(db, styleId, user.id)
  return written.compile(source)
}

/** The styles that a clip may be given, with the properties of each. */
export const ListForClip = z.object({ clipId: ClipId })
export async function stylesForClip(
  { db, user }: Context,
  { clipId }: z.infer<typeof ListForClip>,
): Promise<(WrittenStyleRow & { version: number })[]> {
  const { workspaceId } = await getClip(db, clipId, user.id)
  return (await stylesOf(db, workspaceId)).flatMap((style) =>
    style.version === null ? [] : [{ ...style, version: style.version }],
  )
}

export const StyleOfClip = z.object({
  clipId: ClipId,
  id: z.string().max(64),
  version: z.number().int().positive(),
})

/** A version of a style as the preview runs it. */
export type RunningStyle = { name: string; style: CompiledStyle; fields: StyleField[] }

/** A version that a clip has. Fails with 'style.not-found'. */
export async function runStyleOfClip(
  { db, user, written }: Running,
  { clipId, ...template }: z.infer<typeof StyleOfClip>,
): Promise<RunningStyle> {
  const { videoId } = await getClip(db, clipId, user.id)
  return runStyle(db, written, videoId, template)
}

/** Compiles what a clip of this video names. Whether it may be shown is decided before. */
export async function runStyle(
  db: Db,
  written: Running['written'],
  videoId: VideoId,
  template: TemplateRef,
): Promise<RunningStyle> {
  const found = await styleForVideo(db, videoId, template)
  if (!found) throw new AppError('style.not-found')
  const compiled = await written.compile(found.source)
  if (!compiled.ok) throw new AppError('style.failed')
  const { fields } = await styleVersion(db, StyleId.parse(template.id), template.version)
  return { name: found.name, style: compiled.style, fields }
}
