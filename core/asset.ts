import { z } from 'zod'
import type { AssetId } from './ids.ts'

export const AssetKind = z.enum(['picture', 'sound'])
export type AssetKind = z.infer<typeof AssetKind>

/** Bytes taken of each. */
export const MAX_ASSET_BYTES: Record<AssetKind, number> = {
  picture: 10 * 1024 ** 2,
  sound: 50 * 1024 ** 2,
}
/** The longest side of a picture, px. */
export const MAX_PICTURE_SIDE = 4096

/** Where something that draws or plays finds an asset's file. */
export type AssetSource = { src: string }

/** By id. One that is not there is not drawn; what exports a clip refuses before that. */
export type AssetSources = Readonly<Record<AssetId, AssetSource>>

/** Pictures as they are known once they are loaded, px. */
export type PictureAssets = Readonly<
  Record<AssetId, AssetSource & { width: number; height: number }>
>
