import type { ClipId } from '#core/ids.ts'
import type { AppendUpdates, ClipUpdate } from '#db/clip-updates.ts'
import { APPEND_TIMEOUT_MS, MAX_GROUP_BYTES, MAX_GROUP_ROWS } from './limits.ts'

export type DurableLog = {
  /** Resolves once the update is in the database. */
  append(row: ClipUpdate): Promise<void>
  /** Resolves once nothing waits any more. */
  drained(): Promise<void>
}

type Waiting = { row: ClipUpdate; resolve: () => void; reject: (error: unknown) => void }

/**
 * Writes updates of all clips in the order they come, one statement at a time: while one is on its
 * way to the disk, what arrives gathers for the next. Forty people typing cost as many commits as one.
 */
export function createDurableLog(append: AppendUpdates): DurableLog {
  let waiting: Waiting[] = []
  let writing: Promise<void> | null = null

  const write = async () => {
    while (waiting.length > 0) {
      // What other sockets have brought in the same turn comes along.
      await turn()
      const group = takeGroup()
      try {
        await within(append(group.map(({ row }) => row)))
        for (const { resolve } of group) resolve()
      } catch (error) {
        // One clip that was deleted meanwhile must not cost the others their edits.
        if (new Set(group.map(({ row }) => row.clipId)).size > 1) await writeByClip(group)
        else for (const { reject } of group) reject(error)
      }
    }
    writing = null
  }

  const takeGroup = (): Waiting[] => {
    let bytes = 0
    let count = 0
    for (const { row } of waiting) {
      bytes += row.update.byteLength
      if (count > 0 && (count >= MAX_GROUP_ROWS || bytes > MAX_GROUP_BYTES)) break
      count++
    }
    const group = waiting.slice(0, count)
    waiting = waiting.slice(count)
    return group
  }

  const writeByClip = async (group: Waiting[]) => {
    const clips = new Map<ClipId, Waiting[]>()
    for (const one of group) {
      const others = clips.get(one.row.clipId)
      if (others) others.push(one)
      else clips.set(one.row.clipId, [one])
    }
    for (const rows of clips.values()) {
      await within(append(rows.map(({ row }) => row))).then(
        () => {
          for (const { resolve } of rows) resolve()
        },
        (error) => {
          for (const { reject } of rows) reject(error)
        },
      )
    }
  }

  return {
    append: (row) =>
      new Promise((resolve, reject) => {
        waiting.push({ row, resolve, reject })
        writing ??= write()
      }),
    drained: async () => {
      while (writing) await writing
    },
  }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A statement that is given up on may still be done later; appending twice does no harm. */
function within(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the database does not answer')), APPEND_TIMEOUT_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
