import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { editStored } from '#collab/clip-doc/edit-stored.fixtures.ts'
import { segmentsOf } from '#db/api-transcripts.ts'
import { clipSource } from '#db/clip-source.ts'
import { codeOf, makeStudio, said } from '#db/clips.fixtures.ts'
import { clips } from '#db/schema/clips.ts'
import { transcriptions } from '#db/schema/transcripts.ts'
import { freshDatabase } from '#db/test-database.ts'
import { getTranscript, saveTranscript } from '#db/transcripts.ts'
import { CreateClip, createClip } from './create-clip.server.ts'
import { editSegment } from './edit-segment.server.ts'

async function talk(line: string) {
  const { db } = await freshDatabase()
  const place = await makeStudio(db, line)
  const user = { id: place.owner, email: '', fullName: '', workspaceId: place.workspaceId }
  const { transcriptionId } = place
  const collab = { edit: editStored(db) } as never
  const [segment] = await segmentsOf(db, transcriptionId)
  const edit = (text: string) =>
    editSegment({ db, user, collab }, { transcriptionId, segmentId: segment?.id ?? '', text })
  const words = async (id = transcriptionId) =>
    (await getTranscript(db, id))?.segments.flatMap((one) => one.words) ?? []
  return { db, user, collab, edit, words, ...place, segmentId: segment?.id ?? '' }
}

test('a word put right keeps every time', async () => {
  const { edit, words } = await talk('We tried it twice.')
  const before = await words()
  await edit('We fried it twice.')
  const after = await words()
  expect(after.map(({ text }) => text)).toEqual(['We', 'fried', 'it', 'twice.'])
  expect(after.map(({ id, from, to }) => [id, from, to])).toEqual(
    before.map(({ id, from, to }) => [id, from, to]),
  )
})

test('words that come or go share the time between those that stay, and all are numbered', async () => {
  const { edit, words } = await talk('We tried it twice.')
  await edit('We really hardly ever tried it twice.')
  const after = await words()
  expect(after.map(({ text }) => text).join(' ')).toBe('We really hardly ever tried it twice.')
  expect(after.map(({ id }) => id)).toEqual(['w0', 'w1', 'w2', 'w3', 'w4', 'w5', 'w6'])
  expect(after.at(-1)).toMatchObject({ from: 1200, to: 1500, timing: 'native' })
  expect(after[1]?.timing).toBe('estimated')
  for (const [i, word] of after.entries()) {
    expect(word.to).toBeGreaterThan(word.from)
    expect(word.from).toBeGreaterThanOrEqual(after[i - 1]?.from ?? 0)
  }
})

test('a clip keeps the words it was cut from; the transcript keeps its id', async () => {
  const { db, user, edit, words, videoId, transcriptionId } = await talk('We tried it twice.')
  const { clipId } = await createClip(
    { db, user },
    CreateClip.parse({ videoId, from: 0, to: 1600, title: 'A' }),
  )
  await edit('They did.')
  expect((await words()).map(({ text }) => text)).toEqual(['They', 'did.'])
  const heard = (await clipSource(db, clipId))?.words.map(({ text }) => text)
  expect(heard).toEqual(['We', 'tried', 'it', 'twice.'])
  const rows = await db.select().from(transcriptions).where(eq(transcriptions.videoId, videoId))
  expect(rows.map(({ id, version }) => [id === transcriptionId, version]).sort()).toEqual([
    [false, 1],
    [true, 2],
  ])
  const [clip] = await db.select().from(clips).where(eq(clips.id, clipId))
  expect(clip?.transcriptionId).not.toBe(transcriptionId)
})

test('a segment of another transcript is not there', async () => {
  const { db, user, collab, videoId, segmentId } = await talk('We tried it twice.')
  const other = await saveTranscript(db, videoId, said('Other words.'), 'import:srt')
  const asked = editSegment(
    { db, user, collab },
    { transcriptionId: other.id, segmentId, text: 'x' },
  )
  expect(await codeOf(asked)).toBe('segment.not-found')
})
