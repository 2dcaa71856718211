import { expect, test } from 'vitest'
import { plainStyle } from '#core/caption-style.ts'
import { clipOf } from '#core/clip-project.fixtures.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { ms } from '#core/time.ts'
import { saveAnalysis } from './analysis.ts'
import { clipSource } from './clip-source.ts'
import { codeOf, makeStudio } from './clips.fixtures.ts'
import { clipOfSuggestion, getClip, insertClip, markClipDeleted, mirrorClip } from './clips.ts'
import { CHANGES } from './notify.ts'
import { freshDatabase } from './test-database.ts'

async function makeClip() {
  const database = await freshDatabase()
  const { db } = database
  const studio = await makeStudio(db)
  const values = {
    videoId: studio.videoId,
    userId: studio.owner,
    transcriptionId: studio.transcriptionId,
    suggestion: { id: studio.suggestionId, score: 80, reason: 'Opens on a claim' },
    title: 'We tried it twice',
    from: ms(0),
    to: ms(1600),
    shape: '9:16' as const,
  }
  const id = await insertClip(db, values)
  if (!id) throw new Error('no clip')
  return { database, db, studio, values, id }
}

test('a clip is seen by its workspace, with the role of whoever asks, and by nobody else', async () => {
  const { db, studio, id } = await makeClip()
  expect(await getClip(db, id, studio.owner)).toMatchObject({
    title: 'We tried it twice',
    role: 'owner',
    projectName: 'Talks',
    video: { width: 1920 },
  })
  expect((await getClip(db, id, studio.reviewer)).role).toBe('reviewer')
  expect(await codeOf(getClip(db, id, studio.stranger))).toBe('clip.not-found')
})

test('a clip is cut from its words, of its speakers, and from shots once somebody looked for them', async () => {
  const { db, studio, id } = await makeClip()
  const source = await clipSource(db, id)
  expect(source).toMatchObject({ durationMs: 60_000, shots: [], speakers: [] })
  expect(source?.words).toHaveLength(8)
  await saveAnalysis(db, studio.videoId, { scenes: [0, 4000] })
  expect((await clipSource(db, id))?.shots).toEqual([0, 4000])
})

test('a suggestion has one clip, until that clip is deleted', async () => {
  const { db, values, id, studio } = await makeClip()
  expect(await insertClip(db, values)).toBeNull()
  expect(await clipOfSuggestion(db, studio.suggestionId)).toBe(id)

  await markClipDeleted(db, id)
  expect(await codeOf(getClip(db, id, studio.owner))).toBe('clip.not-found')
  expect(await clipOfSuggestion(db, studio.suggestionId)).toBeNull()
  const second = await insertClip(db, values)
  expect(second).not.toBeNull()
  expect(await clipOfSuggestion(db, studio.suggestionId)).toBe(second)
})

test('the row follows the document, and tells only of what changed', async () => {
  const { database, db, studio, id } = await makeClip()
  const heard: string[] = []
  const stop = await database.listen(CHANGES, (payload) => heard.push(payload))
  const project: ClipProject = {
    ...clipOf('It -broke both times.'),
    title: 'It broke',
    shape: '1:1',
    style: { ...plainStyle('clear'), active: '#ff0000' },
  }
  expect(await mirrorClip(db, id, project)).toBe(true)
  expect(await mirrorClip(db, id, project)).toBe(false)
  expect(await mirrorClip(db, id, { ...project, issues: [] })).toBe(false)
  expect(await getClip(db, id, studio.owner)).toMatchObject({
    title: 'It broke',
    shape: '1:1',
    from: 0,
    durationMs: 1233,
  })
  await expect
    .poll(() => heard.map((one) => JSON.parse(one)))
    .toEqual([{ kind: 'clip', id, videoId: studio.videoId }])
  await stop()
})

test('a clip that lost everything keeps the place where it was', async () => {
  const { db, studio, id } = await makeClip()
  await mirrorClip(db, id, { ...clipOf('a b'), title: '', pieces: [], words: [] })
  expect(await getClip(db, id, studio.owner)).toMatchObject({
    title: 'We tried it twice',
    from: 0,
    to: 1600,
    durationMs: 0,
  })
})
