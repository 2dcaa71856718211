import type { ClipId, UserId } from '#core/ids.ts'
import type { Database } from './client.ts'
import { type AppendUpdates, type ClipUpdate, movedUpTo, moveUpdates } from './clip-updates.ts'
import { JournalFile } from './journal-file.ts'
import { notYetMoved } from './unmoved-updates.ts'

export type ClipJournal = {
  /** Resolves once the updates are in the file. Rejects where they could not be written. */
  append: AppendUpdates
  /** Resolves once all that was appended before is in the database. */
  settled(): Promise<void>
  /** Moves what is left, and lets the file go. */
  close(): Promise<void>
}

/** Ms that an update stays in the file alone: what one person does in that time becomes one row. */
const MOVE_AFTER_MS = 1000
/** Ms after which a failed move is tried again. */
const RETRY_MS = 1000
/** In one statement: whatever else is asked of the embedded engine waits while one runs. */
const MOVE_ROWS = 32
const MOVE_UPDATES = 256
const MOVE_BYTES = 128 * 1024
/** A row that is larger is not merged with what follows, which would cost more than a row of its own. */
const MAX_MERGED_BYTES = 2048
/** What may be in the file alone. More waits until the database has taken some. */
const MAX_UNMOVED_BYTES = 16 * 1024 * 1024
/** Moved records that are left in the file before it is written anew. */
const MAX_MOVED_BYTES = 4 * 1024 * 1024

type Unmoved = ClipUpdate & { number: number; record: Buffer }

/**
 * The log's way to the disk where the database runs in this process: an edit is acknowledged once it
 * is in an append-only file, which takes microseconds, and moves to the database later, between other
 * work; what one person has done to a clip meanwhile is merged, since each row costs the engine more
 * than all the rest. Each record has a number. The database notes the last one that it took in the
 * statement that takes it: whatever is cut short in between, nothing is stored twice.
 *
 * Reading the log (`readClipUpdates`) shows what is here as well. The caller holds the folder's lock.
 * Throws DamagedJournal where the file cannot be read; resolves when what was left in it has moved.
 */
export async function openClipJournal(
  database: Database,
  path: string,
  {
    merge,
    onError,
    onLetGo,
  }: {
    /** Makes one update of several by one person. */
    merge: (updates: Uint8Array[]) => Uint8Array
    /** Hears why a move failed; it is tried again. */
    onError: (error: unknown) => void
    /**
     * Hears of bytes at the end that are no whole record: a write that a kill or a loss of power cut
     * short, and that nobody was told is kept.
     */
    onLetGo: (bytes: number) => void
  },
): Promise<ClipJournal> {
  let unmoved: Unmoved[] = []
  let bytes = 0
  let moved = await movedUpTo(database.db)
  let last = moved
  const add = (row: Unmoved) => {
    unmoved.push(row)
    bytes += row.record.byteLength
    last = row.number
    notYetMoved.add(row)
  }

  const file = new JournalFile(path, (data) => {
    const row = decode(data)
    if (row.number > moved) add(row)
  })
  if (file.letGo > 0) onLetGo(file.letGo)

  let moving: Promise<void> | null = null
  const move = (): Promise<void> => {
    moving ??= moveSome().finally(() => {
      moving = null
    })
    return moving
  }
  const moveSome = async () => {
    const { count, rows } = nextRows(unmoved)
    const some = unmoved.slice(0, count)
    const end = some.at(-1)
    if (!end) return
    const mergedRows = rows.map(({ updates, ...row }) => ({
      ...row,
      update: updates.length === 1 ? (updates[0] as Uint8Array) : merge(updates),
    }))
    await moveUpdates(database, mergedRows, end.number)
    moved = end.number
    unmoved = unmoved.slice(count)
    for (const row of some) {
      bytes -= row.record.byteLength
      notYetMoved.delete(row)
    }
    if (unmoved.length === 0) file.restart([])
    else if (file.bytes - bytes > MAX_MOVED_BYTES) file.restart(unmoved.map(({ record }) => record))
  }

  let timer: NodeJS.Timeout | null = null
  const moveSoon = (afterMs: number) => {
    timer ??= setTimeout(moveAll, afterMs)
  }
  const moveAll = async () => {
    try {
      while (unmoved.length > 0) {
        await move()
        await turn()
      }
      timer = null
    } catch (error) {
      onError(error)
      timer = null
      moveSoon(RETRY_MS)
    }
  }
  const settled = async () => {
    const upTo = last
    while (moved < upTo) await move()
  }
  try {
    await settled()
  } catch (error) {
    file.close()
    throw error
  }

  return {
    async append(rows) {
      while (bytes > MAX_UNMOVED_BYTES) await move()
      const numbered = rows.map((row, i) => numberedRow(row, last + 1 + i))
      file.append(numbered.map(({ record }) => record))
      for (const row of numbered) add(row)
      moveSoon(MOVE_AFTER_MS)
    },
    settled,
    async close() {
      try {
        await settled()
      } finally {
        if (timer) clearTimeout(timer)
        for (const row of unmoved) notYetMoved.delete(row)
        file.close()
      }
    },
  }
}

type Row = Pick<ClipUpdate, 'clipId' | 'userId'> & { updates: Uint8Array[]; bytes: number }

/** The first updates, as many as go into one statement, and the rows they make. */
function nextRows(unmoved: readonly Unmoved[]): { count: number; rows: Row[] } {
  const rows: Row[] = []
  const open = new Map<string, Row>()
  let size = 0
  let count = 0
  for (const { clipId, userId, update } of unmoved) {
    size += update.byteLength
    if (count === MOVE_UPDATES || (count > 0 && size > MOVE_BYTES)) break
    const whose = `${clipId} ${userId}`
    let row = open.get(whose)
    if (!row || row.bytes > MAX_MERGED_BYTES) {
      if (rows.length === MOVE_ROWS) break
      row = { clipId, userId, updates: [], bytes: 0 }
      rows.push(row)
      open.set(whose, row)
    }
    row.updates.push(update)
    row.bytes += update.byteLength
    count++
  }
  return { count, rows }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A record: its number (6 bytes), the clip, the person or zeros, the update. */
const CLIP_AT = 6
const USER_AT = CLIP_AT + 16
const UPDATE_AT = USER_AT + 16
const NOBODY = '0'.repeat(32)

function numberedRow({ clipId, userId, update }: ClipUpdate, number: number): Unmoved {
  const record = Buffer.allocUnsafe(UPDATE_AT + update.byteLength)
  record.writeUIntLE(number, 0, CLIP_AT)
  record.write(clipId.replaceAll('-', ''), CLIP_AT, 'hex')
  record.write(userId?.replaceAll('-', '') ?? NOBODY, USER_AT, 'hex')
  record.set(update, UPDATE_AT)
  // The update that came holds the whole message it came in.
  return { number, clipId, userId, update: record.subarray(UPDATE_AT), record }
}

function decode(record: Buffer): Unmoved {
  const id = (at: number) => record.toString('hex', at, at + 16)
  const user = id(USER_AT)
  return {
    number: record.readUIntLE(0, CLIP_AT),
    clipId: dashed(id(CLIP_AT)) as ClipId,
    userId: user === NOBODY ? null : (dashed(user) as UserId),
    update: record.subarray(UPDATE_AT),
    record,
  }
}

const dashed = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
