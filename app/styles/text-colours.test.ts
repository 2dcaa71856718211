import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const app = join(import.meta.dirname, '..')

test('no width is asked for by a number that names a colour of text', async () => {
  // Colours of text are called 1, 2 and 3, so that `ring-2` colours a ring and gives it no width.
  const wrong: string[] = []
  for await (const file of glob('**/*.tsx', { cwd: app })) {
    const source = await readFile(join(app, file), 'utf8')
    for (const [found] of source.matchAll(/\b(?:ring|outline|border(?:-[lrtbxy])?)-[23]\b/g))
      wrong.push(`${file}: ${found}`)
  }
  expect(wrong).toEqual([])
})
