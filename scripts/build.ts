/**
 * Builds what `npm start` serves: the website, and the bundle that exports draw with. What was made
 * from the same sources is left alone; `--force` builds it anyway.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { readyBundle } from '#render/bundle.ts'
import { readyStyleFrame, readyStylePage } from '#render/written-bundle.ts'
import { fileLock } from '../app/server/file-lock.ts'
import { markBuilt, root, websiteFingerprint, websiteIsFresh } from './built-website.ts'

process.env.NODE_ENV = 'production'
const force = process.argv.includes('--force')

await mkdir(join(root, 'build'), { recursive: true })
// Two at once would write over each other; the second finds the work done.
const lock = await fileLock(join(root, 'build/building.lock'), { waitMs: 300_000 })
if (!lock) throw new Error('another build does not end')
try {
  const website = force || !(await websiteIsFresh())
  await Promise.all([website && buildWebsite(), readyBundle(), readyStylePage(), readyStyleFrame()])
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
  await packScripts()
  await markBuilt(fingerprint)
}

/** Packed once here instead of at each visit: scripts and styles are a third of their size then. */
async function packScripts() {
  const client = join(root, 'build/client')
  for await (const name of glob('assets/*.{js,css}', { cwd: client })) {
    const bytes = await readFile(join(client, name))
    const packed = await promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9 },
    })
    await writeFile(join(client, `${name}.br`), packed)
  }
}
