import { expect, test } from 'vitest'
import { editStored } from '#collab/clip-doc/edit-stored.fixtures.ts'
import { setStyle as writeStyle } from '#collab/clip-doc/look-verbs.ts'
import { addOverlay, removeOverlay } from '#collab/clip-doc/overlay-verbs.ts'
import { BrandKit, brandWearer, plainKit } from '#core/brand-kit.ts'
import { AssetId } from '#core/ids.ts'
import { overlayDefaults } from '#core/overlay.ts'
import { insertAsset } from '#db/assets.ts'
import { codeOf, makeStudio } from '#db/clips.fixtures.ts'
import { freshDatabase } from '#db/test-database.ts'
import { newPerson } from '#db/videos.fixtures.ts'
import { fingerprint } from '../editor/fingerprint.ts'
import { changeBrand, readBrand } from './brand.server.ts'
import { composeClip } from './compose-clip.server.ts'
import { CreateClip, createClip } from './create-clip.server.ts'
import { readStoredClip } from './read-clip.server.ts'
import { setStyle } from './set-style.server.ts'

async function studio() {
  const { db } = await freshDatabase()
  const { owner, editor, workspaceId, videoId } = await makeStudio(db)
  const as = (id: typeof owner) => ({
    db,
    collab: { edit: editStored(db) } as never,
    // Nothing here is fetched.
    ...{ storage: null as never, decodeAsset: null as never, config: null as never },
    user: { id, email: 'x@example.org', fullName: 'X', workspaceId },
  })
  const world = as(owner)
  const newClip = async () =>
    (await createClip(world, CreateClip.parse({ videoId, from: 0, to: 3000, title: 'A clip' })))
      .clipId
  const picture = async (workspace = workspaceId) => {
    const id = AssetId.parse(crypto.randomUUID())
    await insertAsset(db, {
      ...{ id, workspaceId: workspace, userId: owner, kind: 'picture', name: 'A', type: 'x/y' },
      ...{ width: null, height: null, durationMs: null, sizeBytes: 1 },
    })
    return id
  }
  const kit = async () =>
    BrandKit.parse({
      logo: { ...overlayDefaults.logo, asset: await picture(), place: 'bottom-right' },
      colours: { ...plainKit().colours, base: '#ffeedd' },
      font: 'anton',
      intro: { ...overlayDefaults.intro, text: 'Halden' },
      outro: null,
    })
  return { db, world, editor: as(editor), workspaceId, videoId, newClip, picture, kit }
}

test('a new clip begins with the brand, and may leave what is not locked', async () => {
  const { db, world, newClip, kit } = await studio()
  await changeBrand(world, { kit: await kit() })
  const clipId = await newClip()
  const clip = await readStoredClip(db, clipId)
  expect(clip.style).toMatchObject({ base: '#ffeedd', active: null, font: 'anton' })
  expect(clip.overlays).toMatchObject([
    { kind: 'logo', place: 'bottom-right' },
    { kind: 'intro', text: 'Halden' },
  ])
  await setStyle(world, { clipId, fields: { caption_color: '#112233' } })
  expect((await readStoredClip(db, clipId)).style.base).toBe('#112233')
})

test('what is locked is as the brand has it, in clips from before and whatever a client writes', async () => {
  const { db, world, newClip, kit } = await studio()
  const clipId = await newClip()
  await changeBrand(world, { kit: await kit(), locked: ['logo', 'colours', 'font', 'outro'] })
  // As a live document takes it: past every command.
  const origin = { source: 'editor' as const, userId: world.user.id }
  await editStored(db)(clipId, (doc) => {
    writeStyle(doc, { base: '#112233', font: 'inter', size: 1.3 }, origin)
    addOverlay(doc, 'outro', { text: 'Mine' }, origin)
    removeOverlay(doc, 'logo', origin)
  })
  const clip = await readStoredClip(db, clipId)
  expect(clip.style).toMatchObject({ base: '#ffeedd', font: 'anton', size: 1.3 })
  expect(clip.overlays.map(({ kind }) => kind)).toEqual(['logo'])
  // Unlocked, the clip is what its people made of it.
  await changeBrand(world, { locked: [] })
  const free = await readStoredClip(db, clipId)
  expect(free.style.base).toBe('#112233')
  expect(free.overlays.map(({ kind }) => kind)).toEqual(['outro'])
  expect(fingerprint(free)).not.toBe(fingerprint(clip))
})

test('a program is told that a field is locked, and nothing is written', async () => {
  const { db, world, editor, newClip, kit, picture } = await studio()
  const clipId = await newClip()
  await changeBrand(world, { kit: await kit(), locked: ['logo', 'colours'] })
  const before = await readStoredClip(db, clipId)
  for (const who of [world, editor]) {
    for (const fields of [
      { caption_color: '#112233' },
      { brand_logo_scale: 2 },
      { captions: { active: '#112233' } },
    ])
      expect(await codeOf(setStyle(who, { clipId, fields }))).toBe('brand.locked')
    const asset_id = await picture()
    for (const overlays of [[], [{ type: 'logo' as const, asset_id }]]) {
      const composed = composeClip(who, { clipId, wish: { overlays } })
      expect(await codeOf(composed)).toBe('brand.locked')
    }
  }
  expect(await readStoredClip(db, clipId)).toEqual(before)
  await setStyle(editor, { clipId, fields: { caption_size: 60, captions: { font: 'anton' } } })
  // What is read may be written back.
  const logo = before.overlays.find((one) => one.kind === 'logo')
  const wish = { type: 'logo' as const, asset_id: logo && 'asset' in logo ? logo.asset : null }
  expect(await codeOf(composeClip(editor, { clipId, wish: { overlays: [wish] } }))).toBeNull()
})

test('a brand is made of pictures of its own workspace', async () => {
  const { db, world, picture } = await studio()
  const elsewhere = await picture((await newPerson(db)).workspaceId)
  const logo = { ...overlayDefaults.logo, asset: elsewhere } as never
  expect(await codeOf(changeBrand(world, { kit: { logo } }))).toBe('asset.not-found')
  expect(await readBrand(world)).toMatchObject({ kit: plainKit(), locked: [], mayChange: true })
})

test('who is not locked out is told so by the same objects', async () => {
  const { db, newClip, kit } = await studio()
  const clip = await readStoredClip(db, await newClip())
  const free = brandWearer({ kit: plainKit(), locked: [] })
  expect(free(clip)).toBe(clip)
  const worn = brandWearer({ kit: await kit(), locked: ['logo'] })
  expect(worn(clip).overlays).toBe(worn({ ...clip, title: 'B' }).overlays)
})
