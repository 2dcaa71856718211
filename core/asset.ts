import type { AssetId } from './ids.ts'

/** A picture people brought, as something that draws sees it. Px. */
export type PictureAsset = { src: string; width: number; height: number }

/** By id. One that is not there is not drawn; what exports a clip refuses before that. */
export type PictureAssets = Readonly<Record<AssetId, PictureAsset>>
