import { expect, test } from 'vitest'
import { stopAll } from './stop-all.ts'

test('parts end in the reverse of their order, and one that hangs or fails holds up none', async () => {
  const ended: string[] = []
  const said: unknown[] = []
  await stopAll(
    [
      { name: 'database', withinMs: 1000, stop: () => ended.push('database') },
      { name: 'queue', withinMs: 5, stop: () => new Promise(() => {}) },
      { name: 'changes', withinMs: 1000, stop: () => Promise.reject(new Error('broke')) },
      { name: 'worker', withinMs: 1000, stop: () => ended.push('worker') },
    ],
    { error: (fields: unknown) => void said.push(fields) } as never,
  )
  expect(ended).toEqual(['worker', 'database'])
  expect(said).toEqual([{ err: expect.any(Error), part: 'changes' }, { part: 'queue' }])
})
