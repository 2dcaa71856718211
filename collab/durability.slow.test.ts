import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openPglite } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { killAndLook, prepareClip } from './durability.fixtures.ts'

// Each kill starts a process anew: on a busy machine that takes seconds.
test('six kills in the middle of editing lose nothing that was acknowledged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-durability-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const database = await openPglite(folder)
  await migrate(database)
  const clipId = await prepareClip(database.db)
  await database.close()

  const tally = await killAndLook({ where: { COLLAB_FOLDER: folder }, clipId, kills: 6 })
  expect(tally.lost).toBe(0)
  expect(tally.acknowledged).toBeGreaterThanOrEqual(60)
}, 600_000)
