import { expect, test } from 'vitest'
import { JobId } from '#core/ids.ts'
import type { VideoWork } from '#core/video.ts'
import { troubleOf, workState } from './say-work.ts'

const work = (type: string, change: Partial<VideoWork> = {}): VideoWork => ({
  id: JobId.parse('00000000-0000-4000-8000-000000000001'),
  type,
  status: 'running',
  progress: 40,
  step: 'Making the preview',
  etaMs: 60_000,
  ...change,
})

test('work under way has its stage, its true percent and the time left', () => {
  expect(
    workState({ status: 'transcribing', work: work('transcribe-video'), canWatch: true }),
  ).toEqual({
    stage: 1,
    title: 'Transcribing',
    note: 'You can already watch',
    percent: 40,
    etaMs: 60_000,
  })
})

test('while nothing can be watched yet the step is named', () => {
  const state = workState({ status: 'ingesting', work: work('ingest-video'), canWatch: false })
  expect(state).toMatchObject({ stage: 0, title: 'Getting ready', note: 'Making the preview' })
})

test('work that waits claims no percent', () => {
  const state = workState({
    status: 'analysing',
    work: work('suggest-moments', { status: 'pending', progress: 0, etaMs: null }),
    canWatch: true,
  })
  expect(state).toMatchObject({ stage: 3, note: 'Waits its turn', percent: null })
})

test('between two jobs the status says where it is', () => {
  const state = workState({
    status: 'analysing',
    work: work('transcribe-video', { status: 'done', progress: 100 }),
    canWatch: true,
  })
  expect(state).toMatchObject({ stage: 2, percent: null })
})

test('a video that is ready, or waits for a person, is not at work', () => {
  for (const status of ['ready', 'failed', 'needs-words', 'uploading'] as const) {
    expect(workState({ status, work: null, canWatch: false })).toBeNull()
  }
})

test.each([
  ['failed', 'media.not-media', 'This file cannot be used', 'other-file'],
  ['failed', 'disk.full', 'It stopped', 'retry'],
  ['failed', 'job.cancelled', 'Stopped', 'retry'],
  ['needs-words', null, 'No words yet', 'words'],
  ['needs-words', 'speech.no-speech', 'No words yet', 'words'],
] as const)('%s by %s says "%s" and offers %s', (status, errorCode, title, wayOn) => {
  const trouble = troubleOf({ status, errorCode, errorMessage: 'Why.' })
  expect(trouble).toMatchObject({ title, wayOn })
})

test('a video without trouble has none', () => {
  expect(troubleOf({ status: 'ready', errorCode: null, errorMessage: null })).toBeNull()
})
