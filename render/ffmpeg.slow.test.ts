import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { runFfmpeg, runFfprobe } from './ffmpeg.ts'
import { findTools, type Tools } from './tools.ts'

let tools: Tools
let folder: string
beforeAll(async () => {
  tools = await findTools()
  folder = await mkdtemp(join(tmpdir(), 'cliproom-ffmpeg-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const testsrc = (seconds: number, size = '320x180') => [
  '-y',
  '-f',
  'lavfi',
  '-i',
  `testsrc=size=${size}:rate=30:duration=${seconds}`,
]

test('writes a file, says how far it is, and the file can be probed', async () => {
  const out = join(folder, 'a.mp4')
  const progress: number[] = []
  await runFfmpeg(tools, [...testsrc(3), '-c:v', 'libx264', out], {
    onProgress: (at) => progress.push(at),
  })
  expect(progress.at(-1)).toBeGreaterThan(2500)
  const probed = JSON.parse(
    await runFfprobe(tools, [
      '-v',
      'error',
      '-show_entries',
      'stream=nb_frames',
      '-of',
      'json',
      out,
    ]),
  )
  expect(probed).toMatchObject({ streams: [{ nb_frames: '90' }] })
})

test('hands on what FFmpeg writes to its pipe', async () => {
  let bytes = 0
  await runFfmpeg(tools, [...testsrc(1, '16x16'), '-f', 'rawvideo', '-pix_fmt', 'gray', 'pipe:1'], {
    onOutput: (chunk) => {
      bytes += chunk.length
    },
  })
  expect(bytes).toBe(16 * 16 * 30)
})

test('stops when asked', async () => {
  const stop = new AbortController()
  const running = runFfmpeg(
    tools,
    [...testsrc(600, '1280x720'), '-c:v', 'libx264', join(folder, 'long.mp4')],
    { signal: stop.signal, onProgress: () => stop.abort() },
  )
  await expect(running).rejects.toMatchObject({ code: 'job.cancelled' })
  await expect(runFfmpeg(tools, ['-version'], { signal: stop.signal })).rejects.toMatchObject({
    code: 'job.cancelled',
  })
})

test('a failure carries FFmpeg’s own last words', async () => {
  await expect(
    runFfmpeg(tools, ['-i', join(folder, 'absent.mp4'), '-f', 'null', '-']),
  ).rejects.toMatchObject({
    code: 'tool.failed',
    cause: { message: expect.stringContaining('No such file') },
  })
})

test('a full disk is called a full disk', async () => {
  await expect(
    runFfmpeg(tools, [...testsrc(20, '640x360'), '-f', 'rawvideo', '/dev/full']),
  ).rejects.toMatchObject({ code: 'disk.full' })
})

test('a disk that is full when the last is written is no success', async () => {
  // So little that all of it is written at the end.
  const sound = ['-y', '-f', 'lavfi', '-i', 'sine=d=0.1', '-c:a', 'aac', '-f', 'adts']
  await expect(runFfmpeg(tools, [...sound, '/dev/full'])).rejects.toMatchObject({
    code: 'disk.full',
  })
})

test('reads nothing from the network, whatever the input says', async () => {
  let asked = 0
  const server = createServer((_, response) => {
    asked++
    response.end()
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((ready) => server.once('listening', ready))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.mp4`
  await expect(runFfmpeg(tools, ['-i', url, '-f', 'null', '-'])).rejects.toThrow()
  await expect(runFfprobe(tools, ['-v', 'error', url])).rejects.toThrow()
  expect(asked).toBe(0)
})
