import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ClipId } from '#core/ids.ts'
import { ana, seeded, spoken } from './clip-doc/clip-doc.fixtures.ts'
import { loadClip } from './clip-doc/clip-doc.ts'
import { setTitle } from './clip-doc/look-verbs.ts'
import { createTeller } from './tell-changes.ts'

const clipId = '00000000-0000-4000-8000-000000000001' as ClipId

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function teller(tell: (title: string) => void) {
  const errors: unknown[] = []
  let asked = 0
  const made = createTeller({
    tell: (_, { title }) => tell(title),
    sourceOf: async () => {
      asked++
      return spoken(10)
    },
    onError: (error) => errors.push(error),
  })
  return { ...made, errors, asked: () => asked }
}

test('many changes are told once they rest, as they are then', async () => {
  const told: string[] = []
  const { changed, asked } = teller((title) => told.push(title))
  const doc = loadClip([seeded()])
  for (const title of ['One', 'Two']) {
    setTitle(doc, title, ana)
    changed(clipId, doc)
    await vi.advanceTimersByTimeAsync(900)
  }
  expect(told).toEqual([])
  await vi.advanceTimersByTimeAsync(100)
  expect(told).toEqual(['Two'])
  changed(clipId, doc)
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toHaveLength(2)
  expect(asked()).toBe(1)
})

test('changes that never rest are told every few seconds', async () => {
  const told: string[] = []
  const { changed } = teller((title) => told.push(title))
  const doc = loadClip([seeded()])
  for (let i = 0; i < 100; i++) {
    changed(clipId, doc)
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(told).toHaveLength(2)
})

test('a failure is reported and the next change tells again', async () => {
  const told: string[] = []
  const { changed, flush, errors } = teller((title) => {
    told.push(title)
    if (told.length === 1) throw new Error('no')
  })
  const doc = loadClip([seeded()])
  changed(clipId, doc)
  await flush()
  expect(errors).toHaveLength(1)
  changed(clipId, doc)
  await flush()
  expect(told).toHaveLength(2)
  expect(errors).toHaveLength(1)
})
