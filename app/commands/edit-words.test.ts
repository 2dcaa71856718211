import { expect, test } from 'vitest'
import { editStored } from '#collab/clip-doc/edit-stored.fixtures.ts'
import { correctWord } from '#collab/clip-doc/word-verbs.ts'
import { wordId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { makeTranscript } from '#core/transcript.ts'
import { clipSource } from '#db/clip-source.ts'
import { codeOf, makeStudio } from '#db/clips.fixtures.ts'
import { freshDatabase } from '#db/test-database.ts'
import { originalSegments } from '#db/transcript-edits.ts'
import { getTranscript, saveTranscript } from '#db/transcripts.ts'
import { CreateClip, createClip } from './create-clip.server.ts'
import { confirmTranscript, retimeTranscript, rewriteWords } from './edit-words.server.ts'
import { fixEverywhere } from './fix-everywhere.server.ts'
import { readStoredClip } from './read-clip.server.ts'
import { undoWords, wordSteps } from './undo-words.server.ts'

/** Lines of words 300 ms long with 100 ms between; a second between lines. */
async function talk(...lines: string[]) {
  const { db } = await freshDatabase()
  const place = await makeStudio(db)
  let clock = 0
  const heard = lines.map((line) => {
    const words = line.split(' ').map((text) => {
      const from = clock
      clock += 400
      return { text, from, to: from + 300, confidence: 0.5, timing: 'native' as const }
    })
    const from = words[0]?.from ?? 0
    const to = clock - 100
    clock += 1000
    return { from, to, speaker: 'Ana', words }
  })
  const { videoId } = place
  const { id: transcriptionId } = await saveTranscript(
    db,
    videoId,
    makeTranscript('en', heard),
    'import:srt',
  )
  const user = { id: place.owner, email: '', fullName: '', workspaceId: place.workspaceId }
  const edit = editStored(db)
  const context = { db, user, collab: { edit } as never }
  const read = async () => (await getTranscript(db, transcriptionId))?.segments ?? []
  const said = async () =>
    (await read()).map(({ words }) => words.map(({ text }) => text).join(' '))
  const rewrite = (at: number, count: number, ...parts: string[]) =>
    rewriteWords(context, { transcriptionId, at, count, parts: parts.map((text) => ({ text })) })
  const undo = (which: 'back' | 'again' | 'original' = 'back') =>
    undoWords(context, { transcriptionId, which })
  const clip = async (from: number, to: number) => {
    const asked = CreateClip.parse({ videoId, from, to, title: 'A' })
    const { clipId } = await createClip(context, asked)
    const captions = async () =>
      (await readStoredClip(db, clipId)).words.map(({ text }) => text).join(' ')
    return { clipId, captions }
  }
  return { ...place, db, context, edit, transcriptionId, read, said, rewrite, undo, clip }
}

test('a segment is divided, and the parts stand where it stood', async () => {
  const { rewrite, said, read } = await talk('One two.', 'We tried it. It broke.', 'Last one.')
  await rewrite(1, 1, 'We tried it.', 'It broke.')
  expect(await said()).toEqual(['One two.', 'We tried it.', 'It broke.', 'Last one.'])
  const words = (await read()).flatMap((segment) => segment.words)
  expect(words.map(({ id }) => id)).toEqual(words.map((_, i) => wordId(i)))
  for (const [i, word] of words.entries())
    expect(word.from).toBeGreaterThanOrEqual(words[i - 1]?.from ?? 0)
})

test('neighbours are joined, and what follows moves up', async () => {
  const { rewrite, said } = await talk('One two.', 'We tried', 'it twice.', 'Last one.')
  await rewrite(1, 2, 'We tried it twice.')
  expect(await said()).toEqual(['One two.', 'We tried it twice.', 'Last one.'])
})

test('every step can be taken back and made again, and what was heard is never lost', async () => {
  const { db, rewrite, undo, said, read, context, transcriptionId } = await talk(
    'One two.',
    'We fried it. It broke.',
  )
  const heard = await read()
  await rewrite(1, 1, 'We tried it.', 'It broke.')
  await retimeTranscript(context, { transcriptionId, at: 0, word: 1, from: ms(450), to: ms(900) })
  await confirmTranscript(context, { transcriptionId, at: 0, words: [0] })
  await fixEverywhere(context, { transcriptionId, heard: 'broke', said: 'burst', countOnly: false })
  const edited = await read()
  expect(await said()).toEqual(['One two.', 'We tried it.', 'It burst.'])
  expect(edited[0]?.words[1]).toMatchObject({ from: 450, to: 900 })
  expect(edited[0]?.words[0]?.confidence).toBeNull()

  const original = await originalSegments(db, transcriptionId)
  expect(original.map(({ words }) => words.map(({ text }) => text).join(' '))).toEqual([
    'One two.',
    'We fried it. It broke.',
  ])
  expect(await wordSteps(context, { transcriptionId })).toMatchObject({
    steps: 4,
    back: { kind: 'everywhere', by: 'Ona Reyes' },
    again: null,
  })
  expect(await undo('original')).toEqual({ steps: 4 })
  expect(await read()).toEqual(heard)
  for (let step = 0; step < 4; step++) await undo('again')
  expect(await read()).toEqual(edited)
  expect(await codeOf(undo('again'))).toBe('words.nothing-to-undo')
  await undo('back')
  expect(await said()).toEqual(['One two.', 'We tried it.', 'It broke.'])
  // Whoever goes another way cannot come back to the one left.
  await rewrite(0, 1, 'One three.')
  expect(await codeOf(undo('again'))).toBe('words.nothing-to-undo')
})

test('nothing changed is no step', async () => {
  const { rewrite, undo } = await talk('One two.')
  await rewrite(0, 1, 'One two.')
  expect(await codeOf(undo())).toBe('words.nothing-to-undo')
})

test('whoever edits what somebody else has changed meanwhile is told, and changes nothing', async () => {
  const { context, rewrite, said, transcriptionId } = await talk('One two.', 'Last one.')
  await rewrite(0, 1, 'One', 'two.')
  const late = { transcriptionId, at: 1, was: 'Last one.' }
  expect(await codeOf(rewriteWords(context, { ...late, parts: [{ text: 'Lost one.' }] }))).toBe(
    'words.changed-meanwhile',
  )
  const times = { from: ms(0), to: ms(9) }
  expect(await codeOf(retimeTranscript(context, { ...late, ...times }))).toBe(
    'words.changed-meanwhile',
  )
  expect(await codeOf(confirmTranscript(context, { ...late, words: [0] }))).toBe(
    'words.changed-meanwhile',
  )
  expect(await said()).toEqual(['One', 'two.', 'Last one.'])
})

test('a word moved past the segment that follows is refused', async () => {
  const { context, transcriptionId, read } = await talk('One two.', 'Last one.')
  const before = await read()
  const past = { transcriptionId, at: 0, word: 1, from: ms(2000), to: ms(2100) }
  expect(await codeOf(retimeTranscript(context, past))).toBe('words.out-of-order')
  expect(await read()).toEqual(before)
})

test('what is put right word for word is put right in clips, and back again', async () => {
  const { rewrite, undo, clip, edit, owner } = await talk('The gray one.', 'Gray is gray.')
  const [ours, theirs, elsewhere] = [await clip(0, 4000), await clip(0, 4000), await clip(0, 1000)]
  await edit(theirs.clipId, (doc) => {
    correctWord(doc, wordId(3), 'GRAY', { source: 'editor', userId: owner })
  })
  expect(await rewrite(1, 1, 'Grey is grey.')).toEqual({ clips: 2 })
  expect(await ours.captions()).toBe('The gray one. Grey is grey.')
  expect(await theirs.captions()).toBe('The gray one. GRAY is grey.')
  expect(await elsewhere.captions()).toBe('The gray one.')
  await undo('back')
  expect(await ours.captions()).toBe('The gray one. Gray is gray.')
  await undo('again')
  expect(await ours.captions()).toBe('The gray one. Grey is grey.')
  expect(await theirs.captions()).toBe('The gray one. GRAY is grey.')
})

test('where words come, go or move, clips keep what they were cut from', async () => {
  const { db, context, transcriptionId, rewrite, clip } = await talk('We tried it.', 'It broke.')
  const { clipId, captions } = await clip(0, 4000)
  const before = (await clipSource(db, clipId))?.words
  expect(await rewrite(0, 2, 'We really tried it. It broke.')).toEqual({ clips: 0 })
  await retimeTranscript(context, { transcriptionId, at: 0, word: 0, from: ms(10), to: ms(200) })
  expect((await clipSource(db, clipId))?.words).toEqual(before)
  expect(await captions()).toBe('We tried it. It broke.')
})

test('a stranger learns nothing of a transcript’s steps, nor that there is one', async () => {
  const { context, stranger, transcriptionId } = await talk('One two.')
  const other = { ...context, user: { ...context.user, id: stranger } }
  expect(await codeOf(wordSteps(other, { transcriptionId }))).toBe('transcription.not-found')
  expect(await codeOf(undoWords(other, { transcriptionId, which: 'original' }))).toBe(
    'transcription.not-found',
  )
})
