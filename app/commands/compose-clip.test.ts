import { expect, test } from 'vitest'
import { editStored } from '#collab/clip-doc/edit-stored.fixtures.ts'
import { type ApiCompositionWish, toApiComposition } from '#core/api-composition.ts'
import { AssetId } from '#core/ids.ts'
import { insertAsset } from '#db/assets.ts'
import { makeStudio } from '#db/clips.fixtures.ts'
import { freshDatabase } from '#db/test-database.ts'
import { newPerson } from '#db/videos.fixtures.ts'
import { composeClip } from './compose-clip.server.ts'
import { CreateClip, createClip } from './create-clip.server.ts'
import { readStoredClip } from './read-clip.server.ts'

async function studio() {
  const { db } = await freshDatabase()
  const { owner, workspaceId, videoId } = await makeStudio(db)
  const user = { id: owner, email: 'x@example.org', fullName: 'X', workspaceId }
  const world = { db, collab: { edit: editStored(db) } as never, user }
  const { clipId } = await createClip(
    world,
    CreateClip.parse({ videoId, from: 0, to: 3000, title: 'A clip' }),
  )
  const asset = async (kind: 'picture' | 'sound', workspace = workspaceId) => {
    const id = AssetId.parse(crypto.randomUUID())
    await insertAsset(db, {
      ...{ id, workspaceId: workspace, userId: owner, kind, name: 'A', type: 'x/y' },
      ...{ width: null, height: null, durationMs: null, sizeBytes: 1 },
    })
    return id
  }
  const compose = async (wish: ApiCompositionWish) =>
    toApiComposition(await composeClip(world, { clipId, wish }))
  const stored = async () => toApiComposition(await readStoredClip(db, clipId))
  return { compose, stored, asset, db }
}

test('what is written is read, and may be written back as it is', async () => {
  const { compose, stored, asset } = await studio()
  const [logo, music] = [await asset('picture'), await asset('sound')]
  const made = await compose({
    overlays: [
      { type: 'text', text: 'First', shown: 'first', shown_seconds: 1.5 },
      { type: 'logo', asset_id: logo, place: 'bottom-right' },
      { type: 'music', asset_id: music, gain: -12, fade_out: 2 },
    ],
    sound: { target: null, fade_in: 0.4, speakers: { 0: 3 } },
    layouts: [{ aspect_ratio: '9:16', start_time: 0, end_time: 1.2, layout: 'fit' }],
    framing_keys: [
      ...[{ aspect_ratio: '9:16' as const, slot: 'main' as const, time: 2, move: 'hold' as const }],
    ].map((key) => ({ ...key, x: 0.25, y: 0, width: 0.25, height: 0.8 })),
  })
  expect(made.overlays).toMatchObject([
    { type: 'text', text: 'First', shown: 'first', shown_seconds: 1.5, size: 48 },
    { type: 'logo', id: 'logo', asset_id: logo, place: 'bottom-right', scale: 0.18 },
    { type: 'music', id: 'music', gain: -12, fade_out: 2, duck: true },
  ])
  expect(made.sound).toMatchObject({ target: null, fade_in: 0.4, speakers: { 0: 3 }, voice: 0 })
  expect(made.layouts).toEqual([
    { aspect_ratio: '9:16', start_time: 0, end_time: 1.2, layout: 'fit' },
  ])
  expect(await stored()).toEqual(made)
  const { pieces: _, shots: __, ...back } = made
  expect(await compose(back as ApiCompositionWish)).toEqual(made)
})

test('a list takes the place of the one there, and what is left out stays', async () => {
  const { compose } = await studio()
  const text = (said: string) => ({ type: 'text' as const, text: said })
  const { overlays } = await compose({ overlays: [text('A'), text('B')], sound: { voice: 3 } })
  const [a, b] = overlays as { id: string }[]
  const next = await compose({
    overlays: [{ type: 'text', id: b?.id ?? '', size: 60 }, text('C')],
  })
  expect(next.overlays).toMatchObject([
    { id: b?.id, text: 'B', size: 60 },
    { text: 'C', size: 48 },
  ])
  expect(JSON.stringify(next.overlays)).not.toContain(a?.id)
  expect(next.sound.voice).toBe(3)
  const empty = await compose({ overlays: [], layouts: [], framing_keys: [], transitions: [] })
  expect(empty).toMatchObject({ overlays: [], layouts: [], framing_keys: [], transitions: [] })
})

test('another shape has the keys that are asked for, and not those it began with', async () => {
  const { compose } = await studio()
  const key = { slot: 'main' as const, move: 'glide' as const, y: 0, height: 1 }
  const tall = { ...key, aspect_ratio: '9:16' as const, time: 0.5, x: 0.1, width: 0.3 }
  const square = { ...key, aspect_ratio: '1:1' as const, time: 1, x: 0.2, width: 0.5 }
  const { framing_keys } = await compose({ framing_keys: [tall, square] })
  expect(framing_keys.filter(({ aspect_ratio }) => aspect_ratio === '1:1')).toMatchObject([
    { time: 1, x: 0.2 },
  ])
  expect((await compose({ framing_keys: [tall] })).framing_keys).toHaveLength(1)
})

test.each([
  ['a file of another workspace', 'asset.not-found', 'logo'],
  ['a picture for music', 'request.invalid', 'music'],
] as const)('%s is refused, and nothing is changed', async (what, code, type) => {
  const { compose, stored, asset, db } = await studio()
  const elsewhere = (await newPerson(db)).workspaceId
  const id = await asset('picture', type === 'logo' ? elsewhere : undefined)
  const before = await stored()
  await expect(
    compose({
      overlays: [
        { type: 'text', text: what },
        { type, asset_id: id },
      ],
    }),
  ).rejects.toMatchObject({ code })
  expect(await stored()).toEqual(before)
})

test.each<[string, ApiCompositionWish]>([
  ['a logo without a picture', { overlays: [{ type: 'logo' }] }],
  ['an overlay that is not there', { overlays: [{ type: 'text', id: 'text-none', text: 'x' }] }],
  ['two progress bars', { overlays: [{ type: 'progress' }, { type: 'progress' }] }],
  [
    'a piece that is not there',
    { transitions: [{ piece_id: 'none', kind: 'fade', duration: 0.4 }] },
  ],
  [
    'a layout that runs backwards',
    { layouts: [{ aspect_ratio: '9:16', start_time: 2, end_time: 1, layout: 'fit' }] },
  ],
])('%s is refused, and nothing is changed', async (_, wish) => {
  const { compose, stored } = await studio()
  const before = await stored()
  await expect(compose({ sound: { voice: 6 }, ...wish })).rejects.toMatchObject({
    code: 'request.invalid',
  })
  expect(await stored()).toEqual(before)
})
