import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { type Presence, readPerson } from './presence-state.ts'
import { sharePresence } from './share-presence.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const nothing: Presence = {
  playhead: null,
  rate: 0,
  selection: null,
  drag: null,
  sight: null,
  follows: null,
  idle: false,
}
const drag = { piece: 't1.h', edge: 'to', source: 100 } as const

function share() {
  const awareness = new Awareness(new Y.Doc())
  const shown: unknown[] = []
  awareness.on('update', () => shown.push(awareness.getLocalState()))
  return { shown, awareness, ...sharePresence(awareness, nothing) }
}

test('at most five a second, ten while dragging, the newest always arrives', async () => {
  const { set, shown, stop } = share()
  const run = async (change: Partial<Presence>) => {
    shown.length = 0
    for (let i = 0; i < 100; i++) {
      set({ playhead: i, ...change })
      await vi.advanceTimersByTimeAsync(10)
    }
    return shown.length
  }
  expect(await run({})).toBeLessThanOrEqual(6)
  expect(await run({ drag })).toBeLessThanOrEqual(11)
  await vi.advanceTimersByTimeAsync(200)
  expect(shown.at(-1)).toMatchObject({ playhead: 99, drag })
  stop()
})

test('what has not changed is not sent, unless somebody asks for it again', async () => {
  const { set, repeat, shown, stop } = share()
  shown.length = 0
  set({ playhead: null })
  await vi.advanceTimersByTimeAsync(1000)
  expect(shown).toHaveLength(0)
  repeat()
  expect(shown).toHaveLength(1)
  stop()
})

test.each([
  ['nothing', null],
  ['no name', { playhead: 1 }],
  ['a colour that is none', { user: { id: 'a', name: 'Ana', colour: 9 } }],
  ['a list', []],
])('a state with %s is nobody', (_, state) => {
  expect(readPerson(1, state, 0)).toBeNull()
})

test('parts of a state that are wrong count as nothing', () => {
  const user = { id: 'a', name: 'Ana', colour: 2 }
  expect(
    readPerson(
      7,
      {
        user,
        playhead: -3,
        selection: { from: 'x', to: 'w1' },
        drag: { piece: 3 },
        rate: 'fast',
        sight: { word: 1, at: 0, pxPerMs: 0 },
        follows: 4,
        idle: 'yes',
        more: 1,
      },
      50,
    ),
  ).toEqual({ id: '7', userId: 'a', name: 'Ana', colour: 2, heardAt: 50, ...nothing })
})
