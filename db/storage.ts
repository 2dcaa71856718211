import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join, normalize, relative, sep } from 'node:path'
import type { Readable } from 'node:stream'
import type { DirectUploads } from './direct-uploads.ts'

/** Files by key: `videos/<id>/proxy.mp4`, in a folder or in a bucket. Tables hold keys, never paths. */
export type Storage = {
  /**
   * The file's place on this machine, its folder made, and the file brought there where it is kept
   * elsewhere. FFmpeg reads and writes here directly; what is written is kept once `keep` says so.
   */
  place(key: string): Promise<string>
  /** What was written at its place is whole, and stays. What is not kept may be gone tomorrow. */
  keep(key: string): Promise<void>
  /** Bytes, or null where there is no such file. */
  size(key: string): Promise<number | null>
  /** Bytes and time of the last change, or null where there is no such file. */
  stat(key: string): Promise<{ size: number; modified: Date } | null>
  /** Both ends inclusive, as HTTP ranges are. */
  read(key: string, range?: { start: number; end: number }): Readable
  /** Removes a file, or everything below a key. Nothing there is fine. */
  remove(key: string): Promise<void>
  /** The keys of all files that begin with `prefix`, in no order. */
  list(prefix: string): AsyncIterable<string>
  /** Uploads that go past this server, straight to where files are kept; null where there is no such way. */
  direct: DirectUploads | null
}

/** A key as a path that stays below its root. */
export function cleanKey(key: string): string {
  const clean = normalize(key)
  if (clean.startsWith('..') || clean.startsWith(sep) || clean === '.') {
    throw new Error(`not a storage key: ${key}`)
  }
  return clean
}

/**
 * Bytes that are read at once. What a film costs the process that sends it goes with the number of
 * pieces: in pieces of 64 kB it is twice as much.
 */
const PIECE = 256 * 1024

export function folderStorage(root: string): Storage {
  const path = (key: string) => join(root, cleanKey(key))
  return {
    async place(key) {
      const file = path(key)
      await mkdir(dirname(file), { recursive: true })
      return file
    },
    keep: async () => {},
    size: (key) =>
      stat(path(key)).then(
        (found) => (found.isFile() ? found.size : null),
        () => null,
      ),
    stat: (key) =>
      stat(path(key)).then(
        (found) => (found.isFile() ? { size: found.size, modified: found.mtime } : null),
        () => null,
      ),
    read: (key, range) => createReadStream(path(key), { ...range, highWaterMark: PIECE }),
    remove: (key) => rm(path(key), { recursive: true, force: true }),
    async *list(prefix) {
      for await (const file of filesBelow(root)) {
        const key = relative(root, file).split(sep).join('/')
        if (key.startsWith(prefix)) yield key
      }
    },
    direct: null,
  }
}

/** The paths of all files below a folder; none where there is no such folder. */
export async function* filesBelow(folder: string): AsyncIterable<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    },
  )
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else yield path
  }
}

/** Where a video's, a render's and an asset's files are. */
export const videoKey = (videoId: string, name = '') => `videos/${videoId}/${name}`
export const renderKey = (renderId: string, name = '') => `renders/${renderId}/${name}`
/** The picture of a person; `name` changes with each, so that no browser shows an old one. */
export const personKey = (userId: string, name = '') => `people/${userId}/${name}`
export const assetKey = (assetId: string) => `assets/${assetId}/file`
