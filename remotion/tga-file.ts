const HEADER = 18
/** Px a packet stands for at most. */
const PACKET = 128

/**
 * A picture with alpha as run-length encoded TGA. Every FFmpeg reads it; nearly all of a sheet is empty,
 * and it costs a third of what a PNG does to write and to read. `pixels` row by row from above, each
 * blue, green, red and alpha; rows that are missing at the end are empty.
 */
export function tgaFile(
  pixels: Uint32Array,
  width: number,
  height: number,
): Uint8Array<ArrayBuffer> {
  // At worst a row brings a byte for each packet besides its px.
  const file = new Uint8Array(HEADER + (width * 4 + Math.ceil(width / PACKET)) * height)
  // Colours in runs, 32 bits a px, of them 8 of alpha, from the upper left.
  file[2] = 10
  file.set([width & 255, width >> 8, height & 255, height >> 8, 32, 8 | 32], 12)
  let at = HEADER
  const write = (pixel: number) => {
    file[at++] = pixel & 255
    file[at++] = (pixel >>> 8) & 255
    file[at++] = (pixel >>> 16) & 255
    file[at++] = pixel >>> 24
  }
  const writeRow = (from: number, end: number) => {
    while (from < end) {
      const most = Math.min(end, from + PACKET)
      const first = pixels[from] as number
      let to = from + 1
      while (to < most && pixels[to] === first) to++
      if (to - from > 1) {
        file[at++] = 128 | (to - from - 1)
        write(first)
      } else {
        // Up to where two px are alike.
        while (to < most && (to + 1 >= end || pixels[to] !== pixels[to + 1])) to++
        file[at++] = to - from - 1
        for (let i = from; i < to; i++) write(pixels[i] as number)
      }
      from = to
    }
  }
  const given = pixels.length / width
  for (let y = 0; y < given; y++) writeRow(y * width, (y + 1) * width)
  for (let y = given; y < height; y++)
    for (let left = width; left > 0; left -= PACKET) {
      file[at++] = 128 | (Math.min(left, PACKET) - 1)
      write(0)
    }
  return file.subarray(0, at)
}
