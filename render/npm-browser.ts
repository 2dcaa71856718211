import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from './cache-folder.ts'

const run = promisify(execFile)

/**
 * Unpacks the Chromium that lies inside @sparticuz/chromium, with the libraries a bare machine
 * lacks, and returns a launcher for it.
 *
 * The package unpacks into `os.tmpdir()` and trusts whatever `chromium` it finds there, also half a
 * file left by a process that died, or another version's. So it runs in a process of its own whose
 * TMPDIR is a fresh folder, and the finished folder takes its versioned name in one rename: two
 * processes that unpack at once both end up with a whole one.
 */
export async function unpackNpmBrowser(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const root = packageRoot('@sparticuz/chromium')
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  const cache = await cacheFolder(env)
  const home = join(cache, `chromium-${version}`)
  const launcher = join(home, 'chromium.sh')
  if (existsSync(launcher)) return launcher

  const staging = await mkdtemp(join(cache, `chromium-${version}-unpacking-`))
  try {
    const entry = join(root, 'build/esm/index.js')
    await run(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `await (await import(${JSON.stringify(entry)})).default.executablePath()`,
      ],
      {
        // The second variable makes the package unpack its libraries too.
        env: { ...env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
        timeout: 120_000,
      },
    )
    await writeFile(join(staging, 'fonts/fonts.conf'), fontsConfig(home))
    await writeFile(join(staging, 'chromium.sh'), launcherScript, { mode: 0o755 })
    await rename(staging, home).catch((error: NodeJS.ErrnoException) => {
      // Somebody else was first; theirs is as good as ours.
      if (!existsSync(launcher)) throw error
    })
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
  return launcher
}

/** Remotion and Playwright start browsers with different ideas of `env`; a script needs neither. */
const launcherScript = `#!/bin/sh
here=$(dirname "$0")
LD_LIBRARY_PATH="$here/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
FONTCONFIG_PATH="$here/fonts"
export LD_LIBRARY_PATH FONTCONFIG_PATH
exec "$here/chromium" "$@"
`

/** The package's own points into /tmp, where its fonts are not. Ours adds what the machine has. */
const fontsConfig = (home: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/fonts/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <cachedir>${home}/fonts/cache</cachedir>
</fontconfig>
`

/** The folder of an installed package, also where its exports hide package.json. */
function packageRoot(name: string): string {
  let folder = dirname(createRequire(import.meta.url).resolve(name))
  while (!existsSync(join(folder, 'package.json')) || folder.includes(join('build', 'cjs'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error(`${name} has no package.json`)
    folder = parent
  }
  return folder
}
