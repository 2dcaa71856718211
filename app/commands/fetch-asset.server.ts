import type { AssetKind } from '#core/asset.ts'
import { AppError, isAppError } from '#core/errors.ts'
import type { AssetId, ClipId } from '#core/ids.ts'
import { askWeb } from '#pipeline/outbound/ask-web.ts'
import type { AppContext } from '../server/context.ts'
import { AddAsset, addAsset } from './assets.server.ts'
import type { CommandContext } from './command-context.ts'

const PATIENCE_MS = 8_000
/** All of it: somebody waits for the answer. */
const LONGEST_MS = 25_000
const REDIRECTS = 5

/** What a file from the web is called: `https://x.example/a/our%20logo.png?v=2` → `our logo.png`. */
export function assetNameOf(url: string): string {
  const { pathname, hostname } = new URL(url)
  const last = pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last).trim().slice(-200) || hostname
  } catch {
    return last.slice(-200)
  }
}

/**
 * Keeps a picture or a sound that lies at an address for the workspace of a clip, as if it had been
 * uploaded. Throws 'address.refused', 'asset.unreachable', and what adding an asset throws.
 */
export async function fetchAsset(
  context: Pick<CommandContext, 'db' | 'storage' | 'decodeAsset' | 'user'> &
    Pick<AppContext, 'config'>,
  { url, clipId, kind }: { url: string; clipId: ClipId; kind: AssetKind },
): Promise<AssetId> {
  const signal = AbortSignal.timeout(LONGEST_MS)
  try {
    const { status, body } = await askWeb(url, {
      ...{ redirects: REDIRECTS, patienceMs: PATIENCE_MS, signal },
      allowPrivate: context.config.allowPrivateAddresses,
    })
    if (status !== 200) {
      body.destroy()
      throw new AppError('asset.unreachable', { detail: `The address answered with ${status}.` })
    }
    const asset = AddAsset.parse({ name: assetNameOf(url), clipId, kind })
    return (await addAsset(context, asset, body)).assetId
  } catch (error) {
    if (isAppError(error) && error.code !== 'import.failed') throw error
    throw new AppError('asset.unreachable', { cause: error })
  }
}
