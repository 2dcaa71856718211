import { build, type Rollup } from 'vite'
import { expect, test } from 'vitest'

test('what the browser gets is one Yjs and nothing of Node', async () => {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: new URL('./connect.ts', import.meta.url).pathname, formats: ['es'] },
    },
  })
  const [{ output }] = result as [Rollup.RollupOutput]
  const chunks = output.filter((file) => file.type === 'chunk')
  const modules = chunks.flatMap((chunk) => Object.keys(chunk.modules))
  const yjs = modules.filter((id) => /node_modules\/yjs\//.test(id))
  expect(yjs.map((id) => id.replace(/.*node_modules\//, ''))).toEqual(['yjs/dist/yjs.mjs'])
  expect(chunks.flatMap((chunk) => chunk.imports)).toEqual([])
  expect(
    modules.filter((id) => /^node:|browser-external|\/db\/|node_modules\/(ws|pg)\//.test(id)),
  ).toEqual([])
})
