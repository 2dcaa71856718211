import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { editStored } from '#collab/clip-doc/edit-stored.fixtures.ts'
import { setStyle } from '#collab/clip-doc/look-verbs.ts'
import { addOverlay } from '#collab/clip-doc/overlay-verbs.ts'
import { AssetId, type ClipId, type UserId, type WorkspaceId } from '#core/ids.ts'
import type { TemplateReach } from '#core/template.ts'
import { insertAsset } from '#db/assets.ts'
import { codeOf, makePerson, makeStudio } from '#db/clips.fixtures.ts'
import { users } from '#db/schema/accounts.ts'
import { freshDatabase } from '#db/test-database.ts'
import { newPerson } from '#db/videos.fixtures.ts'
import { removeMemberRow } from '#db/workspace-people.ts'
import {
  applyTemplate,
  applyTemplateToVideo,
  previewTemplate,
  templateOfClip,
} from './apply-template.server.ts'
import { CreateClip, createClip } from './create-clip.server.ts'
import { readStoredClip } from './read-clip.server.ts'
import {
  changeTemplate,
  deleteTemplate,
  duplicateTemplate,
  type ListTemplates,
  listTemplates,
  makeTemplate,
  saveTemplateVersion,
} from './templates.server.ts'

async function studio() {
  const { db } = await freshDatabase()
  const place = await makeStudio(db)
  const as = (id: UserId, workspaceId: WorkspaceId = place.workspaceId) => ({
    db,
    collab: { edit: editStored(db) } as never,
    user: { id, email: 'x@example.org', fullName: 'X', workspaceId },
  })
  const owner = as(place.owner)
  const newClip = async (title = 'A clip') =>
    (
      await createClip(
        owner,
        CreateClip.parse({ videoId: place.videoId, from: 0, to: 3000, title }),
      )
    ).clipId
  /** A clip with captions of its own, a text and a logo. */
  const styledClip = async () => {
    const clipId = await newClip('Styled')
    const asset = AssetId.parse(crypto.randomUUID())
    await insertAsset(db, {
      ...{ id: asset, workspaceId: place.workspaceId, userId: place.owner, kind: 'picture' },
      ...{ name: 'Logo', type: 'image/png', width: 1, height: 1, durationMs: null, sizeBytes: 1 },
    })
    const origin = { source: 'editor' as const, userId: place.owner }
    await editStored(db)(clipId, (doc) => {
      setStyle(doc, { name: 'clear', size: 1.2 }, origin)
      addOverlay(doc, 'text', { text: 'Follow us' }, origin)
      addOverlay(doc, 'logo', { asset }, origin)
    })
    return clipId
  }
  const make = async (clipId: ClipId, reach: TemplateReach = 'personal') =>
    (await makeTemplate(owner, { name: 'House', clipId, reach })).templateId
  return { ...place, db, as, owner, newClip, styledClip, make }
}

test('a clip’s look is saved, seen on another clip first, and then given to it', async () => {
  const { db, owner, newClip, styledClip, make } = await studio()
  const templateId = await make(await styledClip())
  const clipId = await newClip()
  const before = await readStoredClip(db, clipId)
  const preview = await previewTemplate(owner, { clipId, templateId })
  expect(preview).toMatchObject({ version: 1, leftOut: [], project: { style: { name: 'clear' } } })
  expect(preview.project.overlays.map(({ kind }) => kind)).toEqual(['text', 'logo'])
  expect(await readStoredClip(db, clipId)).toEqual(before)

  await applyTemplate(owner, { clipId, templateId })
  // Ids of overlays are made when they are made.
  const unnamed = (project: typeof before) => ({
    ...project,
    overlays: project.overlays.map((overlay) => ({ ...overlay, id: '' })),
  })
  expect(unnamed(await readStoredClip(db, clipId))).toEqual(unnamed(preview.project))
})

test('a clip stays on the version it was given, until somebody takes the newer one', async () => {
  const { db, owner, newClip, styledClip, make } = await studio()
  const [first, clipId] = [await styledClip(), await newClip()]
  const templateId = await make(first)
  await applyTemplate(owner, { clipId, templateId })
  await editStored(db)(first, (doc) =>
    setStyle(doc, { name: 'newsdesk' }, { source: 'editor', userId: owner.user.id }),
  )
  expect(await saveTemplateVersion(owner, { templateId, clipId: first })).toEqual({ version: 2 })
  expect((await readStoredClip(db, clipId)).style.name).toBe('clear')
  expect(await templateOfClip(owner, { clipId })).toMatchObject({ version: 1, newest: 2 })
  const second = await newClip()
  await applyTemplate(owner, { clipId: second, templateId, version: 1 })
  expect((await readStoredClip(db, second)).style.name).toBe('clear')
  await applyTemplate(owner, { clipId, templateId })
  expect((await readStoredClip(db, clipId)).style.name).toBe('newsdesk')
  expect(await templateOfClip(owner, { clipId })).toMatchObject({ version: 2, newest: 2 })
  expect(await codeOf(applyTemplate(owner, { clipId, templateId, version: 9 }))).toBe(
    'template.not-found',
  )
})

