import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { cacheFolder } from './cache-folder.ts'

/** Written last: a folder with it is whole. It holds the fingerprint of what the folder is made from. */
export const STAMP = 'made-from.txt'

/** How long a folder made from other sources is kept: somebody may still be using it. */
const STALE_MS = 24 * 3_600_000

/**
 * A folder that was made once from what `fingerprint` stands for, and is made now where it is not
 * there. Its name carries the fingerprint, so processes of different versions never share one.
 */
export async function readyMade(
  name: string,
  fingerprint: string,
  make: (outDir: string) => Promise<void>,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const cache = await cacheFolder(env)
  const outDir = join(cache, `${name}-${fingerprint.slice(0, 12)}`)
  if (!existsSync(join(outDir, STAMP))) {
    await build(outDir, fingerprint, make).catch((error: unknown) => {
      // Somebody else may have finished it meanwhile; theirs is as good as ours.
      if (!existsSync(join(outDir, STAMP))) throw error
    })
    await removeStale(cache, name, outDir)
  }
  return outDir
}

async function removeStale(cache: string, name: string, current: string): Promise<void> {
  for (const entry of await readdir(cache)) {
    const folder = join(cache, entry)
    if (!entry.startsWith(`${name}-`) || folder === current) continue
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
    if (Date.now() - mtimeMs > STALE_MS) await rm(folder, { recursive: true, force: true })
  }
}

/** Made aside and moved into place whole: nobody ever reads half of it. */
async function build(
  outDir: string,
  fingerprint: string,
  make: (outDir: string) => Promise<void>,
): Promise<void> {
  await mkdir(dirname(outDir), { recursive: true })
  const staging = await mkdtemp(`${outDir}-building-`)
  try {
    await make(staging)
    await writeFile(join(staging, STAMP), fingerprint)
    await rm(outDir, { recursive: true, force: true })
    await rename(staging, outDir)
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}
