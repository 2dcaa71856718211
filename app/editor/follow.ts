import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Live, Person } from './live.ts'
import type { Room } from './room.ts'
import { playheadOf } from './their-playhead.ts'

export type FollowCommand = `follow-${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`
export const followCommands = Array.from(
  { length: 8 },
  (_, i) => `follow-${i + 1}` as FollowCommand,
)

/** Which person a command follows, counted from 0; null where it is about something else. */
export function followPlace(command: string): number | null {
  const place = (followCommands as string[]).indexOf(command)
  return place < 0 ? null : place
}

/** People in the order they are shown; of somebody with several windows the one they last look at. */
export function everyone(people: Person[]): Person[] {
  const first = new Map<string, Person>()
  for (const person of people) {
    const known = first.get(person.userId)
    if (!known || (known.idle && !person.idle)) first.set(person.userId, person)
  }
  return [...first.values()]
}

export type Follow = {
  /** The window that is followed. */
  state: StoreApi<{ id: string | null }>
  start(id: string): void
  /** The same again lets go. */
  nth(place: number): void
  stop(): void
  /** "Ben and Chloe are here." */
  sayWho(): string
  close(): void
}

/** Playheads may drift apart by so much before mine is put right, ms: less is not seen, and each jump is. */
const DRIFT_MS = 400

/** My playhead, scroll and zoom become theirs for as long as I touch nothing. */
export function createFollow(room: Room, live: Pick<Live, 'presence' | 'setPresence'>): Follow {
  const state = createStore<{ id: string | null }>(() => ({ id: null }))
  const people = () => live.presence.getState()
  let seen = ''

  const stop = () => {
    if (state.getState().id === null) return
    state.setState({ id: null })
    seen = ''
    live.setPresence({ follows: null })
    room.transport.pause()
  }
  const apply = () => {
    const { id } = state.getState()
    if (id === null) return
    const person = people().find((one) => one.id === id)
    if (!person) {
      stop()
      room.ui.setState({ said: 'Who you followed has left', saidOf: 'look' })
      return
    }
    playAlong(room, person)
    const { sight } = person
    const now = JSON.stringify(sight)
    if (!sight || now === seen) return
    seen = now
    room.view.look(sight)
    room.ui.setState({ show: { word: sight.word, flash: [], top: true } })
  }
  const start = (id: string) => {
    const person = people().find((one) => one.id === id)
    if (!person) return
    state.setState({ id })
    seen = ''
    live.setPresence({ follows: person.userId })
    room.ui.setState({ said: `You follow ${person.name}`, saidOf: 'look' })
    apply()
  }
  const unsubscribe = live.presence.subscribe(apply)
  return {
    state,
    start,
    nth(place) {
      const person = everyone(people())[place]
      if (person) start(person.id)
    },
    stop,
    sayWho() {
      const names = everyone(people()).map(({ name }) => name)
      if (names.length === 0) return 'Nobody else is here.'
      const last = names.pop()
      return names.length === 0 ? `${last} is here.` : `${names.join(', ')} and ${last} are here.`
    },
    close: unsubscribe,
  }
}

function playAlong({ transport, playhead, clip }: Room, person: Person) {
  const at = playheadOf(person, performance.now(), clip.getState().length)
  if (at === null) return
  const { playing, rate } = transport.state.getState()
  if (person.rate === 0) {
    if (playing) transport.pause()
    if (Math.abs(playhead.get() - at) > 1) transport.seek(at)
    return
  }
  if (rate !== person.rate) transport.setRate(person.rate)
  if (Math.abs(playhead.get() - at) > DRIFT_MS) transport.seek(at)
  if (!playing) transport.play()
}
