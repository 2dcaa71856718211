import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const sample = join(root, 'pipeline/sample/transcript.json')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suggest-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function suggest(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/suggest.ts', ...args], {
    cwd: root,
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const code = await new Promise<number | null>((done) => child.once('close', done))
  return { code, out, err }
}

async function file(name: string, text: string) {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

test('prints the moments of a talk as JSON, and nothing else', async () => {
  const { code, out } = await suggest(
    '--transcript',
    sample,
    '--count',
    '4',
    '--min',
    '15',
    '--max',
    '60',
  )
  expect(code).toBe(0)
  const { source, suggestions } = JSON.parse(out)
  expect(source).toBe('transcript.json')
  expect(suggestions).toHaveLength(4)
  for (const { pieces = [], ...one } of suggestions) {
    expect(Object.keys(one)).toEqual([
      'rank',
      'start',
      'end',
      'score',
      'components',
      'reasons',
      'highlights',
      'transcript',
      'title',
    ])
    // A moment that is better told in pieces names them in playing order, each within it.
    expect(pieces.length).not.toBe(1)
    for (const { start, end } of pieces) {
      expect(start).toBeGreaterThanOrEqual(one.start)
      expect(end).toBeGreaterThan(start)
      expect(end).toBeLessThanOrEqual(one.end)
    }
    expect(one.end - one.start).toBeGreaterThanOrEqual(15)
    expect(one.end - one.start).toBeLessThanOrEqual(60)
    expect(Object.keys(one.components)).toEqual(['hook', 'emotion', 'topic', 'thought', 'visual'])
    expect(one.reasons.every((reason: unknown) => typeof reason === 'string')).toBe(true)
  }
})

test('reads subtitles', async () => {
  const cues = Array.from(
    { length: 20 },
    (_, i) =>
      `${i + 1}\n00:00:${String(i * 2).padStart(2, '0')},000 --> 00:00:${String(i * 2 + 1).padStart(2, '0')},900\nThe pump number ${i} held all night.\n`,
  )
  const { code, out } = await suggest(
    '--transcript',
    await file('talk.srt', cues.join('\n')),
    '--min',
    '10',
    '--max',
    '20',
    '--count',
    '1',
  )
  expect(code).toBe(0)
  expect(JSON.parse(out).suggestions).toHaveLength(1)
})

test.each<[string, () => Promise<string[]>]>([
  ['a file that is not there', async () => ['--transcript', join(folder, 'none.json')]],
  ['a folder', async () => ['--transcript', folder]],
  ['no transcript at all', async () => []],
  ['a file of something else', async () => ['--transcript', await file('a.json', '{"a": 1}')]],
  ['broken JSON', async () => ['--transcript', await file('b.json', '{"segments": [')]],
  ['an empty file', async () => ['--transcript', await file('c.json', '')]],
  ['a count that is no number', async () => ['--transcript', sample, '--count', 'x']],
])('refuses %s with one line and code 2', async (_, args) => {
  const { code, out, err } = await suggest(...(await args()))
  expect(code).toBe(2)
  expect(out).toBe('')
  expect(err.trim().split('\n')).toHaveLength(1)
})

test('explains itself', async () => {
  const { code, out } = await suggest('--help')
  expect(code).toBe(0)
  expect(out).toContain('--transcript FILE')
})
