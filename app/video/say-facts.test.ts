import { expect, test } from 'vitest'
import { TranscriptionId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { sayFacts, sayLanguage } from './say-facts.ts'

const transcript = (speakers: string[]) => ({
  id: TranscriptionId.parse(crypto.randomUUID()),
  version: 1,
  language: 'en',
  speakers,
  source: 'import:srt',
  wordCount: 10,
  changedAt: 0,
})

test('what is known of a video is said, and nothing else', () => {
  const durationMs = ms(4_366_000)
  expect(sayFacts({ durationMs, transcript: transcript(['Ana', 'Ben']) })).toBe(
    '1:12:46, 2 speakers, English',
  )
  expect(sayFacts({ durationMs, transcript: transcript(['Ana']) })).toBe(
    '1:12:46, 1 speaker, English',
  )
  expect(sayFacts({ durationMs, transcript: transcript([]) })).toBe('1:12:46, English')
  expect(sayFacts({ durationMs, transcript: null })).toBe('1:12:46')
  expect(sayFacts({ durationMs: null, transcript: null })).toBe('')
})

test('a language without a name keeps its code', () => {
  expect(sayLanguage('pt-br')).toBe('Brazilian Portuguese')
  expect(sayLanguage('no language')).toBe('no language')
})
