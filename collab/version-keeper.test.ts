import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ClipId, UserId } from '#core/ids.ts'
import { ana, anaId, ben, benId, seeded } from './clip-doc/clip-doc.fixtures.ts'
import { type ClipDoc, loadClip } from './clip-doc/clip-doc.ts'
import type { EditOrigin } from './clip-doc/edit-origin.ts'
import { setTitle } from './clip-doc/look-verbs.ts'
import { createVersionKeeper, type EditGroup } from './version-keeper.ts'

const clipId = '00000000-0000-4000-8000-000000000001' as ClipId
const caraId = '00000000-0000-4000-8000-00000000000c' as UserId
const cara: EditOrigin = { source: 'editor', userId: caraId }
const minutes = (n: number) => vi.advanceTimersByTimeAsync(n * 60_000)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function keeping(keep: (group: EditGroup) => Promise<void> = async () => {}) {
  const kept: [UserId[], number, unknown][] = []
  const errors: unknown[] = []
  const keeper = createVersionKeeper({
    keep: async (group) => {
      await keep(group)
      kept.push([group.people, group.edits, group.decisions.meta?.title])
    },
    onError: (error) => errors.push(error),
  })
  const type = (doc: ClipDoc, userId: UserId, title: string, origin: EditOrigin) => {
    keeper.editing(clipId, userId, doc)
    setTitle(doc, title, origin)
  }
  return { ...keeper, kept, errors, type }
}

test('a group of edits is kept after five quiet minutes, as it was left', async () => {
  const { kept, type } = keeping()
  const doc = loadClip([seeded()])
  type(doc, anaId, 'One', ana)
  await minutes(4)
  type(doc, anaId, 'Two', ana)
  await minutes(4)
  type(doc, benId, 'Three', ben)
  await minutes(4)
  expect(kept).toEqual([])
  await minutes(1)
  expect(kept).toEqual([[[anaId, benId], 3, 'Three']])
  await minutes(20)
  expect(kept).toHaveLength(1)
})

test('a third person begins another group: the pair’s is kept without their edit', async () => {
  const { kept, type, flush } = keeping()
  const doc = loadClip([seeded()])
  type(doc, anaId, 'One', ana)
  type(doc, benId, 'Two', ben)
  type(doc, caraId, 'Three', cara)
  await flush()
  expect(kept).toEqual([
    [[anaId, benId], 2, 'Two'],
    [[caraId], 1, 'Three'],
  ])
})

test('what is asked for now is kept now, and what fails is told of and not lost to the next', async () => {
  const keep = vi.fn<(group: EditGroup) => Promise<void>>()
  keep.mockRejectedValueOnce(new Error('no disk'))
  const { kept, errors, type, settle } = keeping(keep)
  const doc = loadClip([seeded()])
  type(doc, anaId, 'One', ana)
  await settle(clipId)
  expect(errors).toEqual([new Error('no disk')])
  type(doc, anaId, 'Two', ana)
  await settle(clipId)
  expect(kept).toEqual([[[anaId], 1, 'Two']])
  await settle(clipId)
  expect(kept).toHaveLength(1)
})
