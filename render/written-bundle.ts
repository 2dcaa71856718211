import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import { bundlePage, readyFromSources } from './bundle.ts'
import { projectRoot } from './cache-folder.ts'

/** The page that draws written styles for exports: apart from ours, it has the worker they run in. */
export const readyStylePage = (env: NodeJS.ProcessEnv = process.env): Promise<string> =>
  readyFromSources(
    'style-page',
    async (outDir) => {
      await bundlePage('remotion/written/style-page.tsx', outDir, EXPORT_RULES)
      await writeFile(join(outDir, 'worker.js'), await bundleScript('remotion/written/worker.tsx'))
    },
    env,
  )

/**
 * What the export's page may load: its own files. Its worker begins as text, and gets the same rules:
 * nothing else, and nothing that makes code of text.
 */
const EXPORT_RULES =
  "default-src 'none'; script-src 'self' blob:; worker-src blob:; connect-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src data:"

/** The document of the frame over the stage, as one file: a page without an origin can load no other. */
export async function readyStyleFrame(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const folder = await readyFromSources(
    'style-frame',
    async (outDir) => {
      const runtime = await bundleScript('remotion/written/worker.tsx')
      const script = await bundleScript('remotion/written/frame.ts', {
        RUNTIME: JSON.stringify(runtime),
      })
      await writeFile(join(outDir, 'frame.js'), script)
    },
    env,
  )
  return readFile(join(folder, 'frame.js'), 'utf8')
}

/** One of our modules as one classic script, without the fonts it names: those come otherwise. */
async function bundleScript(entry: string, define: Record<string, string> = {}): Promise<string> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [join(projectRoot, entry)],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    plugins: [withoutFonts, withoutLocales],
  })
  return outputFiles[0]?.text ?? ''
}

const withoutFonts: Plugin = {
  name: 'without-fonts',
  setup(build) {
    // Remotion asks for a document's React, and never uses it here.
    build.onResolve({ filter: /\?url$|\.css$|@fontsource.*\.json$|^react-dom$/ }, ({ path }) => ({
      path,
      namespace: 'no-font',
    }))
    build.onLoad({ filter: /.*/, namespace: 'no-font' }, () => ({
      contents: 'module.exports = { __esModule: true, default: "" }',
      loader: 'js',
    }))
  },
}

/** zod brings its messages in fifty languages along; ours are in one. */
const withoutLocales: Plugin = {
  name: 'without-locales',
  setup(build) {
    build.onResolve({ filter: /\/locales\/index\.js$/ }, ({ path }) => ({
      path,
      namespace: 'no-locales',
    }))
    build.onLoad({ filter: /.*/, namespace: 'no-locales' }, () => ({
      contents: 'export {}',
      loader: 'js',
    }))
  },
}
