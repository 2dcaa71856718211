import { expect, test } from 'vitest'
import { inTurn } from './in-turn.ts'

const never = new AbortController().signal

test('tasks begin in order, no more at a time than asked for', async () => {
  const begun: number[] = []
  let running = 0
  let most = 0
  await inTurn([1, 2, 3, 4, 5], 2, never, async (task) => {
    begun.push(task)
    most = Math.max(most, ++running)
    await new Promise((resolve) => setImmediate(resolve))
    running--
  })
  expect(begun).toEqual([1, 2, 3, 4, 5])
  expect(most).toBe(2)
})

test('one failure stops the others, waits for them, and is the one that is told', async () => {
  let ended = false
  const running = inTurn(['fails', 'waits', 'never begins'], 2, never, async (task, _, signal) => {
    if (task === 'fails') throw new Error('it failed')
    expect(task).toBe('waits')
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    ended = true
    throw new Error('stopped')
  })
  await expect(running).rejects.toThrow('it failed')
  expect(ended).toBe(true)
})

test('nothing begins after a stop', async () => {
  const stop = new AbortController()
  const begun: number[] = []
  const running = inTurn([1, 2], 1, stop.signal, async (task) => {
    begun.push(task)
    stop.abort()
  })
  await expect(running).rejects.toThrow()
  expect(begun).toEqual([1])
})
