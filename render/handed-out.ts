import { mkdir, readFile, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserPipe } from './browser-pipe.ts'

/** Files that the pages of a browser hand out, as somebody downloads them. */
export type HandedOut = {
  /** The next file of a page, in the order in which it hands them out. A disk that is full is ENOSPC. */
  next: (page: string) => Promise<Buffer>
  /** Throws away what a page has handed out and nobody took; whoever still waits hears that it is closed. */
  drop: (page: string) => Promise<void>
}

/** No page hands out more at once, bytes: what runs in it may be somebody's style. */
const LARGEST = 512 * 1024 * 1024
/** A browser that throws a file away does not say so, ms. */
const PATIENCE_MS = 60_000

/** With less than this left, bytes, a file that was not written found the disk full: its size may not be told. */
const SCARCE = 16 * 1024 * 1024

type Progress = { guid: string; totalBytes: number; state: 'inProgress' | 'completed' | 'canceled' }

/** `folder`: where a browser may put files; it need not be there. */
export async function receiveFiles(
  pipe: BrowserPipe,
  folder: string,
  { largest = LARGEST, patience = PATIENCE_MS } = {},
): Promise<HandedOut> {
  await mkdir(folder, { recursive: true })
  /** Of each page what came and was not asked for, or was asked for and has not come. */
  const pages = new Map<
    string,
    { came: Promise<Buffer>[]; asked: ((file: Promise<Buffer>) => void)[] }
  >()
  const ends = new Map<string, (progress: Progress) => void>()
  const of = (page: string) => {
    const known = pages.get(page) ?? { came: [], asked: [] }
    pages.set(page, known)
    return known
  }

  pipe.on(null, 'Browser.downloadWillBegin', (params) => {
    const { frameId, guid } = params as { frameId: string; guid: string }
    const ended = new Promise<Progress>((resolve) => ends.set(guid, resolve))
    const file = pipe.orGone(ended).then((progress) => read(join(folder, guid), progress))
    // It may fail before anybody asks for it.
    file.catch(() => {})
    const { came, asked } = of(frameId)
    const first = asked.shift()
    if (first) first(file)
    else came.push(file)
  })
  pipe.on(null, 'Browser.downloadProgress', (params) => {
    const progress = params as Progress
    if (progress.state === 'inProgress' && progress.totalBytes <= largest) return
    ends.get(progress.guid)?.(progress)
    ends.delete(progress.guid)
    if (progress.state === 'inProgress')
      void pipe.send('Browser.cancelDownload', { guid: progress.guid }).catch(() => {})
  })
  await pipe.send('Browser.setDownloadBehavior', {
    ...{ behavior: 'allowAndName', downloadPath: folder, eventsEnabled: true },
  })

  async function read(path: string, { state, totalBytes }: Progress) {
    try {
      if (state === 'completed') return await readFile(path)
      if (totalBytes > largest) throw new Error(`a page handed out ${totalBytes} bytes`)
      const { bavail, bsize } = await statfs(folder)
      const error = new Error('what a page handed out was not written')
      throw bavail * bsize < Math.max(totalBytes, SCARCE)
        ? Object.assign(error, { code: 'ENOSPC' })
        : error
    } finally {
      await rm(path, { force: true })
    }
  }

  return {
    async next(page) {
      const { came, asked } = of(page)
      const file = came.shift()
      if (file) return file
      let late: NodeJS.Timeout | undefined
      try {
        const coming = new Promise<Buffer>((resolve, reject) => {
          late = setTimeout(() => reject(new Error('a page has handed nothing out')), patience)
          asked.push(resolve)
        })
        return await pipe.orGone(coming)
      } finally {
        clearTimeout(late)
      }
    },
    async drop(page) {
      const { came, asked } = of(page)
      pages.delete(page)
      for (const take of asked) take(Promise.reject(new Error('the page was closed')))
      await Promise.allSettled(came)
    },
  }
}
