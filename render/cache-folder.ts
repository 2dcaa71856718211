import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot = fileURLToPath(new URL('..', import.meta.url))

/** Where unpacked programs and prebuilt bundles live. Losing it costs time, never data. */
export async function cacheFolder(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const folder = env.CLIPROOM_CACHE
    ? resolve(env.CLIPROOM_CACHE)
    : join(projectRoot, 'node_modules/.cache/cliproom')
  await mkdir(folder, { recursive: true })
  return folder
}
