import { expect, test } from 'vitest'
import { sendingNow } from './sending-now.ts'

const storageWith = (entries: Record<string, string>): Storage => ({
  length: Object.keys(entries).length,
  key: (i) => Object.keys(entries)[i] ?? null,
  getItem: (key) => entries[key] ?? null,
  setItem() {},
  removeItem() {},
  clear() {},
})
const beat = (at: number, ...ids: string[]) => JSON.stringify({ at, ids })

test('what every living window sends is being sent; closed and crashed ones send nothing', () => {
  const storage = storageWith({
    'cliproom-sending:one': beat(98_000, 'a', 'b'),
    'cliproom-sending:two': beat(99_000, 'c'),
    'cliproom-sending:crashed': beat(60_000, 'd'),
    'tus::something': beat(99_000, 'e'),
  })
  expect([...sendingNow(storage, 100_000)]).toEqual(['a', 'b', 'c'])
})

test('what somebody else wrote there does no harm', () => {
  const storage = storageWith({
    'cliproom-sending:x': 'not json',
    'cliproom-sending:y': '{"at":"now"}',
  })
  expect(sendingNow(storage, 1000).size).toBe(0)
})
