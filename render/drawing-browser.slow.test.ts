import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { readyBundle } from './bundle.ts'
import { sheetPage } from './draw-sheets.ts'
import { type DrawingBrowser, launchDrawingBrowser } from './drawing-browser.ts'
import { findTools, type Tools } from './tools.ts'

let tools: Tools
let browser: DrawingBrowser
beforeAll(async () => {
  tools = await findTools()
  browser = await launchDrawingBrowser(tools)
})
afterAll(() => browser.close())

async function bundleOf(script: string) {
  const bundle = await mkdtemp(join(tmpdir(), 'cliproom-page-'))
  onTestFinished(() => rm(bundle, { recursive: true, force: true }))
  await writeFile(
    join(bundle, 'index.html'),
    '<!doctype html><style>body{margin:0}</style><div id="box"></div><script src="page.js"></script>',
  )
  await writeFile(join(bundle, 'page.js'), script)
  return bundle
}

async function pageOf(script: string) {
  const page = await browser.open(await bundleOf(script))
  onTestFinished(() => page.close())
  return page
}

test('calls the page, and brings back what it answers or how it failed', async () => {
  const page = await pageOf(`cliproom = {
    add: async (a, b) => ({ sum: a + b, "quoted": "it's" }),
    fail: () => { throw new Error('no such thing') },
  }`)
  expect(await page.call('add', 2, 3)).toEqual({ sum: 5, quoted: "it's" })
  await expect(page.call('fail')).rejects.toThrow('no such thing')
})

test('takes up a page that was left, as it was left, and opens any other anew', async () => {
  const counting = `cliproom = { said: 0, again: () => ++cliproom.said }`
  const bundle = await bundleOf(counting)
  const page = await browser.open(bundle)
  expect(await page.call('again')).toBe(1)
  await page.leave()
  const other = await pageOf(counting)
  expect(await other.call('again')).toBe(1)
  const taken = await browser.open(bundle)
  expect(await taken.call('again')).toBe(2)
  // Somebody has it: the next one gets a page of its own.
  const second = await browser.open(bundle)
  expect(await second.call('again')).toBe(1)
  await taken.leave()
  await second.leave()
  const last = await browser.open(bundle)
  expect(await last.call('again')).toBe(2)
  await last.close()
})

test('takes pictures of the size asked for, clear where nothing is drawn', async () => {
  const page = await pageOf(`cliproom = {}`)
  const picture = await page.picture(320, 5000)
  expect(picture.subarray(1, 4).toString()).toBe('PNG')
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([320, 5000])
  // Colour type 6: with alpha.
  expect(picture[25]).toBe(6)
})

test('the page reaches its own files, and no other, and no network', async () => {
  let asked = 0
  const server = createServer((_, response) => {
    asked++
    response.setHeader('Access-Control-Allow-Origin', '*').end('secret')
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((ready) => server.once('listening', ready))
  const { port } = server.address() as AddressInfo
  const page = await pageOf(`cliproom = {
    fetched: (url) => fetch(url).then((r) => r.text(), () => null),
  }`)
  expect(await page.call('fetched', './page.js')).toContain('fetched')
  for (const url of [
    `http://127.0.0.1:${port}/`,
    'http://cliproom.invalid/../../etc/passwd.html',
    'http://cliproom.invalid/%2e%2e/%2e%2e/%2e%2e/etc/hosts.js',
    'file:///etc/hosts',
  ])
    expect(await page.call('fetched', url)).toBeNull()
  expect(asked).toBe(0)
})

/** A page that hands bytes out as `remotion/hand-out` does. */
const handing = `cliproom = { hand: (...parts) => {
  const blob = new Blob(parts.map((part) => typeof part === 'number' ? new Uint8Array(part) : part))
  Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: 'x' }).click()
} }`

test('brings the bytes that a page hands out, in order, whoever asks first', async () => {
  const page = await pageOf(handing)
  const other = await pageOf(handing)
  await page.call('hand', 'one', ' and a half')
  const asked = [page.handedOut(), page.handedOut(), other.handedOut()]
  await other.call('hand', 'of another')
  await page.call('hand', 'two')
  expect((await Promise.all(asked)).map(String)).toEqual(['one and a half', 'two', 'of another'])
  await page.call('hand', 5_000_000)
  expect((await page.handedOut()).equals(Buffer.alloc(5_000_000))).toBe(true)
})

test('as many sheets come as are asked for, however small they are', async () => {
  const page = await browser.open(await readyBundle())
  onTestFinished(() => page.close())
  const sheets = sheetPage(page)
  await sheets.plan(clipOf('a word'), '1:1')
  for (let asked = 0; asked < 15; asked++)
    expect(await sheets.sheets([0], { cells: 1, scale: 1 })).toHaveLength(1)
})

test('a browser that dies says so to whoever waits for bytes', async () => {
  const doomed = await launchDrawingBrowser(tools)
  const page = await doomed.open(await bundleOf(handing))
  const waiting = page.handedOut()
  void doomed.close()
  await expect(waiting).rejects.toThrow('The browser that draws is gone')
})

test('a browser that dies says so to whoever waits', async () => {
  const doomed = await launchDrawingBrowser(tools)
  const bundle = await mkdtemp(join(tmpdir(), 'cliproom-page-'))
  onTestFinished(() => rm(bundle, { recursive: true, force: true }))
  await writeFile(join(bundle, 'index.html'), '<script src="page.js"></script>')
  await writeFile(join(bundle, 'page.js'), 'cliproom = { wait: () => new Promise(() => {}) }')
  const page = await doomed.open(bundle)
  const waiting = page.call('wait')
  void doomed.close()
  await expect(waiting).rejects.toThrow('The browser that draws is gone')
  await doomed.gone
  await expect(page.call('wait')).rejects.toThrow('gone')
})
