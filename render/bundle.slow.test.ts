import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readyBundle } from './bundle.ts'

test('built by two at once it is one bundle, kept; those of other sources go after a day', async () => {
  const CLIPROOM_CACHE = await mkdtemp(join(tmpdir(), 'cliproom-bundle-'))
  onTestFinished(() => rm(CLIPROOM_CACHE, { recursive: true, force: true }))
  const [old, recent] = ['drawing-page-old', 'drawing-page-recent']
  for (const name of [old, recent]) await mkdir(join(CLIPROOM_CACHE, name))
  const twoDaysAgo = new Date(Date.now() - 2 * 24 * 3_600_000)
  await utimes(join(CLIPROOM_CACHE, old), twoDaysAgo, twoDaysAgo)

  const env = { ...process.env, CLIPROOM_CACHE }
  const [one, other] = await Promise.all([readyBundle(env), readyBundle(env)])
  expect(one).toBe(other)
  expect(await readdir(one)).toEqual(
    expect.arrayContaining(['index.html', 'page.js', 'assets', 'made-from.txt']),
  )
  expect((await readdir(CLIPROOM_CACHE)).sort()).toEqual([basename(one), recent].sort())
  expect(await readyBundle(env)).toBe(one)
})
