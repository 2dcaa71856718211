import { createReadStream, type ReadStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { dirname, join, normalize, sep } from 'node:path'

/** Files by key: `videos/<id>/proxy.mp4`. Today a folder; keys, never paths, are what tables hold. */
export type Storage = {
  /** The file's place on this machine, its folder made. FFmpeg reads and writes here directly. */
  place(key: string): Promise<string>
  /** Bytes, or null where there is no such file. */
  size(key: string): Promise<number | null>
  /** Bytes and time of the last change, or null where there is no such file. */
  stat(key: string): Promise<{ size: number; modified: Date } | null>
  /** Both ends inclusive, as HTTP ranges are. */
  read(key: string, range?: { start: number; end: number }): ReadStream
  /** Removes a file, or everything below a key. Nothing there is fine. */
  remove(key: string): Promise<void>
}

export function folderStorage(root: string): Storage {
  const path = (key: string) => {
    const clean = normalize(key)
    if (clean.startsWith('..') || clean.startsWith(sep) || clean === '.') {
      throw new Error(`not a storage key: ${key}`)
    }
    return join(root, clean)
  }
  return {
    async place(key) {
      const file = path(key)
      await mkdir(dirname(file), { recursive: true })
      return file
    },
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
    read: (key, range) => createReadStream(path(key), range),
    remove: (key) => rm(path(key), { recursive: true, force: true }),
  }
}

/** Where a video's, a render's and an asset's files are. */
export const videoKey = (videoId: string, name = '') => `videos/${videoId}/${name}`
export const renderKey = (renderId: string, name = '') => `renders/${renderId}/${name}`
export const assetKey = (assetId: string) => `assets/${assetId}/file`
