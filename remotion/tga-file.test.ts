import { expect, test } from 'vitest'
import { tgaFile } from './tga-file.ts'

const RED = 0xffff0000
const HALF_GREEN = 0x8000ff00

test('what is alike is written once, what is not px by px, and what is missing is empty', () => {
  const pixels = [...[0, 0, 0, RED, HALF_GREEN], ...[RED, HALF_GREEN, RED, RED, 0]]
  expect([...tgaFile(Uint32Array.from(pixels), 5, 3)]).toEqual([
    ...[0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 3, 0, 32, 40],
    // Blue, green, red, alpha.
    ...[0x82, 0, 0, 0, 0],
    ...[0x01, 0, 0, 255, 255, 0, 255, 0, 128],
    ...[0x01, 0, 0, 255, 255, 0, 255, 0, 128],
    ...[0x81, 0, 0, 255, 255],
    ...[0x00, 0, 0, 0, 0],
    ...[0x84, 0, 0, 0, 0],
  ])
})

test('every picture comes back as it was, and none is larger than its room', () => {
  for (const [width, height, kinds] of [
    [300, 7, 1],
    [300, 7, 2],
    [129, 5, 1000],
    [1, 9, 3],
  ] as const) {
    const pixels = Uint32Array.from(
      { length: width * height },
      (_, i) => ((i * 2654435761) >>> 7) % kinds,
    )
    expect(readBack(tgaFile(pixels, width, height))).toEqual([...pixels])
    expect(readBack(tgaFile(pixels, width, height + 3))).toEqual([
      ...pixels,
      ...Array<number>(width * 3).fill(0),
    ])
  }
})

/** Reads the runs as the format's description has them. */
function readBack(file: Uint8Array): number[] {
  const pixels: number[] = []
  const pixel = (at: number) => {
    const [blue = 0, green = 0, red = 0, alpha = 0] = file.subarray(at, at + 4)
    return ((alpha << 24) | (red << 16) | (green << 8) | blue) >>> 0
  }
  for (let at = 18; at < file.length; ) {
    const head = file[at++] as number
    const count = (head & 127) + 1
    for (let i = 0; i < count; i++) {
      pixels.push(pixel(at))
      if (head < 128) at += 4
    }
    if (head >= 128) at += 4
  }
  return pixels
}
