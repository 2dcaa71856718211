import { expect, test } from 'vitest'
import { pngHeader } from './asset-header.fixtures.ts'
import { readAssetHeader } from './asset-header.ts'

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : part,
    ),
  )
const zeros = (count: number) => Array<number>(count).fill(0)
const png = pngHeader(300, 200)

test.each([
  ['image/png', png, 300, 200],
  [
    'image/jpeg',
    // A comment of two bytes comes first.
    bytes([0xff, 0xd8, 0xff, 0xfe, 0, 4, 1, 2, 0xff, 0xc2, 0, 17, 8, 0, 200, 1, 44, 3, 1]),
    ...[300, 200],
  ],
  [
    'image/webp',
    bytes('RIFF', zeros(4), 'WEBPVP8X', zeros(8), [43, 1, 0, 199, 0, 0]),
    ...[300, 200],
  ],
] as const)('%s tells its size', (type, file, width, height) => {
  expect(readAssetHeader(file)).toEqual({ kind: 'picture', type, size: { width, height } })
})

test.each([
  ['audio/wav', bytes('RIFF', zeros(4), 'WAVEfmt ')],
  ['audio/mpeg', bytes('ID3', zeros(10))],
  ['audio/mpeg', bytes([0xff, 0xfb, 0x90, 0x64])],
  ['audio/mp4', bytes([0, 0, 0, 28], 'ftypM4A ')],
  ['audio/ogg', bytes('OggS', zeros(8))],
  ['audio/flac', bytes('fLaC', zeros(8))],
])('%s is sound', (type, file) => {
  expect(readAssetHeader(file)).toEqual({ kind: 'sound', type, size: null })
})

test.each([
  ['a drawing that may hold scripts', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a playlist', bytes('#EXTM3U\nfile:///etc/passwd')],
  ['a film', bytes([0, 0, 0, 28], 'ftypisom')],
  ['half a picture', png.subarray(0, 20)],
  ['a picture of no size', Uint8Array.from([...png.subarray(0, 16), ...zeros(8)])],
  ['a JPEG without a frame', bytes([0xff, 0xd8, 0xff, 0xd9], zeros(20))],
  ['nothing', new Uint8Array()],
])('%s is not taken', (_, file) => {
  expect(readAssetHeader(file)).toBeNull()
})
