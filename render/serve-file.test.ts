import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { serveFile } from './serve-file.ts'

async function served(text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-serve-'))
  const path = join(folder, 'film.mp4')
  await writeFile(path, text)
  const { url, close } = await serveFile(path)
  onTestFinished(() => {
    close()
    return rm(folder, { recursive: true, force: true })
  })
  return url
}

test.each([
  ['the whole', undefined, 200, '0123456789', null],
  ['a stretch', 'bytes=2-4', 206, '234', 'bytes 2-4/10'],
  ['from somewhere on', 'bytes=7-', 206, '789', 'bytes 7-9/10'],
  ['the end', 'bytes=-2', 206, '89', 'bytes 8-9/10'],
  ['more than there is', 'bytes=8-99', 206, '89', 'bytes 8-9/10'],
  ['what is not there', 'bytes=10-', 416, '', 'bytes */10'],
])('hands out %s', async (_, range, status, text, contentRange) => {
  const url = await served('0123456789')
  const response = await fetch(url, { headers: range ? { Range: range } : {} })
  expect(response.status).toBe(status)
  expect(await response.text()).toBe(text)
  expect(response.headers.get('content-range')).toBe(contentRange)
})

test('is found under its own address only, and by this machine only', async () => {
  const url = new URL(await served('x'))
  expect(url.hostname).toBe('127.0.0.1')
  expect((await fetch(new URL('/film.mp4', url))).status).toBe(404)
})
