import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from './cache-folder.ts'
import { readyMade } from './ready-made.ts'

/**
 * The folder of the page that draws captions, with every font it may use, made from the sources as
 * they are now. Built where there is none, which takes a few seconds; `npm run build` does it ahead.
 */
export const readyBundle = (env: NodeJS.ProcessEnv = process.env): Promise<string> =>
  readyFromSources('drawing-page', bundleDrawingPage, env)

/** The same for Remotion's own renderer, which only the reference executor asks for. */
export const readyRemotionBundle = (env: NodeJS.ProcessEnv = process.env): Promise<string> =>
  readyFromSources('remotion', (outDir) => bundleForRemotion(outDir), env)

/** A bundle made from our sources as they are now. */
export const readyFromSources = async (
  name: string,
  bundler: (outDir: string) => Promise<void>,
  env: NodeJS.ProcessEnv,
): Promise<string> => readyMade(name, await sourcesFingerprint(), bundler, env)

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
