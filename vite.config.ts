import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, type Plugin } from 'vite'
import remixConfig from './remix.config.js'

/** Leaves of the module graph that nearly every page wants a handful of. */
function shared(id: string) {
  if (/\/node_modules\/(react|react-dom|scheduler|@remix-run)\//.test(id)) return 'react'
  if (/\/node_modules\/(lucide-react|clsx)\//.test(id)) return 'icons'
  return undefined
}

/** `z.object(`, and what is made of a schema: `Ms.refine(`, `count.default(`. */
const SCHEMA =
  /(?<![\w.$])(?:z\s*\.\s*\w+|\w+\s*\.\s*(?:default|extend|nullable|optional|partial|refine))(?=\()/g

/**
 * Leaves out the schemas that nothing in a bundle reads with, and zod where none is left. To make one does
 * nothing else, which no bundler can know.
 */
const unusedSchemas = (): Plugin => ({
  name: 'unused-schemas',
  // TypeScript is gone by then: whoever takes it away keeps only some of such marks.
  enforce: 'post',
  transform: (code, id) =>
    !id.includes('/node_modules/') && /from ['"]zod['"]/.test(code)
      ? { code: code.replace(SCHEMA, '/* @__PURE__ */ $&'), map: null }
      : null,
})

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig)],
  // The page itself reads with so many that it would only be cut up otherwise.
  worker: { plugins: () => [unusedSchemas()] },
  build: {
    // The browsers that our styles need (Tailwind 4): nothing is written again for older ones.
    target: ['chrome111', 'edge111', 'firefox128', 'safari16.4'],
    // A font in a script is there for everybody; as a file it comes when its letters do.
    assetsInlineLimit: (file) => (/\.woff2?$/.test(file) ? false : undefined),
    chunkSizeWarningLimit: 1024,
    rollupOptions: {
      output: {
        // The editor was 45 files, most of a few hundred bytes, and a browser asks for six at once.
        manualChunks: shared,
        experimentalMinChunkSize: 20_000,
      },
      onwarn(warning, warn) {
        // A comment in a dependency, and routes that only act: nothing whoever builds could mend.
        if (warning.code === 'INVALID_ANNOTATION' || warning.code === 'EMPTY_BUNDLE') return
        warn(warning)
      },
    },
  },
})
