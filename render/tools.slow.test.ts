import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { unpackNpmBrowser } from './npm-browser.ts'
import { findTools, requireTool } from './tools.ts'

const emptyFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-tools-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

test('finds an FFmpeg, an ffprobe and a browser with what npm alone brings', async () => {
  const tools = await findTools({
    ...process.env,
    CLIPROOM_FFMPEG: 'npm',
    CLIPROOM_FFPROBE: 'npm',
    CLIPROOM_BROWSER: 'npm',
  })
  expect(requireTool(tools.ffmpeg).from).toBe('@ffmpeg-installer')
  expect(requireTool(tools.ffmpeg).filters).toContain('sendcmd')
  expect(requireTool(tools.ffprobe).from).toBe('@ffprobe-installer')
  expect(requireTool(tools.browser).from).toBe('@sparticuz/chromium')
  expect(requireTool(tools.browser).version).toMatch(/^\d+\./)
})

test('two processes’ worth of unpacking at once leave one whole browser and no scraps', async () => {
  const CLIPROOM_CACHE = await emptyFolder()
  const env = { ...process.env, CLIPROOM_CACHE }
  const [one, other] = await Promise.all([unpackNpmBrowser(env), unpackNpmBrowser(env)])
  expect(one).toBe(other)
  expect(await readdir(CLIPROOM_CACHE)).toHaveLength(1)
  const tools = await findTools({ ...env, CLIPROOM_BROWSER: one })
  expect(requireTool(tools.browser).from).toBe('environment')
})

test('a named program that does not run is missing, with the reason, and nothing takes its place', async () => {
  const folder = await emptyFolder()
  const broken = join(folder, 'ffmpeg')
  await writeFile(broken, '#!/bin/sh\nexit 3\n')
  await chmod(broken, 0o755)
  const { ffmpeg, ffprobe } = await findTools({
    ...process.env,
    CLIPROOM_FFMPEG: broken,
    CLIPROOM_FFPROBE: '/no/such/ffprobe',
  })
  expect(ffmpeg).toMatchObject({ missing: expect.stringContaining('environment') })
  expect(ffprobe).toMatchObject({ missing: expect.stringContaining('ENOENT') })
  expect(() => requireTool(ffmpeg)).toThrow('npm run doctor')
})

test('a system FFmpeg too small for an export is passed over', async () => {
  const folder = await emptyFolder()
  const small = join(folder, 'ffmpeg')
  await writeFile(small, '#!/bin/sh\necho "ffmpeg version 9.9 "\necho " ... crop V->V  Crop."\n')
  await chmod(small, 0o755)
  const { ffmpeg } = await findTools({ ...process.env, CLIPROOM_FFMPEG: '', PATH: folder })
  expect(requireTool(ffmpeg).from).not.toBe('system')
})
