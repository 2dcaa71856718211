import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { BrowserPipe } from './browser-pipe.ts'
import { openEnding } from './ending.ts'
import { receiveFiles } from './handed-out.ts'

/** A browser as far as its downloads go: what it is sent, and a way to let it say something. */
async function browser(options?: Parameters<typeof receiveFiles>[2]) {
  const folder = join(await mkdtemp(join(tmpdir(), 'cliproom-handed-')), 'files')
  onTestFinished(() => rm(join(folder, '..'), { recursive: true, force: true }))
  const handlers = new Map<string, (params: unknown) => void>()
  const sent: unknown[] = []
  const { orEnded, end } = openEnding()
  const pipe: BrowserPipe = {
    send: async <T>(method: string, params?: object) => {
      sent.push({ method, ...params })
      return {} as T
    },
    on: (_, method, handle) => void handlers.set(method, handle),
    forget: () => {},
    orGone: orEnded,
  }
  const files = await receiveFiles(pipe, folder, options)
  const begin = (frameId: string, guid: string) =>
    handlers.get('Browser.downloadWillBegin')?.({ frameId, guid })
  const progress = (guid: string, state: string, totalBytes = 3) =>
    handlers.get('Browser.downloadProgress')?.({ guid, state, totalBytes })
  const hand = async (frameId: string, guid: string, text: string) => {
    begin(frameId, guid)
    await writeFile(join(folder, guid), text)
    progress(guid, 'inProgress')
    progress(guid, 'completed')
  }
  return { files, folder, sent, begin, progress, hand, end }
}

test('each page’s files come in its order, and none of them stays', async () => {
  const { files, folder, sent, hand } = await browser()
  expect(sent).toEqual([
    {
      ...{ method: 'Browser.setDownloadBehavior', behavior: 'allowAndName' },
      ...{ downloadPath: folder, eventsEnabled: true },
    },
  ])
  const early = files.next('a')
  await hand('b', '1', 'of b')
  await hand('a', '2', 'first')
  await hand('a', '3', 'second')
  expect(String(await early)).toBe('first')
  expect(String(await files.next('a'))).toBe('second')
  expect(String(await files.next('b'))).toBe('of b')
  expect(await readdir(folder)).toEqual([])
})

test('what nobody took is thrown away', async () => {
  const { files, folder, hand } = await browser()
  await hand('a', '1', 'left')
  await files.drop('a')
  await files.drop('unknown')
  expect(await readdir(folder)).toEqual([])
})

test('whoever still waits for a page hears that it was closed', async () => {
  const { files } = await browser()
  const waiting = files.next('a')
  await files.drop('a')
  await expect(waiting).rejects.toThrow('was closed')
})

test('a file that breaks off is an error, and a full disk is told as one', async () => {
  const { files, begin, progress } = await browser({ largest: 1e18 })
  begin('a', '1')
  progress('1', 'canceled')
  await expect(files.next('a')).rejects.toThrow('was not written')
  begin('a', '2')
  progress('2', 'canceled', 1e18)
  await expect(files.next('a')).rejects.toMatchObject({ code: 'ENOSPC' })
})

test('a file that is too large is stopped while it comes', async () => {
  const { files, sent, begin, progress } = await browser({ largest: 10 })
  begin('a', '1')
  progress('1', 'inProgress', 11)
  await expect(files.next('a')).rejects.toThrow('11 bytes')
  expect(sent.at(-1)).toEqual({ method: 'Browser.cancelDownload', guid: '1' })
})

test('a file that never comes is an error after a while', async () => {
  const { files } = await browser({ patience: 5 })
  await expect(files.next('a')).rejects.toThrow('handed nothing out')
})

test('whoever waits hears that the browser has ended', async () => {
  const { files, begin, end } = await browser()
  begin('a', '1')
  const waiting = [files.next('a'), files.next('a')]
  end(new Error('it is gone'))
  for (const file of waiting) await expect(file).rejects.toThrow('it is gone')
})
