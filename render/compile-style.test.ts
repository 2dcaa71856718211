import { expect, test } from 'vitest'
import { compileStyle } from './compile-style.ts'

const style = (body: string) => `import { z } from 'zod'
export const props = z.object({})
${body}`

const faultOf = async (source: string) => {
  const compiled = await compileStyle(source)
  if (compiled.ok) throw new Error('it compiled')
  return compiled.faults.map(({ line, say }) => `${line}: ${say}`)
}

test('a style becomes a module that counts its loops and functions, line by line', async () => {
  const compiled = await compileStyle(
    style(`export default function Style({ page }) {
  for (const word of page.words) word.text
  while (page.next) page.next = false
  return page.words.map((word) => <g key={word.index} />)
}`),
  )
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults))
  const { code, lines } = compiled.style
  expect(code.match(/__tick\(\d+\)/g)).toEqual(['__tick(3)', '__tick(4)', '__tick(5)', '__tick(6)'])
  expect(code).toContain('require("zod")')
  const loop = code.split('\n').findIndex((line) => line.includes('page.next = false'))
  expect(lines[loop]).toBe(5)
})

test.each([
  ['a file', `import fs from 'fs'`, '3: A style cannot import “fs”.'],
  ['a file by its other name', `import 'node:fs'`, '3: A style cannot import “node:fs”.'],
  [
    'a part of a module',
    `export * from 'react-dom/server'`,
    '3: A style cannot import “react-dom/server”.',
  ],
  ['while it runs', `const x = import('react')`, '3: A style cannot import while it runs.'],
  ['as Node did', `const fs = require('fs')`, '3: A style cannot call require.'],
  ['code of text', `eval('1')`, '3: A style cannot call eval.'],
  ['where it comes from', `const x = import.meta.url`, '3: A style has no import.meta.'],
  ['later', `async function later() {}`, '3: A style waits for nothing'],
  ['our own counter', `const __tick = () => {}`, '3: The name __tick is taken.'],
])('a style cannot have %s', async (_, line, said) => {
  const faults = await faultOf(style(`${line}\nexport default () => null`))
  expect(faults[0]).toContain(said)
})

test('what is not written well is told with its line', async () => {
  expect(await faultOf(style('export default function Style( {\n  return <g>\n}'))).not.toEqual([])
  const [first] = await faultOf(style('const a = 1\nconst b = = 2\nexport default () => null'))
  expect(first).toMatch(/^4: /)
})

test('a style without a component says what is missing', async () => {
  expect(await faultOf(style(''))).toEqual([expect.stringContaining('exports its component')])
})

test('a source too long is not read at all', async () => {
  expect(await faultOf(`// ${'x'.repeat(40_001)}`)).toEqual([
    expect.stringContaining('a style may have 40,000'),
  ])
})

test('brackets without end cost no more than a sentence', async () => {
  expect(await faultOf(style(`export default ${'('.repeat(30_000)}`))).not.toEqual([])
}, 5_000)
