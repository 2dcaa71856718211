import { Readable } from 'node:stream'
import { z } from '@hono/zod-openapi'
import { AssetKind } from '#core/asset.ts'
import { AppError } from '#core/errors.ts'
import { AssetId } from '#core/ids.ts'
import { type Asset, assetsOf, getAsset, getRemovedAsset } from '#db/assets.ts'
import { AddAsset, addAsset, removeAsset, restoreAsset } from '../commands/assets.server.ts'
import type { AppContext } from '../server/context.ts'
import type { Caller } from './caller.ts'
import { type Api, endpoint } from './endpoint.ts'
import { idOf } from './reach.ts'

const tag = 'Assets'
type Who = { app: AppContext; caller: Caller }

const ApiAsset = z
  .strictObject({
    id: z.uuid(),
    kind: AssetKind,
    name: z.string(),
    media_type: z.string(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    duration: z.number().nullable().describe('Of a sound, seconds'),
    file_size_bytes: z.int(),
    created_at: z.iso.datetime(),
  })
  .openapi('Asset')

const present = (asset: Asset): z.input<typeof ApiAsset> => ({
  id: asset.id,
  kind: asset.kind,
  name: asset.name,
  media_type: asset.type,
  width: asset.width,
  height: asset.height,
  duration: asset.durationMs === null ? null : asset.durationMs / 1000,
  file_size_bytes: asset.sizeBytes,
  created_at: asset.createdAt.toISOString(),
})

async function theAsset({ app, caller }: Who, id: string, find = getAsset): Promise<Asset> {
  const missing = 'asset.not-found'
  const asset = await find(app.db, idOf<AssetId>(AssetId, id, missing), caller.user.id)
  if (caller.within && asset.workspaceId !== caller.within) throw new AppError(missing)
  return asset
}

export function assetEndpoints(api: Api): void {
  endpoint(
    api,
    'upload',
    {
      method: 'post',
      path: '/assets',
      tag,
      summary: 'Bring a logo, a picture or music',
      more: 'The body is the file itself: PNG, JPEG or WebP up to 10 MB, or MP3, M4A, WAV, Ogg or FLAC up to 50 MB. It is read to its end first; what cannot be read is refused.',
      query: z.object({ name: AddAsset.shape.name }),
      rawBody: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      answer: { status: 201, schema: z.strictObject({ asset: ApiAsset }) },
      refuses: [413],
    },
    async (who) => {
      const { app, caller, query, request } = who
      const bytes = request.body ? Readable.fromWeb(request.body as never) : Readable.from([])
      const { assetId } = await addAsset({ ...app, user: caller.user }, query, bytes)
      return { asset: present(await theAsset(who, assetId)) }
    },
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/assets',
      tag,
      summary: 'List the workspace’s assets',
      answer: { status: 200, schema: z.strictObject({ assets: z.array(ApiAsset) }) },
    },
    async ({ app, caller }) => ({
      assets: (await assetsOf(app.db, caller.user.workspaceId)).map(present),
    }),
  )

  endpoint(
    api,
    'delete',
    {
      method: 'delete',
      path: '/assets/{id}',
      tag,
      summary: 'Delete an asset',
      more: 'A clip that uses it cannot be exported until it is taken out there, or replaced. What the brand or a template of the workspace uses is for owners and admins to delete. It can be brought back for 30 days.',
      params: z.object({ id: z.string() }),
      answer: { status: 204, schema: null },
      refuses: [404],
    },
    async (who) => {
      const { id: assetId } = await theAsset(who, who.params.id)
      await removeAsset({ ...who.app, user: who.caller.user }, { assetId })
    },
  )

  endpoint(
    api,
    'write',
    {
      method: 'post',
      path: '/assets/{id}/restore',
      tag,
      summary: 'Bring a deleted asset back',
      more: 'For 30 days after it was deleted.',
      params: z.object({ id: z.string() }),
      answer: { status: 200, schema: z.strictObject({ asset: ApiAsset }) },
      refuses: [404],
    },
    async (who) => {
      const { id: assetId } = await theAsset(who, who.params.id, getRemovedAsset)
      await restoreAsset({ ...who.app, user: who.caller.user }, { assetId })
      return { asset: present(await theAsset(who, assetId)) }
    },
  )
}
