import type { AssetId } from '#core/ids.ts'

/** Where the browser finds an asset. Whoever may see the clip may see what lies on it. */
export const assetFile = (id: AssetId) => `/media/assets/${id}/file`
