import { expect, test } from 'vitest'
import { AppError } from '#core/errors.ts'
import { inWorkerThread } from './in-worker-thread.ts'

const module = new URL('./thread-tasks.fixtures.ts', import.meta.url).href
const never = new AbortController().signal

test('a task runs elsewhere and its result comes back', async () => {
  const sum = await inWorkerThread<[number, number], number>({ module, name: 'add' }, [2, 3], never)
  expect(sum).toBe(5)
})

test('a failure we foresaw comes back as what it is', async () => {
  const failing = inWorkerThread<[], void>({ module, name: 'refuse' }, [], never)
  await expect(failing).rejects.toMatchObject({ code: 'disk.full' })
  await expect(failing).rejects.toBeInstanceOf(AppError)
})

test('a bug comes back with its own words', async () => {
  await expect(inWorkerThread<[], void>({ module, name: 'stumble' }, [], never)).rejects.toThrow(
    'cannot read',
  )
  await expect(inWorkerThread<[], void>({ module, name: 'absent' }, [], never)).rejects.toThrow(
    'exports no absent',
  )
})

test('a stop ends even a task that never looks up', async () => {
  const stop = new AbortController()
  const asked = inWorkerThread<[], void>({ module, name: 'spin' }, [], stop.signal)
  stop.abort()
  await expect(asked).rejects.toMatchObject({ code: 'job.cancelled' })
})
