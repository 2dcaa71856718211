/**
 * Builds what `npm start` serves: the website, and the bundle that exports draw with. What was made
 * from the same sources is left alone; `--force` builds it anyway.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readyBundle } from '#render/bundle.ts'
import { fileLock } from '../app/server/file-lock.ts'
import { markBuilt, root, websiteFingerprint, websiteIsFresh } from './built-website.ts'

process.env.NODE_ENV = 'production'
const force = process.argv.includes('--force')

await mkdir(join(root, 'build'), { recursive: true })
// Two at once would write over each other; the second finds the work done.
const lock = await fileLock(join(root, 'build/building.lock'), { waitMs: 300_000 })
if (!lock) throw new Error('another build does not end')
try {
  if (force || !(await websiteIsFresh())) await buildWebsite()
  await readyBundle()
} finally {
  lock.release()
}

async function buildWebsite() {
  // Taken before: a file saved meanwhile makes the build stale, not fresh.
  const fingerprint = await websiteFingerprint()
  await rm(join(root, 'build/made-from.txt'), { force: true })
  const child = spawn(
    process.execPath,
    [join(root, 'node_modules/@remix-run/dev/dist/cli.js'), 'vite:build', '--logLevel', 'warn'],
    { cwd: root, stdio: 'inherit' },
  )
  const [code] = await once(child, 'exit')
  if (code !== 0) {
    console.error('The website could not be built.')
    process.exit(1)
  }
  await markBuilt(fingerprint)
}
