import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { editStored } from '#collab/clip-doc/edit-stored.fixtures.ts'
import { addOverlay } from '#collab/clip-doc/overlay-verbs.ts'
import { type AssetKind, MAX_ASSET_BYTES } from '#core/asset.ts'
import { pngHeader } from '#core/asset-header.fixtures.ts'
import { BrandKit } from '#core/brand-kit.ts'
import { AppError } from '#core/errors.ts'
import type { AssetId } from '#core/ids.ts'
import { overlayDefaults } from '#core/overlay.ts'
import { assetsForVideo, assetsOf, getAsset } from '#db/assets.ts'
import { makeStudio } from '#db/clips.fixtures.ts'
import { folderStorage } from '#db/storage.ts'
import { freshDatabase } from '#db/test-database.ts'
import { newPerson, newProject, newVideo } from '#db/videos.fixtures.ts'
import { addAsset, listAssets, removeAsset, restoreAsset } from './assets.server.ts'
import { changeBrand } from './brand.server.ts'
import { CreateClip, createClip } from './create-clip.server.ts'
import { makeTemplate } from './templates.server.ts'

async function studio() {
  const root = await mkdtemp(join(tmpdir(), 'cliproom-assets-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const { db } = await freshDatabase()
  const place = await makeStudio(db)
  const storage = folderStorage(root)
  const user = { id: place.owner, email: 'x@example.org', fullName: 'X' }
  const context = {
    ...{ db, storage },
    user: { ...user, workspaceId: place.workspaceId },
    // What FFmpeg says is told in render/.
    async decodeAsset(file: string, kind: AssetKind) {
      if ((await readFile(file)).includes('broken')) throw new AppError('asset.damaged')
      return kind === 'sound' ? 2400 : null
    },
  }
  const files = () => readdir(join(root, 'assets')).catch(() => [])
  /** A clip that shows a picture. */
  const clipWith = async (asset: AssetId) => {
    const { videoId } = place
    const clip = CreateClip.parse({ videoId, from: 0, to: 3000, title: 'A clip' })
    const { clipId } = await createClip(context, clip)
    await editStored(db)(clipId, (doc) =>
      addOverlay(doc, 'logo', { asset }, { source: 'editor', userId: place.owner }),
    )
    return clipId
  }
  return { ...place, db, root, context, files, clipWith }
}

async function* inParts(...parts: Uint8Array[]) {
  yield* parts
}
const filled = (count: number) => new Uint8Array(count)

test('a picture is kept under its workspace, and is what its bytes say', async () => {
  const { db, root, context, workspaceId, videoId, owner } = await studio()
  const png = pngHeader(300, 200)
  const bytes = inParts(png.subarray(0, 5), png.subarray(5))
  const { assetId } = await addAsset(context, { name: 'our logo.mp3' }, bytes)
  const [asset] = await assetsOf(db, workspaceId)
  expect(asset).toMatchObject({
    ...{ id: assetId, kind: 'picture', name: 'our logo.mp3', type: 'image/png' },
    ...{ width: 300, height: 200, sizeBytes: 24 },
  })
  expect(new Uint8Array(await readFile(join(root, 'assets', assetId, 'file')))).toEqual(png)
  expect(await assetsForVideo(db, videoId, [assetId])).toHaveLength(1)

  await removeAsset(context, { assetId })
  expect(await assetsOf(db, workspaceId)).toEqual([])
  expect(await assetsForVideo(db, videoId, [assetId])).toEqual([])
  await expect(getAsset(db, assetId, owner)).rejects.toMatchObject({ code: 'asset.not-found' })
})

test('what was taken away comes back with its bytes', async () => {
  const { db, root, context, workspaceId } = await studio()
  const { assetId } = await addAsset(context, { name: 'L' }, inParts(pngHeader(2, 2)))
  expect(await removeAsset(context, { assetId })).toEqual({ usedBy: null })
  await restoreAsset(context, { assetId })
  expect(await assetsOf(db, workspaceId)).toMatchObject([{ id: assetId }])
  expect(await readFile(join(root, 'assets', assetId, 'file'))).toHaveLength(24)
  // What is there is not brought back.
  await expect(restoreAsset(context, { assetId })).rejects.toMatchObject({
    code: 'asset.not-found',
  })

  await removeAsset(context, { assetId })
  await context.storage.remove(`assets/${assetId}`)
  await expect(restoreAsset(context, { assetId })).rejects.toMatchObject({
    code: 'asset.not-found',
  })
})

test('what the brand names is for admins to take away, and an editor is told why', async () => {
  const { context, editor } = await studio()
  const { assetId } = await addAsset(context, { name: 'L.png' }, inParts(pngHeader(2, 2)))
  const logo = BrandKit.shape.logo.parse({ ...overlayDefaults.logo, asset: assetId })
  await changeBrand(context, { kit: { logo } })
  const asEditor = { ...context, user: { ...context.user, id: editor } }
  await expect(removeAsset(asEditor, { assetId })).rejects.toMatchObject({
    code: 'role.admin-only',
    message:
      'The brand of this workspace uses “L.png”. Only owners and admins of this workspace may delete it.',
  })
  expect(await removeAsset(context, { assetId })).toEqual({
    usedBy: 'The brand of this workspace',
  })
})

test('what a template that others have shows is for admins to take away', async () => {
  const { context, editor, clipWith } = await studio()
  const { assetId } = await addAsset(context, { name: 'L.png' }, inParts(pngHeader(2, 2)))
  const clipId = await clipWith(assetId)
  const asEditor = { ...context, user: { ...context.user, id: editor } }
  const look = { clipId, parts: ['picture' as const] }
  await makeTemplate(asEditor, { ...look, name: 'Mine', reach: 'personal' })
  expect(await removeAsset(asEditor, { assetId })).toEqual({ usedBy: null })
  await restoreAsset(asEditor, { assetId })

  await makeTemplate(context, { ...look, name: 'House', reach: 'workspace' })
  await expect(removeAsset(asEditor, { assetId })).rejects.toMatchObject({
    code: 'role.admin-only',
    message: expect.stringMatching(/^The template “House” uses “L.png”\./),
  })
})

test('another workspace’s asset is not there, not for people and not for a clip that names it', async () => {
  const { db, context } = await studio()
  const { assetId } = await addAsset(context, { name: 'L' }, inParts(pngHeader(2, 2)))
  const stranger = await newPerson(db)
  const theirs = await newVideo(db, stranger.id, await newProject(db, stranger))
  await expect(getAsset(db, assetId, stranger.id)).rejects.toMatchObject({
    code: 'asset.not-found',
  })
  expect(await assetsForVideo(db, theirs, [assetId])).toEqual([])
})

test.each([
  [
    'asset.unsupported',
    'a drawing with a script',
    () => inParts(Buffer.from('<svg onload="x()"/>')),
  ],
  ['asset.unsupported', 'a picture too wide', () => inParts(pngHeader(4097, 2))],
  ['media.empty', 'nothing', () => inParts()],
  [
    'asset.damaged',
    'a sound of which nothing is heard',
    () => inParts(Buffer.from('ID3'), Buffer.from('broken')),
  ],
  [
    'asset.too-large',
    'a picture of more bytes than a picture may have',
    () => inParts(pngHeader(9, 9), filled(MAX_ASSET_BYTES.picture)),
  ],
  [
    'asset.too-large',
    'bytes that never end',
    async function* endless() {
      yield Buffer.from('ID3')
      for (;;) yield filled(1024 ** 2)
    },
  ],
] as const)('%s: %s leaves neither row nor bytes', async (code, _, bytes) => {
  const { db, context, workspaceId, files } = await studio()
  await expect(addAsset(context, { name: 'X' }, bytes())).rejects.toMatchObject({ code })
  expect(await assetsOf(db, workspaceId)).toEqual([])
  expect(await files()).toEqual([])
})

test('a clip is offered what its workspace has, by kind, wherever its person is now', async () => {
  const { db, context, videoId, workspaceId } = await studio()
  const { clipId } = await createClip(
    context,
    CreateClip.parse({ videoId, from: 0, to: 3000, title: 'A clip' }),
  )
  const elsewhere = { ...context.user, workspaceId: (await newPerson(db)).workspaceId }
  const abroad = { ...context, user: elsewhere }
  const { assetId } = await addAsset(
    abroad,
    { name: 'Slow.mp3', clipId, kind: 'sound' },
    inParts(Buffer.from('ID3 and so on')),
  )
  await addAsset(abroad, { name: 'L', clipId }, inParts(pngHeader(2, 2)))
  expect(await listAssets(abroad, { clipId, kind: 'sound' })).toMatchObject([
    { id: assetId, workspaceId, durationMs: 2400 },
  ])
  const wrong = { name: 'L', clipId, kind: 'sound' as const }
  await expect(addAsset(abroad, wrong, inParts(pngHeader(2, 2)))).rejects.toMatchObject({
    code: 'asset.unsupported',
  })
  const stranger = await newPerson(db)
  await expect(
    listAssets({ db, user: { ...context.user, ...stranger } }, { clipId, kind: 'sound' }),
  ).rejects.toMatchObject({ code: 'clip.not-found' })
})

test('what breaks off on its way is not kept', async () => {
  const { db, context, workspaceId, files } = await studio()
  async function* broken() {
    yield pngHeader(9, 9)
    throw new Error('the line went dead')
  }
  await expect(addAsset(context, { name: 'X' }, broken())).rejects.toThrow('the line went dead')
  expect(await assetsOf(db, workspaceId)).toEqual([])
  expect(await files()).toEqual([])
})
