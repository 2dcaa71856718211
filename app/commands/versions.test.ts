import { expect, test } from 'vitest'
import { hearUpdates, takeUpdate } from '#collab/clip-doc/clip-doc.fixtures.ts'
import { type ClipDoc, loadClip } from '#collab/clip-doc/clip-doc.ts'
import { setStyle, setTitle } from '#collab/clip-doc/look-verbs.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import { undoFor } from '#collab/clip-doc/undo.ts'
import { correctWord, cutWords } from '#collab/clip-doc/word-verbs.ts'
import type { ClipId, UserId } from '#core/ids.ts'
import { wordId } from '#core/ids.ts'
import { clipSource } from '#db/clip-source.ts'
import { appendClipUpdates, readClipUpdates } from '#db/clip-updates.ts'
import { codeOf, makeStudio } from '#db/clips.fixtures.ts'
import { getClip } from '#db/clips.ts'
import { freshDatabase } from '#db/test-database.ts'
import { createClip } from './create-clip.server.ts'
import { listVersions } from './list-versions.server.ts'
import { nameVersion, renameVersion } from './name-version.server.ts'
import { compareVersions, previewVersion } from './read-version.server.ts'
import { renameClip } from './rename-clip.server.ts'
import { restoreVersion } from './restore-version.server.ts'

/** A clip in the database and in the tabs of two people, joined as the server joins them. */
async function room() {
  const { db } = await freshDatabase()
  const place = await makeStudio(db)
  const person = (id: UserId) => ({
    id,
    email: 'x@example.org',
    fullName: 'X',
    workspaceId: place.workspaceId,
  })
  const { clipId } = await createClip(
    { db, user: person(place.owner) },
    {
      videoId: place.videoId,
      suggestionId: place.suggestionId,
      style: 'punch',
      shape: '9:16',
    },
  )
  const source = await clipSource(db, clipId)
  if (!source) throw new Error('no source')
  const log = await readClipUpdates(db, clipId)
  const tabs = { owner: loadClip(log), editor: loadClip(log) }
  const waiting: Promise<void>[] = []
  const spread = (update: Uint8Array, from?: ClipDoc) => {
    waiting.push(appendClipUpdates(db, clipId, [update]))
    for (const tab of Object.values(tabs)) {
      if (tab !== from) takeUpdate(tab, update, 'provider')
    }
  }
  for (const tab of Object.values(tabs)) {
    hearUpdates(tab, (update, origin) => {
      if (origin !== 'provider') spread(update, tab)
    })
  }
  const saved = () => Promise.all(waiting)
  const collab = {
    disconnect() {},
    settleVersions: async () => {},
    async edit(_: ClipId, verbs: (doc: ClipDoc) => void) {
      await saved()
      const copy = loadClip(await readClipUpdates(db, clipId))
      const written: Uint8Array[] = []
      hearUpdates(copy, (update) => written.push(update))
      verbs(copy)
      for (const update of written) spread(update)
      await saved()
    },
  }
  const as = (id: UserId) => ({ db, collab, user: person(id) })
  const read = (tab: ClipDoc) => readClip(tab, source)
  return { db, as, clipId, source, tabs, collab, saved, read, ...place }
}
const editor = (userId: UserId) => ({ source: 'editor', userId }) as const

test('a version is named, numbered, listed with who did what, looked at and renamed', async () => {
  const { as, clipId, tabs, saved, owner, editor: eli, reviewer, read } = await room()
  await nameVersion(as(owner), { clipId, name: 'First cut' })
  const before = read(tabs.owner)
  cutWords(tabs.editor, [wordId(1), wordId(2)], editor(eli))
  setStyle(tabs.editor, { name: 'clear' }, editor(eli))
  await saved()
  const { versionId } = await nameVersion(as(eli), { clipId, name: 'For the client' })

  const [second, first] = await listVersions(as(reviewer), { clipId })
  expect(first).toMatchObject({ kind: 'named', number: 1, name: 'First cut', say: [] })
  expect(second).toMatchObject({
    number: 2,
    name: 'For the client',
    people: [{ id: eli }],
    say: [expect.stringMatching(/^Cut 2 words, \d\.\d s$/), 'Captions: Punch to Clear'],
  })
  expect(await previewVersion(as(reviewer), { versionId: first?.id as never })).toEqual(before)
  expect(await previewVersion(as(reviewer), { versionId })).toEqual(read(tabs.owner))

  await renameVersion(as(owner), { versionId, name: 'Sent' })
  expect((await listVersions(as(owner), { clipId }))[0]?.name).toBe('Sent')
})

