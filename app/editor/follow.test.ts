import { expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { createFollow, everyone } from './follow.ts'
import type { Person } from './live.ts'
import type { Room } from './room.ts'
import { playheadOf } from './their-playhead.ts'

const person = (name: string, more: Partial<Person> = {}): Person => ({
  id: name,
  userId: `user ${name}`,
  name,
  colour: 1,
  heardAt: performance.now(),
  playhead: 0,
  rate: 0,
  selection: null,
  drag: null,
  sight: null,
  follows: null,
  idle: false,
  ...more,
})

/** What following does to a room, and who is in it. */
function roomWith(...people: Person[]) {
  const did: string[] = []
  const transport = createStore(() => ({ playing: false, rate: 1 }))
  const room = {
    playhead: { get: () => 0 },
    clip: { getState: () => ({ length: 10_000 }) },
    ui: { setState: (ui: object) => did.push(JSON.stringify(ui)) },
    view: { look: (as: object) => did.push(`look ${JSON.stringify(as)}`) },
    transport: {
      state: transport,
      seek: (ms: number) => did.push(`seek ${Math.round(ms)}`),
      play: () => did.push('play'),
      pause: () => did.push('pause'),
      setRate: (rate: number) => did.push(`rate ${rate}`),
    },
  } as unknown as Room
  const presence = createStore<Person[]>(() => people)
  const setPresence = vi.fn()
  return { did, presence, setPresence, follow: createFollow(room, { presence, setPresence }) }
}

test('following goes where they are, looks as they look, and tells them', () => {
  const sight = { word: 40, at: 2000, pxPerMs: 0.1 }
  const { follow, did, setPresence, presence } = roomWith(person('Ben', { playhead: 3000, sight }))
  follow.nth(0)
  expect(follow.state.getState().id).toBe('Ben')
  expect(setPresence).toHaveBeenLastCalledWith({ follows: 'user Ben' })
  expect(did).toContain('seek 3000')
  expect(did).toContain(`look ${JSON.stringify(sight)}`)
  expect(did).toContain('{"show":{"word":40,"flash":[],"top":true}}')

  did.length = 0
  presence.setState([person('Ben', { playhead: 5000, sight })], true)
  expect(did).toEqual(['seek 5000'])
})

test('with somebody who plays it plays along', () => {
  const { follow, did } = roomWith(person('Ben', { playhead: 3000, rate: 2 }))
  follow.start('Ben')
  expect(did).toContain('rate 2')
  expect(did).toContain('play')
})

test('letting go tells them, and nothing they do moves anything any more', () => {
  const { follow, did, presence, setPresence } = roomWith(person('Ben'))
  follow.start('Ben')
  follow.stop()
  expect(setPresence).toHaveBeenLastCalledWith({ follows: null })
  did.length = 0
  presence.setState([person('Ben', { playhead: 5000 })], true)
  expect(did).toEqual([])
})

test('who leaves is followed no longer, and that is said', () => {
  const { follow, did, presence } = roomWith(person('Ben'))
  follow.start('Ben')
  presence.setState([], true)
  expect(follow.state.getState().id).toBeNull()
  expect(did.at(-1)).toContain('has left')
})

test('a person with two windows is one, shown where they look', () => {
  const away = person('Ben', { id: 'a', idle: true })
  const here = person('Ben', { id: 'b' })
  expect(everyone([away, here]).map(({ id }) => id)).toEqual(['b'])
})

test.each([
  [[], 'Nobody else is here.'],
  [['Ben'], 'Ben is here.'],
  [['Ben', 'Chloe', 'Dan'], 'Ben, Chloe and Dan are here.'],
])('of %j it says: %s', (names, said) => {
  expect(roomWith(...names.map((name) => person(name))).follow.sayWho()).toBe(said)
})

test.each([
  ['stands', { playhead: 500, rate: 0, heardAt: 0 }, 500],
  ['runs on', { playhead: 500, rate: 1, heardAt: 900 }, 600],
  ['runs backwards to the start', { playhead: 500, rate: -1, heardAt: 0 }, 0],
  ['stops at the end', { playhead: 500, rate: 4, heardAt: 0 }, 2000],
  ['is nowhere', { playhead: null, rate: 1, heardAt: 0 }, null],
])('a playhead that %s', (_, person, at) => {
  expect(playheadOf(person, 1000, 2000)).toBe(at)
})
