import { afterEach, beforeEach, expect, test, vi } from 'vitest'

/** Idle moments that were asked for. */
const idle: (() => Promise<void>)[] = []
const rest = () => idle.shift()?.()

beforeEach(() => {
  idle.length = 0
  vi.resetModules()
  vi.stubGlobal('requestIdleCallback', (run: () => Promise<void>) => idle.push(run))
  vi.stubGlobal('cancelIdleCallback', () => {
    idle.length = 0
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('what was named comes one at a time, each in an idle moment, and what it names comes after', async () => {
  const { ahead, fetchAhead, ALL_HERE } = await import('./later.ts')
  performance.clearMarks(ALL_HERE)
  const came: string[] = []
  ahead(async () => {
    came.push('panel')
    ahead(async () => came.push('its dialog'))
  })
  ahead(async () => came.push('sheet'))
  fetchAhead(() => false)
  expect(came).toEqual([])
  await rest()
  expect(came).toEqual(['panel'])
  await rest()
  await rest()
  expect(came).toEqual(['panel', 'sheet', 'its dialog'])
  expect(performance.getEntriesByName(ALL_HERE)).toHaveLength(0)
  await rest()
  expect(performance.getEntriesByName(ALL_HERE)).toHaveLength(1)
})

test('without a network it stops asking, and what did not come is still to be asked for', async () => {
  const { ahead, fetchAhead } = await import('./later.ts')
  let network = false
  const came: string[] = []
  ahead(async () => {
    if (!network) throw new TypeError('Failed to fetch')
    came.push('panel')
  })
  fetchAhead(() => false)
  await rest()
  expect(idle).toHaveLength(0)
  network = true
  fetchAhead(() => false)
  await rest()
  expect(came).toEqual(['panel'])
})

test('it waits while somebody is at something', async () => {
  vi.useFakeTimers()
  const { ahead, fetchAhead } = await import('./later.ts')
  const came: string[] = []
  ahead(async () => came.push('panel'))
  let busy = true
  fetchAhead(() => busy)
  await rest()
  expect(came).toEqual([])
  busy = false
  vi.runOnlyPendingTimers()
  await rest()
  expect(came).toEqual(['panel'])
})

test('nothing more is asked for once it was ended', async () => {
  const { ahead, fetchAhead } = await import('./later.ts')
  const came: string[] = []
  let arrive = () => {}
  ahead(() => new Promise<void>((resolve) => (arrive = resolve)))
  ahead(async () => came.push('sheet'))
  const end = fetchAhead(() => false)
  const first = rest()
  end()
  arrive()
  await first
  expect(idle).toHaveLength(0)
  expect(came).toEqual([])
})
