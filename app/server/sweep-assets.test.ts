import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { pngHeader } from '#core/asset-header.fixtures.ts'
import { makeStudio } from '#db/clips.fixtures.ts'
import { assets } from '#db/schema/looks.ts'
import { folderStorage } from '#db/storage.ts'
import { freshDatabase } from '#db/test-database.ts'
import { addAsset, removeAsset } from '../commands/assets.server.ts'
import { sweepAssets } from './sweep-assets.ts'

const DAY_MS = 24 * 3600 * 1000

test('what was deleted keeps its bytes for 30 days, and what is used keeps them', async () => {
  const root = await mkdtemp(join(tmpdir(), 'cliproom-sweep-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const { db } = await freshDatabase()
  const { owner, workspaceId } = await makeStudio(db)
  const context = {
    ...{ db, storage: folderStorage(root), decodeAsset: async () => null },
    user: { id: owner, email: 'x@example.org', fullName: 'X', workspaceId },
  }
  async function* picture() {
    yield pngHeader(2, 2)
  }
  const add = async (name: string) => (await addAsset(context, { name }, picture())).assetId
  const [used, deleted] = [await add('Used'), await add('Deleted')]
  await removeAsset(context, { assetId: deleted })
  const kept = async () => (await readdir(join(root, 'assets'))).toSorted()

  await sweepAssets(context, Date.now() + 29 * DAY_MS)
  expect(await kept()).toEqual([used, deleted].toSorted())
  await sweepAssets(context, Date.now() + 31 * DAY_MS)
  expect(await kept()).toEqual([used])
  expect(await db.select({ id: assets.id }).from(assets)).toEqual([{ id: used }])
})
