import { expect, test } from 'vitest'
import { makeTranscript, transcriptWords } from '#core/transcript.ts'
import { makeStudio } from './clips.fixtures.ts'
import { freshDatabase } from './test-database.ts'
import { getTranscript, saveTranscript } from './transcripts.ts'

test.each([29, 30, 31, 95])('a transcript of %i segments comes back whole, in order', async (n) => {
  const { db } = await freshDatabase()
  const { videoId } = await makeStudio(db)
  const talk = makeTranscript(
    'en',
    Array.from({ length: n }, (_, i) => ({
      from: i * 1000,
      to: i * 1000 + 900,
      speaker: i % 2 ? 'Ben' : 'Ana',
      words: [0, 1, 2].map((w) => ({
        text: `w${i}-${w}`,
        from: i * 1000 + w * 300,
        to: i * 1000 + w * 300 + 250,
        confidence: null,
        timing: 'native' as const,
      })),
    })),
  )
  const { id } = await saveTranscript(db, videoId, talk, 'import:json')
  const read = await getTranscript(db, id)
  expect(read).toEqual(talk)
  expect(read && transcriptWords(read).length).toBe(3 * n)
})
