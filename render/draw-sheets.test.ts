import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { filesOf } from './draw-sheets.ts'

const packed = (bytes: Uint8Array) => gzipSync(bytes).toString('base64')

test('sheets come out of a page in order', async () => {
  const sheets = [Buffer.from('the first'), Buffer.from('the second')]
  expect(await filesOf(sheets.map(packed))).toEqual(sheets)
})

test.each([
  ['what is not packed', [Buffer.from('a sheet').toString('base64')]],
  ['what breaks off', [packed(Buffer.from('a sheet')).slice(0, 20)]],
  ['what unpacks to more than a sheet', [packed(Buffer.alloc(5000))]],
  ['what is no list', 7 as unknown as string[]],
])('%s is refused', async (_, sheets) => {
  await expect(filesOf(sheets, 4000)).rejects.toThrow()
})
