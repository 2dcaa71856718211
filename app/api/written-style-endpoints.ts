import { z } from '@hono/zod-openapi'
import { AppError } from '#core/errors.ts'
import { StyleId } from '#core/ids.ts'
import { MAX_SOURCE, StyleFault, StyleField } from '#core/written-style.ts'
import { getStyle, styleVersion, type WrittenStyleRow } from '#db/written-styles.ts'
import { pinStyle } from '../commands/set-style.server.ts'
import {
  compileDraft,
  deleteStyle,
  listStyles,
  MakeStyle,
  makeStyle,
  openStyle,
  publishStyle,
  readDraft,
  renameWrittenStyle,
} from '../commands/written-styles.server.ts'
import type { AppContext } from '../server/context.ts'
import type { Caller } from './caller.ts'
import { type Api, endpoint } from './endpoint.ts'
import { idOf, theClip } from './reach.ts'

const tag = 'Written styles'
type Who = { app: AppContext; caller: Caller }

const ApiWritten = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    version: z.int().nullable().describe('The newest that was published'),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .openapi('WrittenStyle')
const ApiVersion = z
  .strictObject({
    version: z.int(),
    source: z.string(),
    fields: z.array(StyleField).describe('Its properties, as a form shows them'),
    published_at: z.iso.datetime(),
  })
  .openapi('WrittenStyleVersion')

const present = (row: WrittenStyleRow): z.input<typeof ApiWritten> => ({
  id: row.id,
  name: row.name,
  version: row.version,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
})

const missing = 'style.not-found'
async function theStyle({ app, caller }: Who, id: string) {
  const style = await getStyle(app.db, idOf<StyleId>(StyleId, id, missing), caller.user.id)
  if (caller.within && style.workspaceId !== caller.within) throw new AppError(missing)
  return style
}
const context = ({ app, caller }: Who) => ({ ...app, user: caller.user })
const One = z.object({ id: z.string() })
const Source = z.string().max(MAX_SOURCE)

export function writtenStyleEndpoints(api: Api): void {
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/caption-styles',
      tag,
      summary: 'List the caption styles of the workspace',
      answer: { status: 200, schema: z.strictObject({ styles: z.array(ApiWritten) }) },
    },
    async (who) => ({ styles: (await listStyles(context(who))).map(present) }),
  )
  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/caption-styles',
      tag,
      summary: 'Begin a caption style',
      more: 'One file of TSX: `props`, a zod object, and a component as its default export, which gives SVG. It begins as a draft.',
      body: z.object({ name: MakeStyle.shape.name, source: Source.optional() }),
      answer: { status: 201, schema: z.strictObject({ style: ApiWritten }) },
    },
    async (who) => {
      const { styleId } = await makeStyle(context(who), who.body)
      return { style: present(await theStyle(who, styleId)) }
    },
  )
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/caption-styles/{id}',
      tag,
      summary: 'Get a caption style, its draft and its versions',
      params: One,
      answer: {
        status: 200,
        schema: z.strictObject({
          style: ApiWritten,
          draft: z.string(),
          versions: z.array(ApiVersion),
        }),
      },
      refuses: [404],
    },
    async (who) => {
      const style = await theStyle(who, who.params.id)
      const { versions } = await openStyle(context(who), { styleId: style.id })
      return {
        style: present(style),
        draft: await readDraft(context(who), { styleId: style.id }),
        versions: versions.map(({ version, source, fields, publishedAt }) => ({
          ...{ version, source, fields },
          published_at: publishedAt.toISOString(),
        })),
      }
    },
  )
  endpoint(
    api,
    'write',
    {
      method: 'patch',
      path: '/caption-styles/{id}',
      tag,
      summary: 'Rename a caption style',
      params: One,
      body: z.object({ name: MakeStyle.shape.name }),
      answer: { status: 200, schema: z.strictObject({ style: ApiWritten }) },
      refuses: [404],
    },
    async (who) => {
      const { id: styleId } = await theStyle(who, who.params.id)
      await renameWrittenStyle(context(who), { styleId, name: who.body.name })
      return { style: present(await theStyle(who, styleId)) }
    },
  )
  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/caption-styles/{id}/compile',
      tag,
      summary: 'See whether a caption style compiles',
      more: 'Its draft, or the source that is sent. Nothing is kept, and nothing is drawn: what fails only when it is drawn is told where it is published.',
      params: One,
      body: z.object({ source: Source.optional() }),
      bodyOptional: true,
      answer: {
        status: 200,
        schema: z.strictObject({
          compiles: z.boolean(),
          faults: z.array(
            z.strictObject({
              line: StyleFault.shape.line.describe('From 1; null: of no one line'),
              message: z.string(),
            }),
          ),
        }),
      },
      refuses: [404],
    },
    async (who) => {
      const { id: styleId } = await theStyle(who, who.params.id)
      const source = who.body.source ?? (await readDraft(context(who), { styleId }))
      const compiled = await compileDraft(context(who), { styleId, source })
      return {
        compiles: compiled.ok,
        faults: compiled.ok ? [] : compiled.faults.map(({ line, say }) => ({ line, message: say })),
      }
    },
  )
  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/caption-styles/{id}/versions',
      tag,
      summary: 'Publish a version of a caption style',
      more: 'Its draft, or the source that is sent. It is first drawn with hard texts; what fails is answered with its line. Clips stay on the version they have.',
      params: One,
      body: z.object({ source: Source.optional() }),
      answer: {
        status: 201,
        schema: z.strictObject({
          version: ApiVersion,
          states_per_30_seconds: z
            .int()
            .describe('Pictures that an export draws of half a minute of talk'),
        }),
      },
      refuses: [404],
    },
    async (who) => {
      const { id: styleId } = await theStyle(who, who.params.id)
      const { version, states, frames } = await publishStyle(context(who), { styleId, ...who.body })
      const { source, fields, publishedAt } = await styleVersion(who.app.db, styleId, version)
      return {
        version: { version, source, fields, published_at: publishedAt.toISOString() },
        states_per_30_seconds: Math.round((states * 900) / Math.max(1, frames)),
      }
    },
  )
  endpoint(
    api,
    'delete',
    {
      method: 'delete',
      path: '/caption-styles/{id}',
      tag,
      summary: 'Delete a caption style',
      more: 'Clips that have one of its versions keep it.',
      params: One,
      answer: { status: 204, schema: null },
      refuses: [404],
    },
    async (who) => {
      const { id: styleId } = await theStyle(who, who.params.id)
      await deleteStyle(context(who), { styleId })
    },
  )
  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/clips/{clipId}/style/caption-style/{id}',
      tag,
      summary: 'Give a clip a caption style',
      more: 'At its newest version, or at the one that is named. `overrides` sets its properties.',
      params: z.object({ clipId: z.string(), id: z.string() }),
      body: z.object({
        version: z.int().positive().optional(),
        overrides: z
          .record(z.string(), z.union([z.string().max(200), z.number(), z.boolean()]))
          .optional(),
      }),
      answer: {
        status: 200,
        schema: z.strictObject({ caption_style_id: z.uuid(), version: z.int() }),
      },
      refuses: [404],
    },
    async (who) => {
      const { id: clipId } = await theClip(who, who.params.clipId)
      const style = await theStyle(who, who.params.id)
      const version = who.body.version ?? style.version
      if (version === null) throw new AppError(missing)
      await pinStyle(context(who), {
        clipId,
        styleId: style.id,
        version,
        overrides: who.body.overrides ?? {},
      })
      return { caption_style_id: style.id, version }
    },
  )
}
