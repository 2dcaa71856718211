import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { editStored } from '#collab/clip-doc/edit-stored.fixtures.ts'
import { addOverlay } from '#collab/clip-doc/overlay-verbs.ts'
import { splitPiece } from '#collab/clip-doc/piece-verbs.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import { setTransition } from '#collab/clip-doc/seam-verbs.ts'
import type { AssetKind } from '#core/asset.ts'
import { pngHeader } from '#core/asset-header.fixtures.ts'
import type { AssetId } from '#core/ids.ts'
import { getAsset } from '#db/assets.ts'
import { makeStudio } from '#db/clips.fixtures.ts'
import { folderStorage } from '#db/storage.ts'
import { freshDatabase } from '#db/test-database.ts'
import { removeAsset } from './assets.server.ts'
import { changeClip } from './change-clip.server.ts'
import { CreateClip, createClip } from './create-clip.server.ts'
import { readStoredClip } from './read-clip.server.ts'
import { setStyle } from './set-style.server.ts'

/** Somebody's web server: a logo, music, and a page. `asked` are the paths it was asked for. */
async function website() {
  const asked: string[] = []
  const files: Record<string, Uint8Array> = {
    '/brand.png': pngHeader(300, 200),
    '/other.png': pngHeader(64, 64),
    '/upbeat.mp3': Buffer.from('ID3\x04\0\0\0\0\0\0'),
    '/page.png': Buffer.from('<!doctype html><title>Not here</title>'),
  }
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/moved.png') {
      response.writeHead(302, { Location: '/brand.png' }).end()
      return
    }
    const file = files[request.url ?? '']
    response.writeHead(file ? 200 : 404).end(file)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { asked, at: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** A clip in three pieces. */
async function studio() {
  const root = await mkdtemp(join(tmpdir(), 'cliproom-style-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const { db } = await freshDatabase()
  const { owner, workspaceId, videoId } = await makeStudio(db)
  const user = { id: owner, email: 'x@example.org', fullName: 'X', workspaceId }
  const world = {
    ...{ db, collab: { edit: editStored(db) } as never, user },
    storage: folderStorage(root),
    decodeAsset: async (_: string, kind: AssetKind) => (kind === 'sound' ? 2400 : null),
    config: { allowPrivateAddresses: true } as never,
  }
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
  const overlays = async () => (await project()).overlays
  const files = () => readdir(join(root, 'assets')).catch(() => [])
  return { world, clipId, project, overlays, files, origin }
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

test('a template puts its overlay on the clip, and the next one takes it away', async () => {
  const { world, clipId, overlays, origin } = await studio()
  const choose = (overlay_template: string | null) =>
    setStyle(world, { clipId, fields: { overlay_template } })
  await choose('progress-bar')
  expect(await overlays()).toMatchObject([{ kind: 'progress' }])
  await choose('lower-third')
  await choose('lower-third')
  expect(await overlays()).toMatchObject([{ kind: 'text', text: 'A clip' }])
  await setStyle(world, { clipId, fields: { caption_size: 60 } })
  await choose('title-card')
  expect(await overlays()).toMatchObject([{ kind: 'intro', text: 'A clip' }])
  await changeClip(world, clipId, (doc) => addOverlay(doc, 'text', { text: 'Mine' }, origin))
  await choose(null)
  expect(await overlays()).toMatchObject([{ kind: 'text', text: 'Mine' }])
})

test('a logo and music are fetched, kept with the workspace’s files and put on the clip', async () => {
  const { world, clipId, overlays } = await studio()
  const { at, asked } = await website()
  const fields = {
    ...{ brand_logo_url: `${at}/moved.png`, brand_logo_position: 'top-right' as const },
    ...{ brand_logo_scale: 0.8, brand_watermark_opacity: 0.5 },
    ...{ background_music_url: `${at}/upbeat.mp3`, background_music_volume: 0.25 },
  }
  expect(await setStyle(world, { clipId, fields })).toEqual([])
  const [logo, music] = await overlays()
  expect(logo).toMatchObject({ kind: 'logo', place: 'top-right', scale: 0.144, opacity: 0.5 })
  expect(music).toMatchObject({ kind: 'music', gain: -12 })
  const asset = logo && 'asset' in logo && logo.asset
  expect(await getAsset(world.db, asset || (null as never), world.user.id)).toMatchObject({
    ...{ name: 'moved.png', kind: 'picture', width: 300 },
  })
  expect(asked).toEqual(['/moved.png', '/brand.png', '/upbeat.mp3'])

  // The same again asks for nothing, and what is said of the logo alone changes it.
  await setStyle(world, { clipId, fields: { ...fields, brand_logo_position: 'center' } })
  expect(asked).toHaveLength(3)
  expect(await overlays()).toMatchObject([{ asset, place: 'centre' }, music])
  await setStyle(world, { clipId, fields: { brand_logo_url: `${at}/other.png` } })
  const [other] = await overlays()
  expect(other).toMatchObject({ kind: 'logo', place: 'centre', scale: 0.144 })
  expect(other && 'asset' in other && other.asset).not.toBe(asset)
  await setStyle(world, { clipId, fields: { brand_logo_url: null, background_music_url: null } })
  expect(await overlays()).toEqual([])
})

test('a logo whose file was deleted meanwhile is fetched again', async () => {
  const { world, clipId, overlays } = await studio()
  const { at, asked } = await website()
  const fields = { brand_logo_url: `${at}/brand.png` }
  await setStyle(world, { clipId, fields })
  const [logo] = await overlays()
  const assetId = (logo && 'asset' in logo && logo.asset) as AssetId
  await removeAsset(world, { assetId })
  expect(await setStyle(world, { clipId, fields })).toEqual([])
  expect(asked).toHaveLength(2)
  expect(await overlays()).not.toMatchObject([{ asset: assetId }])
})

test('what cannot be had is said, by its field, and the rest of the look is written', async () => {
  const { world, clipId, project, overlays, files } = await studio()
  const { at } = await website()
  const fields = {
    ...{ caption_size: 60, brand_logo_url: `${at}/gone.png` },
    background_music_url: `${at}/brand.png`,
  }
  expect(await setStyle(world, { clipId, fields })).toEqual([
    { field: 'brand_logo_url', message: 'The address answered with 404.' },
    { field: 'background_music_url', message: expect.stringContaining('This cannot be used.') },
  ])
  expect((await project()).style.size).toBe(60 / 48)
  expect(await overlays()).toEqual([])
  const again = { brand_logo_url: `${at}/page.png` }
  expect(await setStyle(world, { clipId, fields: again })).toMatchObject([
    { field: 'brand_logo_url' },
  ])
  expect(await files()).toEqual([])
})

test('an address inside is refused, and nothing of the look is written', async () => {
  const { world, clipId, project } = await studio()
  const { at, asked } = await website()
  const before = await project()
  const outside = { ...world, config: { allowPrivateAddresses: false } as never }
  const fields = { caption_size: 60, brand_logo_url: `${at}/brand.png` }
  await expect(setStyle(outside, { clipId, fields })).rejects.toMatchObject({
    code: 'address.refused',
  })
  expect(await project()).toEqual(before)
  expect(asked).toEqual([])
})
