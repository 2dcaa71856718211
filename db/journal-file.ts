import { closeSync, ftruncateSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { crc32 } from 'node:zlib'

/**
 * An append-only file of records. Each is a mark, its length, a checksum of length and data, and the
 * data; numbers are 32 bits, little-endian. What a write that was cut short has left at the end is no
 * record and is let go; anything else that cannot be read is damage, and is said.
 */

const MARK = 0x314a4c43
const HEAD_BYTES = 12

/** A record in the middle cannot be read. Nothing was changed; the message says what to do. */
export class DamagedJournal extends Error {
  override readonly name = 'DamagedJournal'
  constructor(path: string, at: number, after: number) {
    super(
      `${path} is damaged at byte ${at}: it holds edits that are not in the database yet, ` +
        `${after} of them after that place. Put a copy of the data folder back, or move this ` +
        'file away to start without the edits in it.',
    )
  }
}

export class JournalFile {
  private readonly path: string
  private descriptor: number
  private length: number
  private closed = false
  /** Bytes after the last record that were none, and are let go. */
  readonly letGo: number

  /** Opens the file, which is made where there is none, and hands over its records in order. */
  constructor(path: string, onRecord: (data: Buffer) => void) {
    this.path = path
    this.descriptor = openSync(path, 'a+')
    closeSync(this.descriptor)
    const bytes = readFileSync(path)
    this.length = readRecords(bytes, path, onRecord)
    this.letGo = bytes.byteLength - this.length
    this.descriptor = openSync(path, 'r+')
    ftruncateSync(this.descriptor, this.length)
  }

  get bytes() {
    return this.length
  }

  /**
   * Writes records at the end, in one write. They survive the end of this process; a loss of power
   * only once the system has written its cache. Throws where they could not be written, and then none
   * of them is in the file.
   */
  append(records: readonly Buffer[]): void {
    if (this.closed) throw new Error('the journal is closed')
    const bytes = frame(records)
    try {
      writeWhole(this.descriptor, bytes, this.length)
    } catch (error) {
      // What stays if this fails too is written over by the next, or let go as cut short.
      ftruncateSync(this.descriptor, this.length)
      throw error
    }
    this.length += bytes.byteLength
  }

  /** Lets go of all records but these. Whenever it is cut short, the old ones or these are there. */
  restart(records: readonly Buffer[]): void {
    if (records.length === 0) {
      ftruncateSync(this.descriptor, 0)
      this.length = 0
      return
    }
    const bytes = frame(records)
    const beside = openSync(`${this.path}.new`, 'w+')
    try {
      writeWhole(beside, bytes, 0)
      renameSync(`${this.path}.new`, this.path)
    } catch (error) {
      closeSync(beside)
      throw error
    }
    closeSync(this.descriptor)
    this.descriptor = beside
    this.length = bytes.byteLength
  }

  close(): void {
    // A number that is closed twice may be somebody else's by then.
    if (this.closed) return
    this.closed = true
    closeSync(this.descriptor)
  }
}

function frame(records: readonly Buffer[]): Buffer {
  const size = records.reduce((sum, { byteLength }) => sum + HEAD_BYTES + byteLength, 0)
  const bytes = Buffer.allocUnsafe(size)
  let at = 0
  for (const data of records) {
    bytes.writeUInt32LE(MARK, at)
    bytes.writeUInt32LE(data.byteLength, at + 4)
    bytes.set(data, at + HEAD_BYTES)
    bytes.writeUInt32LE(checksum(bytes, at, data.byteLength), at + 8)
    at += HEAD_BYTES + data.byteLength
  }
  return bytes
}

/** Of the length as well: a wrong one would make all that follows look cut short. */
const checksum = (bytes: Buffer, at: number, length: number): number =>
  crc32(
    bytes.subarray(at + HEAD_BYTES, at + HEAD_BYTES + length),
    crc32(bytes.subarray(at + 4, at + 8)),
  )

function writeWhole(descriptor: number, bytes: Buffer, at: number): void {
  for (let done = 0; done < bytes.byteLength; ) {
    done += writeSync(descriptor, bytes, done, bytes.byteLength - done, at + done)
  }
}

/** Calls back with each record and returns where the last one ends. */
function readRecords(bytes: Buffer, path: string, onRecord: (data: Buffer) => void): number {
  let at = 0
  for (let end = endOfRecord(bytes, at); end !== null; end = endOfRecord(bytes, at)) {
    onRecord(bytes.subarray(at + HEAD_BYTES, end))
    at = end
  }
  let after = 0
  for (let from = at + 1; from <= bytes.byteLength - HEAD_BYTES; ) {
    const end = endOfRecord(bytes, from)
    if (end === null) from++
    else {
      after++
      from = end
    }
  }
  if (after > 0) throw new DamagedJournal(path, at, after)
  return at
}

/** Where the record that begins here ends; null where none does. */
function endOfRecord(bytes: Buffer, at: number): number | null {
  if (at + HEAD_BYTES > bytes.byteLength || bytes.readUInt32LE(at) !== MARK) return null
  const length = bytes.readUInt32LE(at + 4)
  if (at + HEAD_BYTES + length > bytes.byteLength) return null
  return bytes.readUInt32LE(at + 8) === checksum(bytes, at, length)
    ? at + HEAD_BYTES + length
    : null
}
