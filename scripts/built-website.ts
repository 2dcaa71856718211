import { createHash } from 'node:crypto'
import { glob, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')

/** Written last: an interrupted build has none, and is made again. */
const STAMP = join(root, 'build/made-from.txt')

/** Everything the website is made of. `app/server` and tests are left out: they are not bundled. */
const INPUTS = [
  '{app,collab,core,db,pipeline,remotion}/**/*.{ts,tsx,css,json,sql,svg,png,woff2}',
  'public/**/*',
  'package.json',
  'remix.config.js',
  'tsconfig.json',
  'vite.config.ts',
]
const NOT_BUNDLED = /^app\/server\/|\.(test|fixtures)\.tsx?$/

/** The same for the same sources, on every machine. */
export async function websiteFingerprint(): Promise<string> {
  const names: string[] = []
  for await (const entry of glob(INPUTS, { cwd: root, withFileTypes: true })) {
    if (!entry.isFile()) continue
    names.push(join(entry.parentPath, entry.name).slice(root.length + 1))
  }
  const hash = createHash('sha256')
  for (const name of names.sort()) {
    if (NOT_BUNDLED.test(name)) continue
    hash.update(`${name}\n`)
    hash.update(await readFile(join(root, name)))
  }
  return hash.digest('hex')
}

/** Whether the website in `build/` was made from the sources as they are now. */
export async function websiteIsFresh(): Promise<boolean> {
  const stamp = await readFile(STAMP, 'utf8').catch(() => null)
  return stamp !== null && stamp === (await websiteFingerprint())
}

export const markBuilt = (fingerprint: string) => writeFile(STAMP, fingerprint)
