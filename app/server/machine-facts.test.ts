import { expect, test } from 'vitest'
import { type Findings, machineFacts } from './machine-facts.ts'

const found = (name: string) => ({ path: `/bin/${name}`, version: '7.1', from: 'system' })

const everything: Findings = {
  nodeVersion: 'v24.21.0',
  tools: { ffmpeg: found('ffmpeg'), ffprobe: found('ffprobe'), browser: found('chromium') },
  fonts: { families: 5 },
  database: { sentence: 'Embedded Postgres 18.6 (PGlite), in this process.' },
  storage: { folder: '/srv/data', freeBytes: 948 * 1024 ** 3 },
  speech: { baseUrl: 'http://localhost:8000/v1', model: 'large-v3' },
}

const missing = (over: Partial<Findings>) =>
  machineFacts({ ...everything, ...over }).filter(({ state }) => state === 'missing')

test('a machine with everything has nothing missing, and says what it found where', () => {
  const facts = machineFacts(everything)
  expect(facts.every(({ state }) => state === 'ready')).toBe(true)
  const say = Object.fromEntries(facts.map(({ id, found }) => [id, found]))
  expect(say).toMatchObject({
    video: 'FFmpeg 7.1 from this system, ffprobe 7.1 from this system.',
    storage: '948 GB free in /srv/data, folder writable.',
    words: 'large-v3 at http://localhost:8000/v1.',
  })
})

test.each<[string, Partial<Findings>, boolean]>([
  [
    'video',
    { tools: { ...everything.tools, ffprobe: { missing: 'ffprobe was not found.' } } },
    true,
  ],
  [
    'export',
    { tools: { ...everything.tools, browser: { missing: 'A browser was not found.' } } },
    true,
  ],
  ['fonts', { fonts: { missing: 'Not installed: @fontsource/inter.' } }, true],
  ['database', { database: { missing: 'The Postgres server does not answer.' } }, true],
  ['storage', { storage: { missing: '/srv/data cannot be written.' } }, true],
  ['storage', { storage: { folder: '/srv/data', freeBytes: 1024 ** 3 } }, false],
  ['words', { speech: null }, false],
  ['node', { nodeVersion: 'v20.20.2' }, true],
])('what %s lacks is said with its cost and one way on', (id, over, essential) => {
  const [gap, ...others] = missing(over)
  expect(others).toEqual([])
  expect(gap).toMatchObject({ id, essential })
  expect(gap?.costs).toBeTruthy()
  expect(gap?.wayOn).toBeTruthy()
})

test('what nothing works without comes before what some may miss', () => {
  const database = { missing: 'The Postgres server does not answer.' }
  expect(missing({ speech: null, database }).map(({ id }) => id)).toEqual(['database', 'words'])
})
