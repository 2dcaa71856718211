import { expect, test } from 'vitest'
import { editStored } from '#collab/clip-doc/edit-stored.fixtures.ts'
import { setFramingKey } from '#collab/clip-doc/framing-verbs.ts'
import type { SeenShot } from '#core/faces/seen-shot.ts'
import { ms } from '#core/time.ts'
import { saveAnalysis } from '#db/analysis.ts'
import { codeOf, makeStudio } from '#db/clips.fixtures.ts'
import { freshDatabase } from '#db/test-database.ts'
import { CreateClip, createClip } from './create-clip.server.ts'
import { findClipFaces, frameClipByFaces } from './frame-by-faces.server.ts'
import { readStoredClip } from './read-clip.server.ts'

/** A shot with one face whose middle lies at `x`. */
const shot = (from: number, to: number, x: number): SeenShot => ({
  ...{ from: ms(from), to: ms(to), looks: 2, light: 0.5, sharp: 0.5 },
  faces: [
    {
      seen: [0, 1000].map((t) => ({
        t: ms(from + t),
        x: x - 0.05,
        y: 0.3,
        w: 0.1,
        h: 0.2,
        mouth: 0,
      })),
    },
  ],
})

async function clipOf(faces: SeenShot[] | null) {
  const { db } = await freshDatabase()
  const place = await makeStudio(db, 'We tried it and it broke at once.')
  const user = { id: place.owner, email: '', fullName: '', workspaceId: place.workspaceId }
  const edit = editStored(db)
  const context = { db, user, collab: { disconnect() {}, edit } as never }
  const scenes = [2000]
  if (faces) await saveAnalysis(db, place.videoId, { scenes, faces })
  const make = async () => {
    const asked = { videoId: place.videoId, from: 0, to: 4000, title: 'A' }
    return (await createClip(context, CreateClip.parse(asked))).clipId
  }
  const keysOf = async (clipId: Awaited<ReturnType<typeof make>>) =>
    (await readStoredClip(db, clipId)).framing.keys.map(({ t, box, auto }) => [
      t,
      Math.round((box.x + box.w / 2) * 100) / 100,
      auto,
    ])
  return { ...place, db, context, edit, make, keysOf, scenes }
}

const two = [shot(0, 2000, 0.3), shot(2000, 4000, 0.7)]

test('a clip is framed by whom it shows from its beginning on', async () => {
  const { make, keysOf } = await clipOf(two)
  expect(await keysOf(await make())).toEqual([
    [0, 0.3, true],
    [2000, 0.7, true],
  ])
})

test('a clip from before anybody looked is framed when somebody asks, except where people were', async () => {
  const { db, context, edit, make, keysOf, videoId } = await clipOf(null)
  const clipId = await make()
  expect(await keysOf(clipId)).toEqual([])
  expect(await codeOf(frameClipByFaces(context, { clipId }))).toBe('faces.unknown')
  await saveAnalysis(db, videoId, { scenes: [2000], faces: two })
  await edit(clipId, (doc) => {
    const box = { x: 0, y: 0, w: 0.3, h: 0.9 }
    setFramingKey(doc, { shape: '9:16', t: 500, box }, { source: 'pipeline', job: 'test' })
  })
  const { shots, skipped } = await frameClipByFaces(context, { clipId })
  expect(skipped).toBe(1)
  expect(shots.map(({ from, doubt }) => [from, doubt])).toEqual([
    [0, null],
    [2000, null],
  ])
  expect(await keysOf(clipId)).toEqual([
    [500, 0.15, false],
    [2000, 0.7, true],
  ])
})

test('what was seen can be read by whoever may see the clip, and by nobody else', async () => {
  const { context, make, stranger } = await clipOf([
    shot(0, 2000, 0.3),
    { ...shot(2000, 4000, 0.5), faces: [] },
  ])
  const clipId = await make()
  const found = await findClipFaces(context, { clipId })
  expect(found.map(({ people, doubt }) => [people.length, doubt])).toEqual([
    [1, null],
    [0, 'nobody'],
  ])
  const asked = findClipFaces({ ...context, user: { ...context.user, id: stranger } }, { clipId })
  expect(await codeOf(asked)).toBe('clip.not-found')
})
