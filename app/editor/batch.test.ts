import { expect, test } from 'vitest'
import { ClipId, RenderId } from '#core/ids.ts'
import { type BatchFile, type ClipExports, planBatch } from './batch.ts'
import { usualChoice } from './export-choice.ts'
import { settingsOf, usualFile } from './export-file-fields.tsx'

const file = (status: BatchFile['status'], more: Partial<BatchFile> = {}): BatchFile => ({
  ...{ id: RenderId.parse(crypto.randomUUID()), shape: '9:16', language: null, status },
  ...{ settings: settingsOf(usualFile, '9:16'), progress: 0, etaMs: null, errorMessage: null },
  ...{ bytes: null, current: true, ...more },
})
const clip = (title: string, files: BatchFile[] = []): ClipExports => ({
  ...{ clipId: ClipId.parse(crypto.randomUUID()), title, durationMs: 9000, languages: [] },
  ...{ refusal: null, files },
})
const draft = settingsOf({ ...usualFile, quality: 'draft' }, '9:16')
const usual = usualChoice('9:16')

test('each chosen clip is wanted in each shape where it is not there already', () => {
  const [a, b] = [clip('A', [file('done')]), clip('B', [file('failed')])]
  const { wanted, done, all, failed } = planBatch([a, b], { ...usual, shapes: ['9:16', '1:1'] })
  expect(wanted.map(({ clipId, shape }) => [clipId, shape])).toEqual([
    ...[[a.clipId, '1:1'] as const, [b.clipId, '9:16'] as const, [b.clipId, '1:1'] as const],
  ])
  expect([done.length, all]).toEqual([1, 4])
  expect(failed.map(({ name }) => name)).toEqual(['B, 9:16'])
})

test('a clip that is left out is neither made nor counted, and what is made of it can be stopped', () => {
  const [a, b] = [clip('A'), clip('B', [file('running')])]
  const { wanted, all, coming } = planBatch([a, b], { ...usual, without: [b.clipId] })
  expect(wanted.map(({ clipId }) => clipId)).toEqual([a.clipId])
  expect(all).toBe(1)
  expect(coming.map(({ name }) => name)).toEqual(['B, 9:16'])
})

test('what is under way stays in sight whatever is chosen now', () => {
  const made = [
    file('running', { settings: draft }),
    file('pending', { shape: '1:1', language: 'es', current: false }),
    file('failed', { settings: { ...draft, fps: 60 } }),
    file('done', { settings: { ...draft, fps: 25 } }),
    file('failed', { shape: '4:5', current: false }),
  ]
  const { others, coming, files } = planBatch([clip('A', made)], usual)
  expect(others.map(({ name, status }) => [name, status])).toEqual([
    ...[
      ['A, 9:16', 'running'],
      ['A, 1:1, Español', 'pending'],
      ['A, 9:16', 'failed'],
    ],
  ])
  expect(coming.map(({ id }) => id)).toEqual(others.slice(0, 2).map(({ id }) => id))
  expect(files).toEqual([])
})
