import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { PART_BYTES } from './direct-uploads.ts'
import { startS3 } from './s3-server.fixtures.ts'
import { type S3Storage, s3Storage } from './s3-storage.ts'
import { folderStorage, type Storage } from './storage.ts'

async function folder() {
  const root = await mkdtemp(join(tmpdir(), 'cliproom-storage-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  return root
}

async function bucket() {
  const s3 = await startS3()
  onTestFinished(() => s3.stop())
  const open = async (): Promise<S3Storage & { root: string }> => {
    const root = await folder()
    const storage = s3Storage(s3.config, root)
    onTestFinished(() => storage.close())
    return { ...storage, root }
  }
  return { ...s3, open }
}

const write = async (storage: Storage, key: string, content: string | Buffer) => {
  await writeFile(await storage.place(key), content)
  await storage.keep(key)
}
const keysOf = async (storage: Storage, prefix: string) => {
  const keys: string[] = []
  for await (const key of storage.list(prefix)) keys.push(key)
  return keys.sort()
}

/** What everybody who keeps files may rely on, whatever they are kept in. */
describe.each([
  ['a folder', async () => folderStorage(await folder())],
  ['a bucket', async () => (await bucket()).open()],
])('%s', (_, open) => {
  test('what was kept can be measured, read whole and in part, and worked on', async () => {
    const storage = await open()
    await write(storage, 'videos/a/proxy.mp4', 'hello clips')
    expect(await storage.size('videos/a/proxy.mp4')).toBe(11)
    const facts = await storage.stat('videos/a/proxy.mp4')
    expect(facts?.size).toBe(11)
    expect(Date.now() - (facts?.modified.getTime() ?? 0)).toBeLessThan(60_000)
    expect(await text(storage.read('videos/a/proxy.mp4'))).toBe('hello clips')
    expect(await text(storage.read('videos/a/proxy.mp4', { start: 6, end: 8 }))).toBe('cli')
    expect(await readFile(await storage.place('videos/a/proxy.mp4'), 'utf8')).toBe('hello clips')
  })

  test('what is not there has no size, and reading it fails', async () => {
    const storage = await open()
    expect(await storage.size('videos/a/source')).toBeNull()
    expect(await storage.stat('videos/a/source')).toBeNull()
    await expect(text(storage.read('videos/a/source'))).rejects.toThrow()
  })

  test('a file written again is the new one', async () => {
    const storage = await open()
    await write(storage, 'x/y', 'first')
    await write(storage, 'x/y', 'the second')
    expect(await text(storage.read('x/y'))).toBe('the second')
    expect(await readFile(await storage.place('x/y'), 'utf8')).toBe('the second')
  })

  test('lists by the beginning of a key, however many there are', async () => {
    const storage = await open()
    for (const name of ['1', '2', '3', '4', '5 & <more>']) await write(storage, `v/a/${name}`, 'x')
    await write(storage, 'v/b/1', 'x')
    expect(await keysOf(storage, 'v/a/')).toEqual([
      'v/a/1',
      'v/a/2',
      'v/a/3',
      'v/a/4',
      'v/a/5 & <more>',
    ])
    expect(await keysOf(storage, 'nothing/')).toEqual([])
  })

  test('removes a file, and everything below a key and nothing beside it', async () => {
    const storage = await open()
    for (const key of ['v/a/1', 'v/a/2/3', 'v/a/4', 'v/ab']) await write(storage, key, 'x')
    await storage.remove('v/a')
    expect(await keysOf(storage, 'v/')).toEqual(['v/ab'])
    await storage.remove('v/ab')
    await storage.remove('v/ab')
    expect(await storage.size('v/ab')).toBeNull()
  })

  test('a key that leads out is refused', async () => {
    const storage = await open()
    for (const key of ['../x', '/etc/passwd', 'a/../../x', '.']) {
      await expect((async () => storage.place(key))()).rejects.toThrow('not a storage key')
      expect(() => storage.read(key).resume()).toThrow('not a storage key')
    }
  })
})

test('what one machine kept another works on, and sees when it was written again', async () => {
  const { open, objects } = await bucket()
  const [one, other] = [await open(), await open()]
  await write(one, 'videos/a/proxy.mp4', 'first')
  expect(await readFile(await other.place('videos/a/proxy.mp4'), 'utf8')).toBe('first')
  await write(one, 'videos/a/proxy.mp4', 'again')
  // The bucket tells time in seconds.
  const kept = objects.get('videos/a/proxy.mp4')
  if (kept) kept.modified = new Date(Date.now() + 5_000)
  expect(await readFile(await other.place('videos/a/proxy.mp4'), 'utf8')).toBe('again')
})

test('ten who want one file fetch it once', async () => {
  const { open, requests } = await bucket()
  await write(await open(), 'v/source', 'film')
  const other = await open()
  requests.length = 0
  await Promise.all(Array.from({ length: 10 }, () => other.place('v/source')))
  expect(requests.filter((request) => request === 'GET v/source')).toHaveLength(1)
})

test('a file larger than a part goes in parts and comes back the same', async () => {
  const { open, objects } = await bucket()
  const bytes = Buffer.alloc(PART_BYTES + 1000, 'cliproom')
  await write(await open(), 'v/source', bytes)
  expect(objects.get('v/source')?.bytes.equals(bytes)).toBe(true)
})

test('a bucket that is out of breath is asked again; one that refuses our key says so', async () => {
  const { open, fail, config } = await bucket()
  const storage = await open()
  await write(storage, 'v/a', 'x')
  fail(2)
  expect(await storage.size('v/a')).toBe(1)
  const stranger = s3Storage({ ...config, secretAccessKey: 'wrong' }, await folder())
  onTestFinished(() => stranger.close())
  await expect(stranger.size('v/a')).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } })
})

test('a week after it was last wanted a kept file leaves this machine, and what was not kept stays', async () => {
  const storage = await (await bucket()).open()
  await write(storage, 'v/kept', 'x')
  await writeFile(await storage.place('v/working'), 'y')
  const old = new Date(Date.now() - 8 * 24 * 3600_000)
  const there = join(storage.root, 'v/kept')
  await utimes(there, old, (await stat(there)).mtime)
  await utimes(join(storage.root, 'v/working'), old, old)
  await storage.trim()
  await expect(stat(there)).rejects.toThrow('ENOENT')
  expect(await readFile(join(storage.root, 'v/working'), 'utf8')).toBe('y')
  expect(await readFile(await storage.place('v/kept'), 'utf8')).toBe('x')
})
