import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { DataFolderInUse, lockDataFolder } from './data-lock.ts'

async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'cliproom-lock-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

/** Another process that holds the lock until it is killed. */
async function holderOf(path: string) {
  const child = fork(join(import.meta.dirname, 'data-lock.fixtures.ts'), [path], {
    execArgv: ['--expose-gc', '--import', 'tsx'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child, 'message')
  return child
}

test('a second process is told who holds the folder, since when, and where it serves', async () => {
  const path = await folder()
  const child = await holderOf(path)

  const refused = await lockDataFolder(path).catch((error: unknown) => error)

  expect(refused).toBeInstanceOf(DataFolderInUse)
  const { message } = refused as DataFolderInUse
  expect(message).toContain(`process ${child.pid}, since `)
  expect(message).toContain('at http://localhost:4567')
})

test('a lock ends with its process, even one that was killed', async () => {
  const path = await folder()
  const child = await holderOf(path)
  child.kill('SIGKILL')
  await once(child, 'exit')

  const lock = await lockDataFolder(path)
  lock.release()
})

test('a folder that was let go can be taken again', async () => {
  const path = await folder()
  const first = await lockDataFolder(path)
  await expect(lockDataFolder(path)).rejects.toThrow(DataFolderInUse)
  first.release()
  const second = await lockDataFolder(path)
  second.release()
})

test('a path too long for a socket is no trouble', async () => {
  const path = join(await folder(), 'a'.repeat(120), 'b'.repeat(120))
  const lock = await lockDataFolder(path)
  await lock.announce('http://localhost:1')
  expect(JSON.parse(await readFile(join(path, 'server.json'), 'utf8'))).toMatchObject({
    pid: process.pid,
    url: 'http://localhost:1',
  })
  lock.release()
})
