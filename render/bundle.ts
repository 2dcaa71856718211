import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { cacheFolder, projectRoot } from './cache-folder.ts'

/** Written last: a folder with it is a whole bundle. It holds the fingerprint of its sources. */
export const STAMP = 'made-from.txt'

/**
 * The folder of the page that draws captions, with every font it may use, made from the sources as
 * they are now. Built where there is none, which takes a few seconds; `npm run build` does it ahead.
 */
export const readyBundle = (env: NodeJS.ProcessEnv = process.env): Promise<string> =>
  readyMade('drawing-page', bundleDrawingPage, env)

/** The same for Remotion's own renderer, which only the reference executor asks for. */
export const readyRemotionBundle = (env: NodeJS.ProcessEnv = process.env): Promise<string> =>
  readyMade('remotion', (outDir) => bundleForRemotion(outDir), env)

/** How long a bundle of other sources is kept: somebody may still be running them. */
const STALE_MS = 24 * 3_600_000

/** The name carries the sources' fingerprint, so processes of different versions never share one. */
export async function readyMade(
  name: string,
  bundler: Bundler,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const cache = await cacheFolder(env)
  const outDir = join(cache, `${name}-${(await sourcesFingerprint()).slice(0, 12)}`)
  if (!existsSync(join(outDir, STAMP))) {
    await build(outDir, bundler).catch((error: unknown) => {
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

type Bundler = (outDir: string) => Promise<void>

/** Built aside and moved into place whole: nobody ever reads half a bundle. */
async function build(outDir: string, bundler: Bundler): Promise<void> {
  const fingerprint = await sourcesFingerprint()
  await mkdir(dirname(outDir), { recursive: true })
  const staging = await mkdtemp(`${outDir}-building-`)
  try {
    await bundler(staging)
    await writeFile(join(staging, STAMP), fingerprint)
    await rm(outDir, { recursive: true, force: true })
    await rename(staging, outDir)
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

const bundleDrawingPage = (outDir: string) => bundlePage('remotion/drawing-page.tsx', outDir)

/**
 * Bundles one of our modules, with all it needs, as a page for the drawing browser. `rules`: what it
 * may load, as a Content-Security-Policy.
 */
export async function bundlePage(entry: string, outDir: string, rules = ''): Promise<void> {
  // Bundlers take a while to load; most processes never need one.
  const { build: viteBuild } = await import('vite')
  await viteBuild({
    configFile: false,
    root: projectRoot,
    base: './',
    publicDir: false,
    logLevel: 'error',
    mode: 'production',
    // Said outright: left to NODE_ENV, a bundle made during tests would not run anywhere else.
    esbuild: { jsx: 'automatic', jsxDev: false },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      emptyOutDir: false,
      // A font in a data URL is fetched whether it is used or not.
      assetsInlineLimit: 0,
      rollupOptions: {
        input: join(projectRoot, entry),
        output: { entryFileNames: 'page.js' },
      },
    },
  })
  await writeFile(
    join(outDir, 'index.html'),
    `<!doctype html><meta charset="utf-8">${rules && `<meta http-equiv="Content-Security-Policy" content="${rules}">`}` +
      '<style>html,body{margin:0;background:transparent}</style>' +
      '<body><script type="module" src="./page.js"></script></body>\n',
  )
}

/** Bundles one of our modules that registers compositions for Remotion's renderer. */
export async function bundleForRemotion(
  outDir: string,
  entry = 'remotion/entry.ts',
): Promise<void> {
  const { bundle } = await import('@remotion/bundler')
  await bundle({
    entryPoint: join(projectRoot, entry),
    rootDir: projectRoot,
    outDir,
    // Nothing we draw comes from the public folder; copying it would only cost.
    publicDir: join(projectRoot, 'remotion/public'),
    enableCaching: false,
    // Six times as fast as webpack here. Maps of the code would double the size.
    rspack: true,
    rspackOverride: (config) => ({ ...config, devtool: false }),
  })
}

/** Everything a bundle is made of: our rooms `remotion` and `core`, and the versions of packages. */
async function sourcesFingerprint(): Promise<string> {
  const hash = createHash('sha256')
  for (const file of ['package.json', 'render/bundle.ts', 'render/written-bundle.ts']) {
    hash.update(await readFile(join(projectRoot, file)))
  }
  for (const room of ['core', 'remotion']) {
    const names = await readdir(join(projectRoot, room), { recursive: true })
    for (const name of names.sort()) {
      if (!/\.tsx?$/.test(name) || /\.(test|fixtures)\.tsx?$/.test(name)) continue
      hash.update(`${room}/${name}\n`)
      hash.update(await readFile(join(projectRoot, room, name)))
    }
  }
  return hash.digest('hex')
}
