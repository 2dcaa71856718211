import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { numberedFilm } from './numbered-film.fixtures.ts'
import type { RenderOptions, RenderSource } from './render-clip.ts'
import { endIdleRenderChildren, renderInChild } from './render-in-child.ts'
import type { RenderProgress } from './render-progress.ts'
import { findTools, type Tools } from './tools.ts'

let tools: Tools
let folder: string
let source: RenderSource
beforeAll(async () => {
  tools = await findTools()
  folder = await mkdtemp(join(tmpdir(), 'cliproom-child-'))
  // Browsers' profiles are looked for where there are none but these.
  vi.stubEnv('TMPDIR', join(folder, 'tmp'))
  await mkdir(tmpdir())
  source = await numberedFilm(tools, join(folder, 'film.mp4'), { seconds: 30 })
})
afterAll(async () => {
  endIdleRenderChildren()
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const options = (name: string, line = 'so here is it'): RenderOptions => ({
  project: clipOf(line),
  shape: '1:1',
  source,
  out: join(folder, `${name}.mp4`),
  workDir: join(folder, name),
  tools,
})

/** The processes whose command line names a path, but not the shell's own search for them. */
async function processesNaming(path: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid,args'])
  return stdout.split('\n').filter((line) => line.includes(path))
}

test('makes the file, tells how far it is, and stays for the next', async () => {
  const seen: RenderProgress[] = []
  const first = await renderInChild({
    ...options('first'),
    onProgress: (progress) => seen.push(progress),
  })
  expect(first).toMatchObject({ frames: 48, durationMs: 1600 })
  expect((await stat(join(folder, 'first.mp4'))).size).toBe(first.bytes)
  expect(seen.at(-1)?.percent).toBe(100)
  expect(await renderInChild(options('second'))).toMatchObject({ frames: 48 })
})

test('a failure arrives with its code and its words', async () => {
  await expect(renderInChild(options('nothing', '-gone'))).rejects.toMatchObject({
    code: 'clip.has-issues',
    message: expect.stringContaining('empty'),
  })
})

test('stopped, it ends with everything it started, and leaves nothing', async () => {
  const stop = new AbortController()
  const long = Array.from({ length: 40 }, (_, i) => `word${i}`).join(' ')
  const running = renderInChild({
    ...options('stopped', long),
    signal: stop.signal,
    onProgress: (progress) => progress.step === 'film' && stop.abort(),
  })
  await expect(running).rejects.toMatchObject({ code: 'job.cancelled' })
  expect(await readdir(join(folder, 'stopped'))).toEqual([])
  await expect.poll(() => processesNaming(join(folder, 'stopped')), { timeout: 5000 }).toEqual([])
  await expect(stat(join(folder, 'stopped.mp4'))).rejects.toThrow('ENOENT')
})

test('a browser’s profile goes with the child that kept it, and what a killed process left goes, too', async () => {
  endIdleRenderChildren()
  const ended = await promisify(execFile)('sh', ['-c', 'echo $$'])
  const profiles = async () =>
    (await readdir(tmpdir())).filter((name) => name.startsWith('cliproom-browser-'))
  const left = `cliproom-browser-${hostname()}-${ended.stdout.trim()}-left`
  await mkdir(join(tmpdir(), left, 'Default'), { recursive: true })
  await renderInChild(options('profile'))
  const kept = await profiles()
  expect(kept).toHaveLength(1)
  expect(kept).not.toContain(left)
  endIdleRenderChildren()
  await expect.poll(profiles, { timeout: 5000 }).toEqual([])
})

test('two at once are two children, and both succeed', async () => {
  const both = await Promise.all([renderInChild(options('left')), renderInChild(options('right'))])
  expect(both.map((rendered) => rendered.frames)).toEqual([48, 48])
})
