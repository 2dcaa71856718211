import { expect, test } from 'vitest'
import { type ClipDoc, loadClip } from '#collab/clip-doc/clip-doc.ts'
import { editStored } from '#collab/clip-doc/edit-stored.fixtures.ts'
import { putBackRange } from '#collab/clip-doc/range-verbs.ts'
import { readClip, transcriptVersionOf } from '#collab/clip-doc/read-clip.ts'
import { heardWords } from '#core/cut-list.ts'
import type { ClipId, UserId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { readClipUpdates } from '#db/clip-updates.ts'
import { codeOf, makeStudio } from '#db/clips.fixtures.ts'
import { getClip } from '#db/clips.ts'
import { clips, suggestions } from '#db/schema/clips.ts'
import { freshDatabase } from '#db/test-database.ts'
import { CreateClip, createClip } from './create-clip.server.ts'
import { readStoredClip } from './read-clip.server.ts'
import { renameClip } from './rename-clip.server.ts'

async function studio(line?: string) {
  const { db } = await freshDatabase()
  const place = await makeStudio(db, line)
  const as = (id: UserId) => ({
    db,
    user: { id, email: 'x@example.org', fullName: 'X', workspaceId: place.workspaceId },
  })
  const fromSuggestion = {
    videoId: place.videoId,
    suggestionId: place.suggestionId,
    style: 'clear' as const,
    shape: '9:16' as const,
  }
  return { db, as, fromSuggestion, ...place }
}

test('a suggestion becomes a clip whose document says the same', async () => {
  const { db, as, owner, fromSuggestion } = await studio()
  const { clipId } = await createClip(as(owner), fromSuggestion)

  const clip = await getClip(db, clipId, owner)
  expect(clip).toMatchObject({ title: 'We tried it twice', from: 0, to: 1600, shape: '9:16' })
  const project = await readStoredClip(db, clipId)
  expect(project).toMatchObject({
    title: 'We tried it twice',
    shape: '9:16',
    pieces: [{ from: 0, to: 1600 }],
    style: { name: 'clear' },
    issues: [],
  })
  expect(project.words.map((word) => word.text)).toEqual(['We', 'tried', 'it', 'twice.'])
  expect(transcriptVersionOf(loadClip(await readClipUpdates(db, clipId)))).toBe(1)
})

test('the same suggestion opens the same clip, also when two accept it at once', async () => {
  const { db, as, owner, editor, fromSuggestion } = await studio()
  const [a, b] = await Promise.all([
    createClip(as(owner), fromSuggestion),
    createClip(as(editor), fromSuggestion),
  ])
  expect(b).toEqual(a)
  expect(await createClip(as(owner), fromSuggestion)).toEqual(a)
  expect(await readClipUpdates(db, a.clipId)).toHaveLength(1)
})

test('a suggestion whose edges were moved becomes a clip with those edges', async () => {
  const { db, as, owner, fromSuggestion } = await studio()
  const range = { from: ms(400), to: ms(1200) }
  const { clipId } = await createClip(as(owner), CreateClip.parse({ ...fromSuggestion, range }))
  expect((await getClip(db, clipId, owner)).suggestionId).toBe(fromSuggestion.suggestionId)
  expect((await readStoredClip(db, clipId)).pieces).toMatchObject([range])
})

test('a suggestion is told in the pieces it proposes, and what was skipped can be put back', async () => {
  const { db, as, owner, fromSuggestion } = await studio(
    'We tried it. Buy a pump today. It broke. We went home.',
  )
  const line = (from: number, to: number, quote: string) => ({ from: ms(from), to: ms(to), quote })
  const suggestionId = fromSuggestion.suggestionId
  await db.update(suggestions).set({
    endMs: ms(4700),
    arrangement: {
      opensWith: line(2750, 3600, 'It broke.'),
      skips: [{ ...line(1150, 2750, 'Buy a pump today.'), why: 'promo' }],
    },
  })
  const arrange = { opening: true, skips: true }
  const { clipId } = await createClip(as(owner), { ...fromSuggestion, suggestionId, arrange })
  const project = await readStoredClip(db, clipId)
  expect(project.pieces).toMatchObject([
    { from: 2750, to: 3600 },
    { from: 0, to: 1150 },
    { from: 2750, to: 4700 },
  ])
  expect(project.issues).toEqual([])
  expect(heardWords(project).map(({ text }) => text)).toEqual(
    'It broke. We tried it. It broke. We went home.'.split(' '),
  )
  expect(await getClip(db, clipId, owner)).toMatchObject({ from: 0, to: 4700, durationMs: 3950 })
  await editStored(db)(clipId, (doc) => {
    const source = { words: [] }
    putBackRange(doc, source, { from: ms(0), to: ms(4700) }, { source: 'pipeline', job: 'test' })
  })
  expect((await readStoredClip(db, clipId)).pieces.slice(1)).toMatchObject([
    { from: 0, to: 1150 },
    { from: 1150, to: 2750 },
    { from: 2750, to: 4700 },
  ])
})

test('any stretch becomes a clip, cut at the end of the video', async () => {
  const { db, as, owner, videoId } = await studio()
  const { clipId } = await createClip(
    as(owner),
    CreateClip.parse({ videoId, from: 30_000, to: 90_000, title: 'The end', shape: '1:1' }),
  )
  expect(await getClip(db, clipId, owner)).toMatchObject({ to: 60_000, shape: '1:1' })
})

test('a stretch outside of the video is refused, and nothing is left behind', async () => {
  const { db, as, owner, videoId } = await studio()
  const input = CreateClip.parse({ videoId, from: ms(70_000), to: ms(80_000), title: 'Beyond' })
  expect(await codeOf(createClip(as(owner), input))).toBe('clip.outside-video')
  expect(await db.select().from(clips)).toEqual([])
})

test('a new name goes into the document and into the lists, whoever has the clip open', async () => {
  const { db, as, owner, reviewer, fromSuggestion } = await studio()
  const { clipId } = await createClip(as(owner), fromSuggestion)
  const live = loadClip(await readClipUpdates(db, clipId))
  const collab = {
    disconnect() {},
    edit: async (_: ClipId, verbs: (doc: ClipDoc) => void) => verbs(live),
    settleVersions: async () => {},
  }
  await renameClip({ ...as(owner), collab }, { clipId, title: 'Twice is enough' })
  expect(readClip(live, { words: [], durationMs: 60_000 }).title).toBe('Twice is enough')
  expect((await getClip(db, clipId, owner)).title).toBe('Twice is enough')
  const asked = renameClip({ ...as(reviewer), collab }, { clipId, title: 'No' })
  expect(await codeOf(asked)).toBe('role.view-only')
})

test('reviewers make no clips, and strangers find no video', async () => {
  const { as, reviewer, stranger, fromSuggestion } = await studio()
  expect(await codeOf(createClip(as(reviewer), fromSuggestion))).toBe('role.view-only')
  expect(await codeOf(createClip(as(stranger), fromSuggestion))).toBe('video.not-found')
})
