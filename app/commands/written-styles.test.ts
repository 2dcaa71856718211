import { expect, test } from 'vitest'
import { editStored } from '#collab/clip-doc/edit-stored.fixtures.ts'
import { AppError } from '#core/errors.ts'
import { STARTER_STYLE } from '#core/starter-style.ts'
import type { StyleProps } from '#core/written-style.ts'
import { codeOf, makePerson, makeStudio } from '#db/clips.fixtures.ts'
import { freshDatabase } from '#db/test-database.ts'
import { styleForVideo } from '#db/written-styles.ts'
import { CreateClip, createClip } from './create-clip.server.ts'
import { readStoredClip } from './read-clip.server.ts'
import { pinStyle } from './set-style.server.ts'
import {
  compileDraft,
  deleteStyle,
  listStyles,
  makeStyle,
  openStyle,
  publishStyle,
  readDraft,
  runStyleOfClip,
  stylesForClip,
} from './written-styles.server.ts'

async function studio() {
  const { db } = await freshDatabase()
  const place = await makeStudio(db)
  const as = (id: typeof place.owner, workspaceId = place.workspaceId) => ({
    db,
    user: { id, email: 'x@example.org', fullName: 'X', workspaceId },
    collab: { disconnect() {}, edit: editStored(db), settleVersions: async () => {} },
    written: {
      compile: async (code: string) =>
        code.includes('broken')
          ? { ok: false as const, faults: [{ say: 'This is broken.', line: 3 }] }
          : { ok: true as const, style: { code, lines: [] } },
      check: async ({ source }: { source: string }) => {
        if (source.includes('throws'))
          throw new AppError('style.failed', { detail: 'Line 7: no such colour' })
        return {
          facts: { fields: [], layout: {}, reach: 1, refused: [] },
          states: 100,
          frames: 900,
        }
      },
      frameScript: async () => '',
    },
  })
  const owner = as(place.owner)
  const newClip = async () =>
    (
      await createClip(
        owner,
        CreateClip.parse({ videoId: place.videoId, from: 0, to: 3000, title: 'A clip' }),
      )
    ).clipId
  return { ...place, db, as, owner, newClip }
}

test('a style begins as a draft that draws something, and is published version by version', async () => {
  const { owner } = await studio()
  const { styleId } = await makeStyle(owner, { name: 'Marker' })
  expect(await readDraft(owner, { styleId })).toBe(STARTER_STYLE)
  expect(await listStyles(owner)).toMatchObject([{ name: 'Marker', version: null }])
  expect(await publishStyle(owner, { styleId })).toMatchObject({ version: 1, states: 100 })
  expect(await publishStyle(owner, { styleId, source: 'second' })).toMatchObject({ version: 2 })
  const { versions, style } = await openStyle(owner, { styleId })
  expect(style.version).toBe(2)
  expect(versions.map(({ version, source }) => [version, source])).toEqual([
    [2, 'second'],
    [1, STARTER_STYLE],
  ])
})

test('what does not run is not published, and its line is said', async () => {
  const { owner } = await studio()
  const { styleId } = await makeStyle(owner, { name: 'Marker' })
  await expect(publishStyle(owner, { styleId, source: 'broken' })).rejects.toThrow(
    'Line 3: This is broken.',
  )
  await expect(publishStyle(owner, { styleId, source: 'throws' })).rejects.toThrow(
    'Line 7: no such colour',
  )
  expect((await openStyle(owner, { styleId })).versions).toEqual([])
  expect(await compileDraft(owner, { styleId, source: 'broken' })).toMatchObject({ ok: false })
})

test('a clip stays on the version it was given, also when a newer one is out or the style is deleted', async () => {
  const { owner, db, videoId, newClip } = await studio()
  const { styleId } = await makeStyle(owner, { name: 'Marker', source: 'first' })
  const clipId = await newClip()
  expect(await stylesForClip(owner, { clipId })).toEqual([])
  await publishStyle(owner, { styleId })
  expect(await stylesForClip(owner, { clipId })).toMatchObject([{ id: styleId, version: 1 }])
  await pinStyle(owner, { clipId, styleId, version: 1, overrides: { size: 70 } })
  await publishStyle(owner, { styleId, source: 'second' })
  await deleteStyle(owner, { styleId })

  const { style } = await readStoredClip(db, clipId)
  expect(style.template).toEqual({ id: styleId, version: 1 })
  expect(style.overrides).toEqual({ size: 70 })
  const pin = { id: styleId, version: 1 }
  expect(await styleForVideo(db, videoId, pin)).toMatchObject({ source: 'first' })
  expect((await runStyleOfClip(owner, { clipId, ...pin })).style.code).toBe('first')
  expect(await stylesForClip(owner, { clipId })).toEqual([])
})

test('a clip keeps nothing of what it had set, of another style or of the same', async () => {
  const { owner, db, newClip } = await studio()
  const [marker, neon] = await Promise.all([
    makeStyle(owner, { name: 'Marker' }),
    makeStyle(owner, { name: 'Neon' }),
  ])
  for (const one of [marker, neon]) await publishStyle(owner, one)
  const clipId = await newClip()
  const pin = (styleId: typeof marker.styleId, overrides: StyleProps) =>
    pinStyle(owner, { clipId, styleId, version: 1, overrides })
  const overrides = async () => (await readStoredClip(db, clipId)).style.overrides
  await pin(marker.styleId, { size: 70, ink: '#ff0000' })
  await pin(marker.styleId, { size: 60 })
  expect(await overrides()).toEqual({ size: 60 })
  await pin(neon.styleId, { glow: 2 })
  expect(await overrides()).toEqual({ glow: 2 })
})

test('how many clips have a version is counted', async () => {
  const { owner, newClip } = await studio()
  const { styleId } = await makeStyle(owner, { name: 'Marker' })
  await publishStyle(owner, { styleId })
  for (const clipId of [await newClip(), await newClip()])
    await pinStyle(owner, { clipId, styleId, version: 1, overrides: {} })
  expect((await openStyle(owner, { styleId })).used).toEqual([{ version: 1, clips: 2 }])
})

test('a style of another workspace is not there, for people as for clips', async () => {
  const { owner, as, db, newClip, stranger, workspaceId } = await studio()
  const { styleId } = await makeStyle(owner, { name: 'Marker' })
  await publishStyle(owner, { styleId })
  for (const act of [openStyle, readDraft, deleteStyle])
    expect(await codeOf(act(as(stranger), { styleId }))).toBe('style.not-found')
  const clipId = await newClip()
  const pin = { clipId, styleId: crypto.randomUUID() as never, version: 1, overrides: {} }
  expect(await codeOf(pinStyle(owner, pin))).toBe('style.not-found')
  expect(await codeOf(pinStyle(owner, { ...pin, styleId, version: 9 }))).toBe('style.not-found')
  const reviewer = as(await makePerson(db, 'R', workspaceId, 'reviewer'))
  expect(await codeOf(openStyle(reviewer, { styleId }))).toBeNull()
})
