import { expect, onTestFinished, test } from 'vitest'
import { editStored } from '#collab/clip-doc/edit-stored.fixtures.ts'
import { editSecondLine, setSecondLines, showSecond } from '#collab/clip-doc/second-verbs.ts'
import { plainExport } from '#core/export-settings.ts'
import type { UserId } from '#core/ids.ts'
import { Shape } from '#core/shape.ts'
import { toText } from '#core/subtitles.ts'
import { codeOf, makeStudio } from '#db/clips.fixtures.ts'
import { rendersOfClip } from '#db/renders.ts'
import { freshDatabase } from '#db/test-database.ts'
import { openQueue } from '#pipeline/queue.ts'
import { listVideoExports, requestExports } from './batch-exports.server.ts'
import { composeClip } from './compose-clip.server.ts'
import { CreateClip, createClip } from './create-clip.server.ts'

async function studio() {
  const database = await freshDatabase()
  const { db } = database
  const queue = await openQueue(database, { info() {}, warn() {}, error() {} })
  onTestFinished(() => queue.close())
  const place = await makeStudio(db)
  const edit = editStored(db)
  const as = (id: UserId) => ({
    ...{ db, queue, collab: { edit } as never },
    user: { id, email: 'x@example.org', fullName: 'X', workspaceId: place.workspaceId },
  })
  const owner = as(place.owner)
  const clip = async (title: string, from: number, to: number) =>
    (await createClip(owner, CreateClip.parse({ videoId: place.videoId, from, to, title }))).clipId
  return { ...place, db, edit, as, owner, clip }
}

test('files of many clips are asked for at once, and what is there is not made again', async () => {
  const { owner, clip, videoId } = await studio()
  const [a, b] = [await clip('A', 0, 1500), await clip('B', 1600, 3000)]
  const overlays = [{ type: 'text' as const, text: 'On top' }, { type: 'progress' as const }]
  await composeClip(owner, { clipId: a, wish: { overlays } })
  const files = [a, b].flatMap((clipId) =>
    (['9:16', '1:1'] as const).map((shape) => ({ clipId, shape, settings: plainExport })),
  )
  const first = await requestExports(owner, { files })
  expect(first.map(({ reused, refusal }) => [reused, refusal])).toEqual(
    files.map(() => [false, null]),
  )
  const again = await requestExports(owner, { files })
  expect(again.map(({ renderId, reused }) => [renderId, reused])).toEqual(
    first.map(({ renderId }) => [renderId, true]),
  )
  const rows = await listVideoExports(owner, { videoId })
  expect(rows.map(({ title, refusal, files }) => [title, refusal, files.length])).toEqual([
    ['A', null, 2],
    ['B', null, 2],
  ])
  expect(rows[0]?.files[0]).toMatchObject({ status: 'pending', current: true })

  // After an edit its files are of another clip.
  await composeClip(owner, { clipId: a, wish: { sound: { voice: 3 } } })
  const [edited, same] = await listVideoExports(owner, { videoId })
  expect(edited?.files.map(({ current }) => current)).toEqual([false, false])
  expect(same?.files.map(({ current }) => current)).toEqual([true, true])
})

test('a clip of which no file can be made stops no other', async () => {
  const { owner, clip, videoId } = await studio()
  const [good, bad] = [await clip('Good', 0, 1500), await clip('Bad', 1600, 3000)]
  const wide = { ...plainExport, resolution: { width: 1080, height: 1920 } }
  const asked = await requestExports(owner, {
    files: [
      { clipId: bad, shape: '1:1', settings: wide },
      { clipId: good, shape: '9:16', settings: wide },
    ],
  })
  expect(asked[0]?.refusal).toContain('1080×1920 is not 1:1')
  expect(asked[1]).toMatchObject({ clipId: good, refusal: null })
  const rows = await listVideoExports(owner, { videoId })
  expect(rows.map(({ files }) => files.length)).toEqual([1, 0])
})

