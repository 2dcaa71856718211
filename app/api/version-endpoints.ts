import { z } from '@hono/zod-openapi'
import { toApiComposition } from '#core/api-composition.ts'
import { AppError } from '#core/errors.ts'
import { ClipVersionId } from '#core/ids.ts'
import { listVersions } from '../commands/list-versions.server.ts'
import {
  NameVersion,
  nameVersion,
  RenameVersion,
  renameVersion,
} from '../commands/name-version.server.ts'
import { compareVersions, previewVersion, readVersion } from '../commands/read-version.server.ts'
import { restoreVersion } from '../commands/restore-version.server.ts'
import { Composition } from './composition-endpoints.ts'
import { type Api, endpoint } from './endpoint.ts'
import { idOf, theClip } from './reach.ts'

const tag = 'Versions'
const Id = z.object({ id: z.string() })
const OneVersion = z.object({ id: z.string(), versionId: z.string() })

const ApiVersion = z
  .strictObject({
    id: z.uuid(),
    kind: z
      .enum(['quiet', 'restore', 'named'])
      .describe('`quiet`: edits came to rest; `restore`: what a restore replaced'),
    number: z.int().nullable().describe('Among the named ones'),
    name: z.string().nullable(),
    people: z.array(z.strictObject({ user_id: z.uuid(), name: z.string() })),
    edits: z.int().min(0),
    changes: z.array(z.string()).describe('In words, the most telling first'),
    started_at: z.iso.datetime(),
    created_at: z.iso.datetime(),
  })
  .openapi('ClipVersion')

const missing = 'version.not-found'

/** A version of this clip and of no other. */
async function theVersion(
  who: Parameters<typeof theClip>[0] & { params: z.output<typeof OneVersion> },
) {
  const { id: clipId } = await theClip(who, who.params.id)
  const versionId = idOf<ClipVersionId>(ClipVersionId, who.params.versionId, missing)
  const { version } = await readVersion(who.app.db, versionId, who.caller.user.id)
  if (version.clipId !== clipId) throw new AppError(missing)
  return { clipId, versionId }
}

/** A clip's history: what it was, what changed, and the way back. */
export function versionEndpoints(api: Api): void {
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips/{id}/versions',
      tag,
      summary: 'List a clip’s versions, newest first',
      params: Id,
      query: z.object({
        before: z.uuid().optional().describe('The id a page ended with'),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
      answer: { status: 200, schema: z.strictObject({ versions: z.array(ApiVersion) }) },
      refuses: [404],
    },
    async (who) => {
      const { app, caller, query } = who
      const { id: clipId } = await theClip(who, who.params.id)
      const before = query.before && ClipVersionId.parse(query.before)
      const found = await listVersions(
        { db: app.db, user: caller.user },
        { clipId, limit: query.limit, ...(before && { before }) },
      )
      return {
        versions: found.map(({ people, say, startedAt, createdAt, ...version }) => ({
          ...version,
          people: people.map(({ id, name }) => ({ user_id: id, name })),
          changes: say,
          started_at: startedAt.toISOString(),
          created_at: createdAt.toISOString(),
        })),
      }
    },
  )
  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/clips/{id}/versions',
      tag,
      summary: 'Keep the clip as it is now under a name',
      params: Id,
      body: z.object({ name: NameVersion.shape.name }),
      answer: { status: 201, schema: z.strictObject({ id: z.uuid() }) },
      refuses: [404],
    },
    async (who) => {
      const { app, caller, body } = who
      const { id: clipId } = await theClip(who, who.params.id)
      const { versionId } = await nameVersion(
        { ...app, user: caller.user },
        { clipId, name: body.name },
      )
      return { id: versionId }
    },
  )
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips/{id}/versions/{versionId}',
      tag,
      summary: 'Get what lay on the clip then',
      more: 'As `/clips/{id}/composition` has it of the clip as it is now. Nothing is changed.',
      params: OneVersion,
      answer: { status: 200, schema: z.strictObject({ composition: Composition }) },
      refuses: [404],
    },
    async (who) => {
      const { versionId } = await theVersion(who)
      const { app, caller } = who
      const project = await previewVersion({ db: app.db, user: caller.user }, { versionId })
      return { composition: toApiComposition(project) }
    },
  )
  endpoint(
    api,
    'write',
    {
      method: 'patch',
      path: '/clips/{id}/versions/{versionId}',
      tag,
      summary: 'Name a version',
      more: 'One that was kept by itself is a named one from then on.',
      params: OneVersion,
      body: z.object({ name: RenameVersion.shape.name }),
      answer: { status: 204, schema: null },
      refuses: [404],
    },
    async (who) => {
      const { versionId } = await theVersion(who)
      const { app, caller, body } = who
      await renameVersion({ db: app.db, user: caller.user }, { versionId, name: body.name })
    },
  )
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips/{id}/versions/{versionId}/changes',
      tag,
      summary: 'Compare a version with another, or with the clip as it is now',
      params: OneVersion,
      query: z.object({ to: z.uuid().optional().describe('Left out: the clip as it is now') }),
      answer: {
        status: 200,
        schema: z.strictObject({
          duration_before: z.number(),
          duration_after: z.number(),
          changes: z.array(z.string()).describe('In words, the most telling first'),
        }),
      },
      refuses: [404],
    },
    async (who) => {
      const { versionId: from } = await theVersion(who)
      const { app, caller, query } = who
      const to = query.to ? ClipVersionId.parse(query.to) : 'now'
      const { before, after, say } = await compareVersions(
        { db: app.db, user: caller.user },
        { from, to },
      )
      return { duration_before: before / 1000, duration_after: after / 1000, changes: say }
    },
  )
  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/clips/{id}/versions/{versionId}/restore',
      tag,
      summary: 'Bring the clip back to a version',
      more: 'It is an edit that can be undone, and what it replaces is kept as a version first.',
      params: OneVersion,
      answer: {
        status: 200,
        schema: z.strictObject({
          changed: z.int().min(0).describe('Decisions that were brought back'),
          changed_since: z.int().min(0).describe('Decisions that others changed meanwhile'),
        }),
      },
      refuses: [404],
    },
    async (who) => {
      const { versionId } = await theVersion(who)
      const { app, caller } = who
      const { changed, changedSince } = await restoreVersion(
        { ...app, user: caller.user },
        { versionId },
      )
      return { changed, changed_since: changedSince }
    },
  )
}