test('a version that was kept by itself can be given a name, and a number with it', async () => {
  const { as, clipId, tabs, saved, owner } = await room()
  const { versionId: first } = await nameVersion(as(owner), { clipId, name: 'First' })
  setTitle(tabs.owner, 'Other', editor(owner))
  await saved()
  await restoreVersion(as(owner), { versionId: first })
  const [kept] = await listVersions(as(owner), { clipId })
  expect(kept).toMatchObject({ kind: 'restore', number: null, name: null })
  await renameVersion(as(owner), { versionId: kept?.id as never, name: 'The other one' })
  expect((await listVersions(as(owner), { clipId }))[0]).toMatchObject({
    ...{ kind: 'named', number: 2, name: 'The other one' },
  })
})

test('two versions are compared in words, and one with the clip as it is', async () => {
  const { as, clipId, tabs, saved, owner } = await room()
  const { versionId: from } = await nameVersion(as(owner), { clipId, name: 'One' })
  correctWord(tabs.owner, wordId(1), 'attempted', editor(owner))
  await saved()
  const { versionId: to } = await nameVersion(as(owner), { clipId, name: 'Two' })
  setTitle(tabs.owner, 'Twice', editor(owner))
  await saved()
  expect((await compareVersions(as(owner), { from, to })).say).toEqual(['Corrected “attempted”'])
  expect((await compareVersions(as(owner), { from: to, to: from })).say).toEqual([
    'Left “tried” as spoken',
  ])
  const { say, words } = await compareVersions(as(owner), { from, to: 'now' })
  expect(say).toEqual(['Corrected “attempted”', 'Renamed to “Twice”'])
  expect(words.texts).toEqual([wordId(1)])
})

test('a restore is an edit everybody sees, keeps what it replaces, and whoever asked can undo it', async () => {
  const { as, clipId, tabs, saved, owner, editor: eli, read, source } = await room()
  const undo = undoFor(tabs.owner, owner, source)
  const elis = undoFor(tabs.editor, eli, source)
  const { versionId } = await nameVersion(as(owner), { clipId, name: 'One' })
  const then = read(tabs.owner)
  cutWords(tabs.editor, [wordId(1)], editor(eli))
  setTitle(tabs.editor, 'Shorter', editor(eli))
  await saved()
  const replaced = read(tabs.owner)

  expect(await restoreVersion(as(owner), { versionId })).toEqual({ changed: 2, changedSince: 0 })
  expect(read(tabs.owner)).toEqual(then)
  expect(read(tabs.editor)).toEqual(then)
  const [kept] = await listVersions(as(owner), { clipId })
  expect(kept).toMatchObject({ kind: 'restore', number: null })
  expect(await previewVersion(as(owner), { versionId: kept?.id as never })).toEqual(replaced)
  expect(await restoreVersion(as(owner), { versionId })).toEqual({ changed: 0, changedSince: 0 })

  expect(undo.undo()?.change?.gone).toEqual([wordId(1)])
  await saved()
  expect(read(tabs.editor)).toEqual(replaced)
  // Eli's own steps are still his, although the restore and its undo went over them.
  expect(elis.canUndo()).toBe(true)
})

test('a restored clip is listed by its name again, whoever has it open', async () => {
  const { db, as, clipId, owner } = await room()
  await renameClip(as(owner), { clipId, title: 'As it was' })
  const { versionId } = await nameVersion(as(owner), { clipId, name: 'One' })
  await renameClip(as(owner), { clipId, title: 'Another' })
  await restoreVersion(as(owner), { versionId })
  expect((await getClip(db, clipId, owner)).title).toBe('As it was')
})

test('reviewers look at versions and change none; strangers find none', async () => {
  const { as, clipId, owner, reviewer, stranger } = await room()
  const { versionId } = await nameVersion(as(owner), { clipId, name: 'One' })
  expect(await listVersions(as(reviewer), { clipId })).toHaveLength(1)
  for (const asked of [
    nameVersion(as(reviewer), { clipId, name: 'Two' }),
    renameVersion(as(reviewer), { versionId, name: 'Two' }),
    restoreVersion(as(reviewer), { versionId }),
  ]) {
    expect(await codeOf(asked)).toBe('role.view-only')
  }
  expect(await codeOf(listVersions(as(stranger), { clipId }))).toBe('clip.not-found')
  for (const asked of [
    previewVersion(as(stranger), { versionId }),
    compareVersions(as(stranger), { from: versionId, to: 'now' }),
    restoreVersion(as(stranger), { versionId }),
  ]) {
    expect(await codeOf(asked)).toBe('version.not-found')
  }
})
