import { crc32 } from 'node:zlib'

/** A file of an archive: what it is called there, how long it is, and its bytes. */
export type ZipEntry = {
  name: string
  size: number
  modified: Date
  read(): AsyncIterable<Uint8Array>
}

/** An archive without 64-bit fields holds no more, bytes. */
export const MOST_ZIP_BYTES = 0xffff_0000

/**
 * Files as a ZIP archive, byte by byte as they are read: films do not get smaller, so nothing is
 * compressed and nothing held. Sums are written behind each file, as the format allows (APPNOTE 4.4.4,
 * bit 3), and names are UTF-8 (bit 11).
 */
export async function* zipStream(entries: ZipEntry[]): AsyncGenerator<Uint8Array> {
  let at = 0
  const written: { entry: ZipEntry; at: number; sum: number }[] = []
  for (const entry of entries) {
    const start = at
    const head = header(0x04034b50, entry, 0)
    yield head
    at += head.length
    let [sum, size] = [0, 0]
    for await (const chunk of entry.read()) {
      sum = crc32(chunk, sum)
      size += chunk.length
      yield chunk
    }
    // Its length was promised before it was read.
    if (size !== entry.size) throw new Error(`${entry.name} changed while it was read`)
    const tail = Buffer.alloc(16)
    tail.writeUInt32LE(0x08074b50, 0)
    tail.writeUInt32LE(sum, 4)
    tail.writeUInt32LE(size, 8)
    tail.writeUInt32LE(size, 12)
    yield tail
    at += size + tail.length
    written.push({ entry, at: start, sum })
  }
  const directory = Buffer.concat(
    written.map(({ entry, at, sum }) => header(0x02014b50, entry, sum, at)),
  )
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(written.length, 8)
  end.writeUInt16LE(written.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  yield Buffer.concat([directory, end])
}

/** How long the whole archive will be, bytes. */
export const zipSize = (entries: Pick<ZipEntry, 'name' | 'size'>[]): number =>
  entries.reduce(
    (sum, { name, size }) => sum + size + 30 + 16 + 46 + 2 * Buffer.byteLength(name),
    22,
  )

/** A file's header before it (`at` left out), or its line in the directory at the end. */
function header(
  mark: number,
  { name, size, modified }: ZipEntry,
  sum: number,
  at?: number,
): Buffer {
  const label = Buffer.from(name)
  const listed = at !== undefined
  const bytes = Buffer.alloc(listed ? 46 : 30)
  let place = bytes.writeUInt32LE(mark, 0)
  if (listed) place = bytes.writeUInt16LE(20, place)
  place = bytes.writeUInt16LE(20, place)
  place = bytes.writeUInt16LE(0x0808, place)
  place = bytes.writeUInt16LE(0, place)
  const [time, day] = dosTime(modified)
  place = bytes.writeUInt16LE(time, place)
  place = bytes.writeUInt16LE(day, place)
  place = bytes.writeUInt32LE(sum, place)
  place = bytes.writeUInt32LE(size, place)
  place = bytes.writeUInt32LE(size, place)
  bytes.writeUInt16LE(label.length, place)
  if (listed) bytes.writeUInt32LE(at, 42)
  return Buffer.concat([bytes, label])
}

/** Two-second steps since 1980, in the server's own time, as the format has it. */
function dosTime(at: Date): [time: number, day: number] {
  const time = (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1)
  const day = ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate()
  return [time, day]
}

/** Names that no other has: a second one gets a number. */
export function uniqueNames(names: string[]): string[] {
  const seen = new Set<string>()
  return names.map((name) => {
    const dot = name.lastIndexOf('.')
    const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
    let free = name
    for (let n = 2; seen.has(free.toLowerCase()); n++) free = `${stem} ${n}${ending}`
    seen.add(free.toLowerCase())
    return free
  })
}
