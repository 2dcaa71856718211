import { expect, test } from 'vitest'
import { editStored } from '#collab/clip-doc/edit-stored.fixtures.ts'
import { correctWord } from '#collab/clip-doc/word-verbs.ts'
import { wordId } from '#core/ids.ts'
import { clipSource } from '#db/clip-source.ts'
import { codeOf, makeStudio } from '#db/clips.fixtures.ts'
import { transcriptions, transcriptSegments } from '#db/schema/transcripts.ts'
import { freshDatabase } from '#db/test-database.ts'
import { getTranscript } from '#db/transcripts.ts'
import { CreateClip, createClip } from './create-clip.server.ts'
import { fixEverywhere } from './fix-everywhere.server.ts'
import { readStoredClip } from './read-clip.server.ts'
import { renameSpeaker } from './rename-speaker.server.ts'

async function talk(line: string) {
  const { db } = await freshDatabase()
  const place = await makeStudio(db, line)
  const user = { id: place.owner, email: '', fullName: '', workspaceId: place.workspaceId }
  const edit = editStored(db)
  const context = { db, user, collab: { edit } as never }
  const { transcriptionId, videoId } = place
  const newClip = async () =>
    (await createClip(context, CreateClip.parse({ videoId, from: 0, to: 4000, title: 'A' }))).clipId
  const fix = (heard: string, said: string, countOnly = false) =>
    fixEverywhere(context, { transcriptionId, heard, said, countOnly })
  const words = async () =>
    (await getTranscript(db, transcriptionId))?.segments.flatMap((one) => one.words) ?? []
  return { ...place, db, context, edit, newClip, fix, words }
}

test('a word heard wrong is put right wherever it is said, and keeps every time', async () => {
  const { fix, words } = await talk('The gray one. Gray is gray, greyer is not.')
  const before = await words()
  expect(await fix('gray', 'grey', true)).toEqual({ places: 3, clips: 0 })
  expect(await words()).toEqual(before)
  expect(await fix('gray', 'grey')).toEqual({ places: 3, clips: 0 })
  const after = await words()
  expect(after.map(({ text }) => text).join(' ')).toBe('The grey one. Grey is grey, greyer is not.')
  expect(after.map(({ id, from, to }) => [id, from, to])).toEqual(
    before.map(({ id, from, to }) => [id, from, to]),
  )
})

test('clips are put right as well, but for what somebody corrected by hand', async () => {
  const { db, newClip, edit, fix, owner } = await talk('The gray one. Gray is gray.')
  const [clip, other] = [await newClip(), await newClip()]
  await edit(clip, (doc) => {
    correctWord(doc, wordId(3), 'GRAY', { source: 'editor', userId: owner })
  })
  expect(await fix('gray', 'grey')).toEqual({ places: 3, clips: 2 })
  const read = async (id: typeof clip) =>
    (await readStoredClip(db, id)).words.map(({ text }) => text).join(' ')
  expect(await read(clip)).toBe('The grey one. GRAY is grey.')
  expect(await read(other)).toBe('The grey one. Grey is grey.')
})

test('words that become one share their time, and clips keep what they were cut from', async () => {
  const { db, newClip, fix, words } = await talk('All in formation is in formation.')
  const clip = await newClip()
  expect(await fix('in formation', 'information')).toEqual({ places: 2, clips: 0 })
  const after = await words()
  expect(after.map(({ text }) => text)).toEqual(['All', 'information', 'is', 'information.'])
  expect(after.map(({ id }) => id)).toEqual(['w0', 'w1', 'w2', 'w3'])
  expect((await clipSource(db, clip))?.words).toHaveLength(6)
})

test('a speaker has another name in every version, so in clips too', async () => {
  const { db, context, newClip, transcriptionId, fix } = await talk('We tried it twice.')
  await db.update(transcriptions).set({ speakers: ['Speaker 1', 'Speaker 2'] })
  const clip = await newClip()
  // Now there are two versions: the clip's, and the one that goes on.
  await fix('tried', 'fried')
  await renameSpeaker(context, { transcriptionId, speakerId: 0, name: 'Amara' })
  expect((await clipSource(db, clip))?.speakers).toEqual(['Amara', 'Speaker 2'])
  const rows = await db.select().from(transcriptions)
  expect(rows.map(({ speakers }) => speakers)).toEqual([
    ['Amara', 'Speaker 2'],
    ['Amara', 'Speaker 2'],
  ])
})

test('the name of somebody who is there already makes the two one', async () => {
  const { db, context, transcriptionId } = await talk('We tried it twice.')
  await db.update(transcriptions).set({ speakers: ['Amara', 'Speaker 2'] })
  await db.update(transcriptSegments).set({ speakerId: 1 })
  await renameSpeaker(context, { transcriptionId, speakerId: 1, name: 'Amara' })
  const transcript = await getTranscript(db, transcriptionId)
  expect(new Set(transcript?.segments.map(({ speaker }) => speaker))).toEqual(new Set([0]))
})

test('a speaker that is not there, and a stranger, are refused', async () => {
  const { context, transcriptionId, stranger } = await talk('We tried it twice.')
  const asked = { transcriptionId, speakerId: 7, name: 'Amara' }
  expect(await codeOf(renameSpeaker(context, asked))).toBe('request.invalid')
  const other = { ...context, user: { ...context.user, id: stranger } }
  expect(await codeOf(renameSpeaker(other, asked))).toMatch(/not-found$/)
  const fix = fixEverywhere(other, { transcriptionId, heard: 'a', said: 'b', countOnly: true })
  expect(await codeOf(fix)).toMatch(/not-found$/)
})
