import { expect, test } from 'vitest'
import { freshDatabase } from '#db/test-database.ts'
import { killAndLook, prepareClip } from './durability.fixtures.ts'

// Each kill starts a process anew: on a busy machine that takes seconds.
test('twenty-five kills on a Postgres server lose nothing that was acknowledged', async () => {
  const { db, engine } = await freshDatabase()
  if (engine.kind !== 'postgres') throw new Error('this test is about a Postgres server')
  const clipId = await prepareClip(db)
  const tally = await killAndLook({ where: { DATABASE_URL: engine.url }, clipId, kills: 25 })
  expect(tally.lost).toBe(0)
  expect(tally.acknowledged).toBeGreaterThanOrEqual(250)
}, 600_000)