test('of a batch of any size nothing is made twice, and all of it is shown', async () => {
  const { db, owner, clip, videoId } = await studio()
  const clipId = await clip('A', 0, 1500)
  const files = Shape.options.flatMap((shape) =>
    [...Array(11).keys()].map((i) => {
      const settings = { ...plainExport, bitrate: 1000 + 500 * i }
      return { clipId, shape, settings }
    }),
  )
  const first = await requestExports(owner, { files })
  const [row] = await listVideoExports(owner, { videoId })
  expect(row?.files).toHaveLength(44)
  expect(await rendersOfClip(db, clipId)).toHaveLength(44)
  const again = await requestExports(owner, { files })
  expect(again.map(({ renderId, reused }) => [renderId, reused])).toEqual(
    first.map(({ renderId }) => [renderId, true]),
  )
})

test('a file that is being made stays in sight when a newer one of its kind is asked for', async () => {
  const { owner, clip, videoId } = await studio()
  const clipId = await clip('A', 0, 1500)
  const files = [{ clipId, shape: '1:1' as const, settings: plainExport }]
  await requestExports(owner, { files })
  await composeClip(owner, { clipId, wish: { sound: { voice: 3 } } })
  await requestExports(owner, { files })
  const [row] = await listVideoExports(owner, { videoId })
  expect(row?.files.map(({ status, current }) => [status, current])).toEqual([
    ['pending', true],
    ['pending', false],
  ])
})

test('who may only look is told so, and a stranger finds nothing', async () => {
  const { as, clip, videoId, reviewer, stranger } = await studio()
  const files = [{ clipId: await clip('A', 0, 1500), shape: '1:1' as const, settings: plainExport }]
  expect(await codeOf(requestExports(as(reviewer), { files }))).toBe('role.view-only')
  expect(await codeOf(requestExports(as(stranger), { files }))).toBe('clip.not-found')
  expect(await listVideoExports(as(reviewer), { videoId })).toHaveLength(1)
  expect(await codeOf(listVideoExports(as(stranger), { videoId }))).toBe('video.not-found')
})

test('a clip has files in each language it was translated to, and none in another', async () => {
  const { db, owner, edit, clip, videoId } = await studio()
  const clipId = await clip('A', 0, 3000)
  const file = { clipId, shape: '9:16' as const, settings: plainExport }
  const ask = (language: string | null) =>
    requestExports(owner, { files: [{ ...file, language }] }).then(([one]) => one)
  expect((await ask('es'))?.refusal).toContain('no captions in that language')
  await edit(clipId, (doc) => {
    const lines = [{ from: 0, to: 1500, text: 'Lo intentamos dos veces.' }]
    setSecondLines(doc, 'es', lines, { source: 'editor', userId: owner.user.id })
    showSecond(doc, null, { source: 'editor', userId: owner.user.id })
  })
  const [spoken, spanish] = [await ask(null), await ask('es')]
  expect([spoken?.refusal, spanish?.refusal]).toEqual([null, null])
  expect(spanish?.renderId).not.toBe(spoken?.renderId)
  expect(await ask('es')).toMatchObject({ renderId: spanish?.renderId, reused: true })
  const project = (await rendersOfClip(db, clipId)).find(
    ({ id }) => id === spanish?.renderId,
  )?.project
  expect(toText(project as never).trim()).toBe('Lo intentamos dos veces.')
  expect(project?.words.map(({ text }) => text)).toContain('tried')

  const [row] = await listVideoExports(owner, { videoId })
  expect(row?.languages).toEqual(['es'])
  expect(row?.files.map(({ language, current }) => [language, current])).toEqual([
    ['es', true],
    [null, true],
  ])
  // A line put right makes the Spanish file an old one, and leaves the spoken one as it is.
  await edit(clipId, (doc) => {
    const origin = { source: 'editor' as const, userId: owner.user.id }
    editSecondLine(doc, 'es', 0, 'Lo probamos dos veces.', origin)
  })
  const [after] = await listVideoExports(owner, { videoId })
  expect(after?.files.map(({ language, current }) => [language, current])).toEqual([
    ['es', false],
    [null, true],
  ])
})
