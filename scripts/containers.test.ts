import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DCLinter } from 'dclint'
import { validate } from 'dockerfile-utils'
import { expect, test } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import { root } from './built-website.ts'

test('the compose file has no complaint', async () => {
  const rules = JSON.parse(await readFile(join(root, '.dclintrc.json'), 'utf8')).rules
  const linter = new DCLinter({ rules, quiet: false, debug: false, exclude: [] })
  const results = linter.lintFiles([join(root, 'compose.yaml')], false)
  expect(results).toHaveLength(1)
  expect(results.flatMap(({ messages }) => messages)).toEqual([])
})

test('the Dockerfile has no complaint', async () => {
  expect(validate(await readFile(join(root, 'Dockerfile'), 'utf8'))).toEqual([])
})

test('what containers run are scripts of ours, on the Node the project brings', async () => {
  const text =
    (await readFile(join(root, 'Dockerfile'), 'utf8')) +
    (await readFile(join(root, 'compose.yaml'), 'utf8'))
  const run = [...text.matchAll(/"run", "--silent", "([^"]+)"/g)].map(([, name]) => name)
  expect(run).toEqual(['start', 'start:web', 'start:worker'])
  expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(run))
  const [major] = packageJson.dependencies.node.split('.')
  expect([...text.matchAll(/^FROM node:(\d+)/gm)].map(([, at]) => at)).toEqual([major, major])
})
