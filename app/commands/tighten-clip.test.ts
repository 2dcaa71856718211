import { expect, test } from 'vitest'
import { loadClip } from '#collab/clip-doc/clip-doc.ts'
import { editStored } from '#collab/clip-doc/edit-stored.fixtures.ts'
import { actFor } from '#collab/clip-doc/on-behalf.ts'
import { readClipUpdates } from '#db/clip-updates.ts'
import { codeOf, makeStudio } from '#db/clips.fixtures.ts'
import { freshDatabase } from '#db/test-database.ts'
import { CreateClip, createClip } from './create-clip.server.ts'
import { readStoredClip } from './read-clip.server.ts'
import { findClipTightenings, TightenClip, tightenClipNow } from './tighten-clip.server.ts'

async function clipOf(line: string) {
  const { db } = await freshDatabase()
  const place = await makeStudio(db, line)
  const user = { id: place.owner, email: '', fullName: '', workspaceId: place.workspaceId }
  const context = { db, user, collab: { disconnect() {}, edit: editStored(db) } as never }
  const { clipId } = await createClip(
    context,
    CreateClip.parse({ videoId: place.videoId, from: 0, to: 4000, title: 'A' }),
  )
  const heard = async () =>
    (await readStoredClip(db, clipId)).words.flatMap(({ cut, text }) => (cut ? [] : [text]))
  const tighten = (asked: object = {}) =>
    tightenClipNow(context, TightenClip.parse({ clipId, ...asked }))
  return { db, context, clipId, heard, tighten, stranger: place.stranger, owner: place.owner }
}

test('what is found goes in one step, and is told by whom', async () => {
  const { db, clipId, context, heard, tighten, owner } = await clipOf('So um we uh tried it.')
  const found = await findClipTightenings(context, { clipId, strength: 'usual' })
  expect(found.map(({ say }) => say)).toEqual(['“um”', '“uh”'])
  expect(await heard()).toEqual(['So', 'um', 'we', 'uh', 'tried', 'it.'])

  const { cut, savedMs } = await tighten()
  expect(cut.map(({ say }) => say)).toEqual(['“um”', '“uh”'])
  expect(savedMs).toBeGreaterThan(200)
  expect(await heard()).toEqual(['So', 'we', 'tried', 'it.'])
  expect(actFor(loadClip(await readClipUpdates(db, clipId)), owner)).toMatch(/^tighten /)
  expect(await tighten()).toEqual({ cut: [], savedMs: 0 })
})

test('only what is named goes, and a kind can be left out', async () => {
  const { clipId, context, heard, tighten } = await clipOf('So um we uh tried it.')
  const [um] = await findClipTightenings(context, { clipId, strength: 'usual' })
  await tighten({ kinds: ['pause', 'retake'] })
  await tighten({ ids: [um?.id ?? '', 'filler:w90-w91'] })
  expect(await heard()).toEqual(['So', 'we', 'uh', 'tried', 'it.'])
})

test('a stranger finds nothing', async () => {
  const { context, clipId, stranger } = await clipOf('So um we tried it.')
  const asked = findClipTightenings(
    { ...context, user: { ...context.user, id: stranger } },
    { clipId, strength: 'usual' },
  )
  expect(await codeOf(asked)).toBe('clip.not-found')
})
