import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { AssetKind, MAX_ASSET_BYTES, MAX_PICTURE_SIDE } from '#core/asset.ts'
import { readAssetHeader } from '#core/asset-header.ts'
import { assetsOfKit } from '#core/brand-kit.ts'
import { AppError } from '#core/errors.ts'
import { AssetId, ClipId } from '#core/ids.ts'
import {
  type Asset,
  assetsOf,
  getAsset,
  getRemovedAsset,
  insertAsset,
  markAssetRemoved,
} from '#db/assets.ts'
import { brandOf } from '#db/brand-kits.ts'
import type { Db } from '#db/client.ts'
import { getClip } from '#db/clips.ts'
import { assetKey } from '#db/storage.ts'
import { sharedTemplateWith } from '#db/templates.ts'
import { roleIn } from '#db/workspace-people.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

type Context = Pick<CommandContext, 'db' | 'storage' | 'decodeAsset' | 'user'>

export const AddAsset = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .transform((name) => name.replace(/[\u0000-\u001f\u007f]/g, '')),
  /** For the workspace of this clip; else for the one its person is in. */
  clipId: ClipId.optional(),
  /** What it is for: anything else is refused. */
  kind: AssetKind.optional(),
})
export type AddAsset = z.infer<typeof AddAsset>

const MOST = Math.max(...Object.values(MAX_ASSET_BYTES))

/**
 * Keeps a picture or a sound for the workspace's clips, straight to the disk. Judged by what is in it;
 * what is refused leaves neither row nor bytes.
 */
export async function addAsset(
  { db, storage, decodeAsset, user }: Context,
  { name, clipId, kind }: AddAsset,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ assetId: AssetId }> {
  const workspaceId = clipId ? (await getClip(db, clipId, user.id)).workspaceId : user.workspaceId
  requireEditor({ role: await roleIn(db, workspaceId, user.id) })
  const id = AssetId.parse(crypto.randomUUID())
  const key = assetKey(id)
  try {
    const file = await storage.place(key)
    let size = 0
    await pipeline(
      bytes,
      async function* bounded(chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          size += chunk.length
          if (size > MOST) throw new AppError('asset.too-large')
          yield chunk
        }
      },
      createWriteStream(file),
    )
    if (size === 0) throw new AppError('media.empty')
    const header = readAssetHeader(await beginning(file))
    if (!header) throw new AppError('asset.unsupported')
    if (kind && kind !== header.kind) throw new AppError('asset.unsupported')
    if (size > MAX_ASSET_BYTES[header.kind]) throw new AppError('asset.too-large')
    const { width = null, height = null } = header.size ?? {}
    if (Math.max(width ?? 0, height ?? 0) > MAX_PICTURE_SIDE)
      throw new AppError('asset.unsupported')
    // A beginning says what a file means to be. Only reading it all says that it can be drawn or heard.
    const durationMs = await decodeAsset(file, header.kind)
    await storage.keep(key)
    await insertAsset(db, {
      ...{ id, workspaceId, userId: user.id, name, sizeBytes: size },
      ...{ kind: header.kind, type: header.type, width, height, durationMs },
    })
    return { assetId: id }
  } catch (error) {
    await storage.remove(`assets/${id}`)
    throw error
  }
}

/** Enough to find a photograph's size behind all that a camera writes before it. */
const HEADER = 512 * 1024

async function beginning(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(HEADER), 0, HEADER, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

export const OneAsset = z.object({ assetId: AssetId })
export type OneAsset = z.infer<typeof OneAsset>

export const ListAssets = z.object({ clipId: ClipId, kind: AssetKind })
export type ListAssets = z.infer<typeof ListAssets>

/** What may be put on a clip: the files of its workspace, the newest first. */
export async function listAssets(
  { db, user }: Pick<Context, 'db' | 'user'>,
  { clipId, kind }: ListAssets,
): Promise<Asset[]> {
  const { workspaceId } = await getClip(db, clipId, user.id)
  return (await assetsOf(db, workspaceId)).filter((asset) => asset.kind === kind)
}

/**
 * Takes an asset away; its bytes stay for a while, and it can be brought back. Clips that show it say so
 * before they are exported again. What everybody's clips begin with is for admins to take away: `usedBy`
 * says where it was used.
 */
export async function removeAsset(
  { db, user }: Pick<Context, 'db' | 'user'>,
  { assetId }: OneAsset,
): Promise<{ usedBy: string | null }> {
  const asset = await getAsset(db, assetId, user.id)
  requireEditor(asset)
  const usedBy = await sharedUseOf(db, asset)
  if (usedBy !== null && asset.role === 'editor')
    throw new AppError('role.admin-only', {
      detail: `${usedBy} uses “${asset.name}”. Only owners and admins of this workspace may delete it.`,
    })
  await markAssetRemoved(db, assetId, true)
  return { usedBy }
}

async function sharedUseOf(
  db: Db,
  { id, workspaceId }: Pick<Asset, 'id' | 'workspaceId'>,
): Promise<string | null> {
  const { kit } = await brandOf(db, workspaceId)
  if (assetsOfKit(kit).includes(id)) return 'The brand of this workspace'
  const template = await sharedTemplateWith(db, workspaceId, id)
  return template === null ? null : `The template “${template}”`
}

/** Brings back what was taken away. Fails with 'asset.not-found' where its bytes are not kept any more. */
export async function restoreAsset(
  { db, storage, user }: Pick<Context, 'db' | 'storage' | 'user'>,
  { assetId }: OneAsset,
): Promise<void> {
  requireEditor(await getRemovedAsset(db, assetId, user.id))
  if ((await storage.size(assetKey(assetId))) === null) throw new AppError('asset.not-found')
  await markAssetRemoved(db, assetId, false)
}
