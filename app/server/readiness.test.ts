import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { migrateDown } from '#db/migrate.ts'
import { makeDatabase } from '#db/test-database.ts'
import { readiness } from './readiness.ts'

test('each part says that it is ready, or why not', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'cliproom-ready-'))
  onTestFinished(() => rm(dataFolder, { recursive: true, force: true }))
  const { database, dispose } = await makeDatabase()
  const ask = (over: { dataFolder?: string; working?: boolean } = {}) =>
    readiness({
      database,
      dataFolder: over.dataFolder ?? dataFolder,
      workerRunning: () => over.working ?? true,
    })

  expect(await ask()).toEqual({
    ready: true,
    parts: { database: 'ready', migrations: 'ready', storage: 'ready', worker: 'ready' },
  })

  await migrateDown(database)
  const missing = join(dataFolder, 'gone')
  expect(await ask({ dataFolder: missing, working: false })).toEqual({
    ready: false,
    parts: {
      database: 'ready',
      migrations: '1 not applied',
      storage: `${missing} is not there.`,
      worker: 'not running',
    },
  })

  await dispose()
  const { ready, parts } = await ask()
  expect(ready).toBe(false)
  expect(parts.database).toBe('does not answer')
  expect(parts.storage).toBe('ready')
})
