import { expect, test } from 'vitest'
import { editStored } from '#collab/clip-doc/edit-stored.fixtures.ts'
import { splitPiece } from '#collab/clip-doc/piece-verbs.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import { setTransition } from '#collab/clip-doc/seam-verbs.ts'
import { makeStudio } from '#db/clips.fixtures.ts'
import { freshDatabase } from '#db/test-database.ts'
import { changeClip } from './change-clip.server.ts'
import { CreateClip, createClip } from './create-clip.server.ts'
import { readStoredClip } from './read-clip.server.ts'
import { setStyle } from './set-style.server.ts'

/** A clip in three pieces. */
async function studio() {
  const { db } = await freshDatabase()
  const { owner, workspaceId, videoId } = await makeStudio(db)
  const user = { id: owner, email: 'x@example.org', fullName: 'X', workspaceId }
  const world = { db, collab: { edit: editStored(db) } as never, user }
  const { clipId } = await createClip(
    world,
    CreateClip.parse({ videoId, from: 0, to: 3000, title: 'A clip' }),
  )
  const origin = { source: 'editor' as const, userId: owner }
  await changeClip(world, clipId, (doc, source) => {
    for (const at of [1000, 2000]) {
      const piece = readClip(doc, source).pieces.find(({ from, to }) => from < at && at < to)
      splitPiece(doc, piece?.id ?? '', at, origin)
    }
  })
  const project = () => readStoredClip(db, clipId)
  expect((await project()).pieces).toHaveLength(3)
  return { world, clipId, project, origin }
}

test('an effect lies over every seam, and a name nobody knows changes none', async () => {
  const { world, clipId, project } = await studio()
  const kinds = async () => (await project()).transitions.map(({ kind }) => kind)
  await setStyle(world, { clipId, fields: { transition_effect: 'crossfade' } })
  expect(await kinds()).toEqual(['dissolve', 'dissolve'])
  await setStyle(world, { clipId, fields: { transition_effect: 'explode' } })
  await setStyle(world, { clipId, fields: { caption_size: 60 } })
  expect(await kinds()).toEqual(['dissolve', 'dissolve'])
  await setStyle(world, { clipId, fields: { transition_effect: null } })
  expect(await kinds()).toEqual([])
})

test('what people gave a seam stays where a program speaks of something else', async () => {
  const { world, clipId, project, origin } = await studio()
  const [, second] = (await project()).pieces
  await changeClip(world, clipId, (doc) =>
    setTransition(doc, second?.id ?? '', { kind: 'slide', ms: 700 }, origin),
  )
  await setStyle(world, { clipId, fields: { original_audio_volume: 0.5 } })
  expect(await project()).toMatchObject({
    transitions: [{ piece: second?.id, kind: 'slide', ms: 700 }],
    sound: { voice: -6 },
  })
})
