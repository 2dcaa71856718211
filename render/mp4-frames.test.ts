import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isWholeMp4, mp4Frames } from './mp4-frames.ts'

let file: string

beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'cliproom-frames-')), 'film.mp4')
})
afterEach(() => rm(join(file, '..'), { recursive: true }))

function box(name: string, ...content: Buffer[]): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + content.reduce((sum, part) => sum + part.length, 0))
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, ...content])
}

function numbers(...of: number[]): Buffer {
  const bytes = Buffer.alloc(of.length * 4)
  for (const [i, n] of of.entries()) bytes.writeUInt32BE(n, i * 4)
  return bytes
}

function track(handler: string, samples: number): Buffer {
  const hdlr = box('hdlr', numbers(0, 0), Buffer.from(handler, 'latin1'))
  const stbl = box('stbl', box('stsz', numbers(0, 0, samples)))
  return box('trak', box('mdia', hdlr, box('minf', stbl)))
}

test('counts the pictures of the film, though its sound may come first', async () => {
  const index = box('moov', track('soun', 1407), track('vide', 900))
  await writeFile(file, Buffer.concat([box('ftyp'), index, box('mdat', Buffer.alloc(64))]))

  expect(await mp4Frames(file)).toBe(900)
})

test('finds the index behind the pictures too', async () => {
  const index = box('moov', track('vide', 90))
  await writeFile(file, Buffer.concat([box('ftyp'), box('mdat', Buffer.alloc(64)), index]))

  expect(await mp4Frames(file)).toBe(90)
})

test.each([
  ['is empty', Buffer.alloc(0)],
  ['is no MP4', Buffer.from('RIFF and nothing that we know of')],
  ['breaks off inside its index', box('moov', track('vide', 90)).subarray(0, 60)],
  ['has sound alone', box('moov', track('soun', 90))],
])('counts nothing in a file that %s', async (_, bytes) => {
  await writeFile(file, bytes)

  expect(await mp4Frames(file)).toBe(0)
})

test('a file is whole when its index is there, and nothing before it breaks off', async () => {
  const whole = Buffer.concat([
    box('ftyp'),
    box('mdat', Buffer.alloc(64)),
    box('moov', track('soun', 9)),
  ])
  await writeFile(file, whole)
  expect(await isWholeMp4(file)).toBe(true)
  for (const length of [0, 40, whole.length - 1]) {
    await writeFile(file, whole.subarray(0, length))
    expect(await isWholeMp4(file)).toBe(false)
  }
})