test('all clips of a video are given it, and each counts as a use', async () => {
  const { db, owner, videoId, newClip, styledClip, make } = await studio()
  const templateId = await make(await styledClip())
  const clips = [await newClip('One'), await newClip('Two')]
  const given = await applyTemplateToVideo(owner, { videoId, templateId })
  expect(given).toMatchObject({ version: 1, failed: [], leftOut: [] })
  expect(given.clips).toHaveLength(3)
  for (const id of clips) expect((await readStoredClip(db, id)).style.name).toBe('clear')
  const { templates } = await listTemplates(owner, {})
  expect(templates).toMatchObject([{ name: 'House', usageCount: 3, version: 1, by: 'Ona Reyes' }])
})

test('one clip that cannot be written holds up no other', async () => {
  const { db, owner, videoId, newClip, styledClip, make } = await studio()
  const templateId = await make(await styledClip())
  const broken = await newClip('Broken')
  const { AppError } = await import('#core/errors.ts')
  const collab = {
    edit: async (id: ClipId, verbs: never) => {
      if (id === broken) throw new AppError('clip.not-found')
      return editStored(db)(id, verbs)
    },
  } as never
  const given = await applyTemplateToVideo({ ...owner, collab }, { videoId, templateId })
  expect(given.clips).toHaveLength(1)
  expect(given.failed).toEqual([{ clipId: broken, say: 'This clip no longer exists.' }])
})

test('a public one reaches other workspaces without the files of the first', async () => {
  const { db, as, styledClip, make } = await studio()
  const templateId = await make(await styledClip(), 'public')
  await db.update(users).set({ email: sql`'first.' || email` })
  const elsewhere = await makeStudio(db)
  const stranger = as(elsewhere.owner, elsewhere.workspaceId)
  const { clipId } = await createClip(
    stranger,
    CreateClip.parse({ videoId: elsewhere.videoId, from: 0, to: 3000, title: 'Theirs' }),
  )
  const given = await applyTemplate(stranger, { clipId, templateId })
  expect(given.leftOut).toEqual(['the logo'])
  const { overlays } = await readStoredClip(db, clipId)
  expect(overlays.map(({ kind }) => kind)).toEqual(['text'])
})

test.each<[TemplateReach, { mate: string | null; admin: string | null; stranger: string | null }]>([
  [
    'personal',
    { mate: 'template.not-found', admin: 'template.not-found', stranger: 'template.not-found' },
  ],
  ['workspace', { mate: 'template.not-yours', admin: null, stranger: 'template.not-found' }],
  [
    'public',
    { mate: 'template.not-yours', admin: 'template.not-yours', stranger: 'template.not-yours' },
  ],
])('who may change a %s one', async (reach, expected) => {
  const { db, as, owner, workspaceId, styledClip, make, editor } = await studio()
  const templateId = await make(await styledClip(), reach)
  const admin = as(await makePerson(db, 'Ada Quill', workspaceId, 'admin'))
  const lonely = await newPerson(db)
  const stranger = as(lonely.id, lonely.workspaceId)
  const rename = (who: typeof owner) => codeOf(changeTemplate(who, { templateId, name: 'Theirs' }))
  expect({
    mate: await rename(as(editor)),
    admin: await rename(admin),
    stranger: await rename(stranger),
  }).toEqual(expected)
  expect(await codeOf(deleteTemplate(stranger, { templateId }))).toBe(expected.stranger)
  const pretending = as(lonely.id, workspaceId)
  expect(await codeOf(duplicateTemplate(pretending, { templateId }))).toBe(
    reach === 'public' ? null : 'template.not-found',
  )
})

test('what somebody made for a workspace stays there when they leave', async () => {
  const { db, as, editor, workspaceId } = await studio()
  const mine = as(editor)
  const { templateId } = await makeTemplate(mine, { name: 'Ours', reach: 'workspace' })
  expect(await codeOf(changeTemplate(mine, { templateId, name: 'Still' }))).toBeNull()
  await removeMemberRow(db, workspaceId, editor)
  expect(await codeOf(changeTemplate(mine, { templateId, name: 'Late' }))).toBe(
    'template.not-found',
  )
})

test('the gallery is searched, sorted and looked through by category', async () => {
  const { owner, as, editor } = await studio()
  const made = async (name: string, category: string, reach: TemplateReach = 'workspace') =>
    makeTemplate(owner, { name, category, reach })
  await made('Podcast 100%', 'Podcast')
  await made('Sports', 'Sport')
  await made('Mine', 'Sport', 'personal')
  await made('Everybody’s', '', 'public')
  const names = async (who: typeof owner, asked: ListTemplates) =>
    (await listTemplates(who, asked)).templates.map(({ name }) => name)
  const mate = as(editor)
  expect(await names(mate, { whose: 'workspace', sort: 'name' })).toEqual([
    'Podcast 100%',
    'Sports',
  ])
  expect(await names(mate, { whose: 'workspace', search: '0%' })).toEqual(['Podcast 100%'])
  expect(await names(mate, { whose: 'workspace', search: '%s' })).toEqual([])
  expect(await names(mate, { whose: 'workspace', category: 'Sport' })).toEqual(['Sports'])
  expect(await names(mate, { whose: 'personal' })).toEqual([])
  expect(await names(mate, { whose: 'public' })).toEqual(['Everybody’s'])
  expect((await listTemplates(mate, { whose: 'workspace' })).categories).toEqual([
    'Podcast',
    'Sport',
  ])
  expect((await listTemplates(mate, { whose: 'workspace' })).templates).toMatchObject([
    { mayChange: false },
    { mayChange: false },
  ])
})
