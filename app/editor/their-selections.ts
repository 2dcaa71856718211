import { useMemo } from 'react'
import { useStore } from 'zustand'
import { initialsOf } from '../components/avatar.tsx'
import type { Person } from './live.ts'
import { useRoom } from './use-room.tsx'
import { wordIndex } from './word-index.ts'

type Selected = { first: number; last: number; colour: number; key: string }

/** Others' selected words; the same list as long as nobody selects anything else, however they move. */
export function useTheirSelections(): Selected[] {
  const { live } = useRoom()
  const all = useStore(live.presence, (people) =>
    theirSelections(people)
      .map(({ key }) => key)
      .join(';'),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says when the list is another
  return useMemo(() => theirSelections(live.presence.getState()), [live, all])
}

/** Each with the one string a paragraph draws them from. */
function theirSelections(people: Person[]): Selected[] {
  return people.flatMap(({ selection, colour, name }) => {
    if (!selection) return []
    const [a, b] = [wordIndex(selection.from), wordIndex(selection.to)]
    const [first, last] = [Math.min(a, b), Math.max(a, b)]
    const initials = initialsOf(name).replace(/[:;]/g, '')
    return [{ first, last, colour, key: `${first}:${last}:${colour}:${initials}` }]
  })
}
