import * as idb from 'lib0/indexeddb'
import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'
import type { ClipId, UserId } from '#core/ids.ts'

/**
 * What this browser keeps of a clip beyond the tab: the document itself, so that changes made offline
 * are still there when it is opened again, and one mark for each change the server has not
 * acknowledged, so that their number is known before the server is.
 */
export type KeptChanges = {
  /** Marks that stood when this was opened: changes of earlier tabs, or of others still open. */
  readonly found: string[]
  /** False once the browser has refused to keep something. */
  works(): boolean
  /** Keeps a change's mark until it is let go of. */
  mark(change: number): string
  letGo(marks: Iterable<string>): void
  /** Forgets the clip on this device. */
  clear(): Promise<void>
  close(): void
}

/** Whether an update was read back from this device: it is no new change. */
export const isReadBack = (origin: unknown) => origin instanceof IndexeddbPersistence

/** A browser that has not opened its storage by then is not waited for, ms. */
const PATIENCE_MS = 3000
const MARKS = 'custom'

/** Null where the browser keeps nothing: private windows, storage switched off, full or stuck. */
export async function keepChanges(
  doc: Y.Doc,
  { clipId, userId, onTrouble }: { clipId: ClipId; userId: UserId; onTrouble: () => void },
): Promise<KeptChanges | null> {
  if (typeof indexedDB === 'undefined') return null
  // Somebody else who signs in on this device has a copy of their own.
  const name = `cliproom/${userId}/${clipId}`
  try {
    // The library waits for ever where a database cannot be opened, so it is tried before.
    const probe = await inTime(idb.openDB(name, createStores))
    probe.close()
    const copy = new IndexeddbPersistence(name, doc)
    await inTime(copy.whenSynced)
    return await openMarks(copy, onTrouble)
  } catch {
    return null
  }
}

/** As the library makes them: whoever opens the database first decides. */
const createStores = (db: IDBDatabase) =>
  idb.createStores(db, [['updates', { autoIncrement: true }], [MARKS]])

async function openMarks(
  copy: IndexeddbPersistence,
  onTrouble: () => void,
): Promise<KeptChanges | null> {
  const { db } = copy
  if (!db) return null
  const marks = () => idb.transact(db, [MARKS])[0] as IDBObjectStore
  const found = (await idb.getAllKeys(marks())).map(String)
  const tab = crypto.randomUUID()
  let works = true
  let open = true
  const attempt = (write: () => Promise<unknown>) => {
    const failed = () => {
      if (!open || !works) return
      works = false
      onTrouble()
    }
    try {
      write().catch(failed)
    } catch {
      failed()
    }
  }
  return {
    found,
    works: () => works,
    mark(change) {
      const key = `${tab} ${change}`
      attempt(() => idb.put(marks(), change, key))
      return key
    },
    letGo(keys) {
      for (const key of keys) attempt(() => idb.del(marks(), key))
    },
    async clear() {
      open = false
      await copy.clearData()
    },
    close() {
      open = false
      void copy.destroy()
    },
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the storage does not open')), PATIENCE_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
