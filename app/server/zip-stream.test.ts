import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { uniqueNames, type ZipEntry, zipSize, zipStream } from './zip-stream.ts'

const entry = (name: string, ...chunks: string[]): ZipEntry => ({
  name,
  size: Buffer.byteLength(chunks.join('')),
  modified: new Date(2026, 10, 26, 4, 5, 6),
  async *read() {
    for (const chunk of chunks) yield Buffer.from(chunk)
  },
})
const all = async (entries: ZipEntry[]) => {
  const chunks: Uint8Array[] = []
  for await (const chunk of zipStream(entries)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

test('an archive holds its files whole, is as long as was said, and its directory names them', async () => {
  const entries = [entry('Größe 9x16.mp4', 'one', 'two'), entry('b.srt'), entry('c.mp4', 'x')]
  const zip = await all(entries)
  expect(zip.length).toBe(zipSize(entries))
  const end = zip.length - 22
  expect([zip.readUInt32LE(end), zip.readUInt16LE(end + 10)]).toEqual([0x06054b50, 3])
  let at = zip.readUInt32LE(end + 16)
  for (const { name, size } of entries) {
    const start = zip.readUInt32LE(at + 42)
    const length = zip.readUInt16LE(at + 28)
    expect(zip.toString('utf8', at + 46, at + 46 + length)).toBe(name)
    const data = start + 30 + zip.readUInt16LE(start + 26)
    const bytes = zip.subarray(data, data + size)
    expect(zip.readUInt32LE(at + 16)).toBe(crc32(bytes))
    at += 46 + length
  }
  expect(at).toBe(end)
})

test('a file that is not as long as was promised ends the archive', async () => {
  await expect(all([{ ...entry('a', 'abc'), size: 5 }])).rejects.toThrow(
    'changed while it was read',
  )
})

test('two files of one name are told apart', () => {
  expect(uniqueNames(['a.mp4', 'A.mp4', 'a.mp4', 'b'])).toEqual([
    'a.mp4',
    'A 2.mp4',
    'a 3.mp4',
    'b',
  ])
})
