import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readlink, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { launchDrawingBrowser } from './drawing-browser.ts'
import { numberedFilm } from './numbered-film.fixtures.ts'
import { type RenderOptions, type RenderSource, renderClip } from './render-clip.ts'
import { findTools, type Tools } from './tools.ts'

let tools: Tools
let folder: string
let source: RenderSource
beforeAll(async () => {
  tools = await findTools()
  folder = await mkdtemp(join(tmpdir(), 'cliproom-failures-'))
  source = await numberedFilm(tools, join(folder, 'film.mp4'), { seconds: 10 })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const options = (name: string): RenderOptions => ({
  project: clipOf('so here is the thing nobody tells you about making short clips'),
  ...{ shape: '1:1', source, tools },
  out: join(folder, `${name}.mp4`),
  workDir: join(folder, name),
  cacheFolder: join(folder, `${name}-cache`),
})

/** Nothing half done, here or in the cache, and the same export succeeds afterwards. */
async function leftClean(asked: RenderOptions) {
  expect(await readdir(asked.workDir)).toEqual([])
  await expect(stat(asked.out)).rejects.toThrow('ENOENT')
  const kept = await readdir(asked.cacheFolder ?? '')
  expect(kept.filter((name) => name.endsWith('.part'))).toEqual([])
  const { frames } = await renderClip({ ...asked, browser: undefined, onProgress: () => {} })
  expect(frames).toBeGreaterThan(100)
}

/** The FFmpegs that work in a folder, by what their command line or their own folder says. */
async function ffmpegsIn(place: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid,ppid,comm'])
  const mine = stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, name]) => Number(parent) === process.pid && name?.startsWith('ffmpeg'))
    .map(([pid]) => Number(pid))
  const inPlace = await Promise.all(
    mine.map(async (pid) => (await readlink(`/proc/${pid}/cwd`).catch(() => '')).startsWith(place)),
  )
  return mine.filter((_, i) => inPlace[i])
}

test('an FFmpeg that is killed fails the export, and leaves nothing', async () => {
  const asked = options('killed')
  let killed = 0
  const running = renderClip({
    ...asked,
    onProgress: ({ step }) => {
      if (step !== 'film' || killed > 0) return
      killed++
      void ffmpegsIn(asked.workDir).then((pids) => {
        for (const pid of pids) process.kill(pid, 'SIGKILL')
      })
    },
  })
  await expect(running).rejects.toMatchObject({ code: 'render.failed' })
  await leftClean(asked)
})

test('a browser that crashes fails the export, and leaves nothing', async () => {
  const browser = await launchDrawingBrowser(tools)
  onTestFinished(() => browser.close())
  const asked = options('crashed')
  const running = renderClip({
    ...{ ...asked, browser },
    onProgress: ({ step }) => {
      if (step === 'preparing') void browser.close()
    },
  })
  await expect(running).rejects.toMatchObject({ code: 'render.failed' })
  await leftClean(asked)
})
