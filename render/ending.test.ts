import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { openEnding } from './ending.ts'

test('work gives what it gives, and fails as it fails, while nothing has ended', async () => {
  const { orEnded } = openEnding()
  expect(await orEnded(Promise.resolve(7))).toBe(7)
  await expect(orEnded(Promise.reject(new Error('its own')))).rejects.toThrow('its own')
})

test('all who wait hear of the end, and so does whoever comes later; the first reason stays', async () => {
  const { orEnded, end } = openEnding()
  const forever = new Promise<never>(() => {})
  const waiting = [orEnded(forever), orEnded(forever)]
  end(new Error('first'))
  end(new Error('second'))
  for (const one of waiting) await expect(one).rejects.toThrow('first')
  await expect(orEnded(Promise.resolve(7))).rejects.toThrow('first')
  await expect(orEnded(Promise.reject(new Error('late')))).rejects.toThrow('first')
})

test('what was given is kept no longer than whoever asked keeps it', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const { orEnded } = openEnding()
  const given = await gives(orEnded)
  await new Promise((resolve) => setImmediate(resolve))
  collect()
  expect(given.deref()).toBeUndefined()
})

/** Only a weak hold on what came is left behind. */
async function gives(orEnded: <T>(work: Promise<T>) => Promise<T>) {
  return new WeakRef(await orEnded(Promise.resolve({ bytes: Buffer.alloc(1_000_000) })))
}
