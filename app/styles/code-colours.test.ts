import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contrast, mix, READABLE } from '#core/colour.ts'

const app = join(import.meta.dirname, '..')
const read = (file: string) => readFile(join(app, file), 'utf8')

/** The colours of a theme by their names; what light does not say, it has from dark. */
async function tokens(theme: 'dark' | 'light') {
  const [dark = '', light = ''] = (await read('styles/tokens.css')).split('[data-theme="light"]')
  const found = new Map<string, string>()
  for (const part of theme === 'dark' ? [dark] : [dark, light])
    for (const [, name = '', value = ''] of part.matchAll(/(--[\w-]+): (.+);/g))
      found.set(name, value)
  const token = (name: string) => found.get(name) ?? 'not there'
  /** What is selected: amber through which the ground is seen. */
  const selected = (ground: string) => {
    const [, share = ''] = token('--accent-soft').match(/^rgba\(255, 197, 61, (.+)\)$/) ?? []
    return mix(ground, '#ffc53d', Number(share))
  }
  return { token, selected }
}

test.each(['dark', 'light'] as const)('code is read on every ground it has: %s', async (theme) => {
  const { token, selected } = await tokens(theme)
  const editor = await read('studio/code-editor.tsx')
  const [, colours = ''] = editor.match(/HighlightStyle\.define\(\[(.*?)\n\]\)/s) ?? []
  const names = [...colours.matchAll(/color: 'var\((.+?)\)'/g)].map(([, name = '']) => name)
  expect(names.length).toBeGreaterThan(4)
  for (const ground of ['--bg', '--hover'].map(token))
    for (const name of ['--text', ...names])
      for (const behind of [ground, selected(ground)])
        expect(
          contrast(token(name), behind),
          `${name} on ${behind} in ${theme}`,
        ).toBeGreaterThanOrEqual(READABLE)
})

test.each(['dark', 'light'] as const)('faults and names of others are read: %s', async (theme) => {
  const { token } = await tokens(theme)
  const editor = await read('studio/code-editor.tsx')
  expect(editor).toMatch(
    /'\.cm-tooltip': \{\s+background: 'var\(--raised\)',\s+color: 'var\(--text\)'/,
  )
  expect(editor).toMatch(/'\.cm-ySelectionInfo': \{\s*color: 'var\(--p-ink\)'/)
  expect(contrast(token('--text'), token('--raised'))).toBeGreaterThanOrEqual(READABLE)
  for (let person = 1; person <= 8; person++)
    expect(
      contrast(token('--p-ink'), token(`--p${person}`)),
      `--p${person}`,
    ).toBeGreaterThanOrEqual(READABLE)
})
