import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openExportCache } from './export-cache.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cliproom-cache-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const HOUR = 3_600_000
const open = (maxBytes = 1000) =>
  openExportCache(join(folder, 'cache'), { maxBytes, maxAgeMs: 24 * HOUR })
const file = async (name: string, content: string) => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}
const kept = async () => (await readdir(join(folder, 'cache'))).sort()
const age = (name: string, hours: number) => {
  const then = new Date(Date.now() - hours * HOUR)
  return utimes(join(folder, 'cache', name), then, then)
}

test('what was kept is taken, and stays when the cache forgets it', async () => {
  const cache = await open()
  const out = join(folder, 'out')
  expect(await cache.take('film', out)).toBe(false)
  await cache.keep('film', await file('a', 'pictures'))
  expect(await cache.take('film', out)).toBe(true)
  await rm(join(folder, 'cache', 'film'))
  expect(await readFile(out, 'utf8')).toBe('pictures')
})

test('keeping a name again replaces it and leaves no scraps', async () => {
  const cache = await open()
  const a = await file('a', 'first')
  await cache.keep('film', a)
  await cache.keep('film', a)
  await cache.keep('film', await file('b', 'second'))
  expect(await kept()).toEqual(['film'])
  await cache.take('film', join(folder, 'out'))
  expect(await readFile(join(folder, 'out'), 'utf8')).toBe('second')
})

test('too large, it forgets what was used longest ago', async () => {
  const cache = await open(100)
  for (const [name, hours] of [
    ['old', 3],
    ['older', 4],
    ['new', 1],
  ] as const) {
    await cache.keep(name, await file(name, 'x'.repeat(40)))
    await age(name, hours)
  }
  // Used now: no longer the oldest.
  await cache.take('older', join(folder, 'out'))
  await cache.trim()
  expect(await kept()).toEqual(['new', 'older'])
})

test('within its limit nothing goes but what is stale or abandoned', async () => {
  const cache = await open()
  for (const [name, hours] of [
    ['fresh', 1],
    ['stale', 30],
    ['half.1.part', 2],
    ['busy.2.part', 0],
  ] as const) {
    await cache.keep(name, await file(name, 'x'))
    await age(name, hours)
  }
  await cache.trim()
  expect(await kept()).toEqual(['busy.2.part', 'fresh'])
})

test('a cache that cannot be written is no reason to fail', async () => {
  const cache = await open()
  await rm(join(folder, 'cache'), { recursive: true })
  await cache.keep('film', await file('a', 'pictures'))
  expect(await cache.take('film', join(folder, 'out'))).toBe(false)
})
