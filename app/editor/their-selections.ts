import { initialsOf } from '../components/avatar.tsx'
import type { Person } from './live.ts'
import { wordIndex } from './word-index.ts'

/** Others' selected words, each with the one string a paragraph draws them from. */
export function theirSelections(people: Person[]) {
  return people.flatMap(({ selection, colour, name }) => {
    if (!selection) return []
    const [a, b] = [wordIndex(selection.from), wordIndex(selection.to)]
    const [first, last] = [Math.min(a, b), Math.max(a, b)]
    const initials = initialsOf(name).replace(/[:;]/g, '')
    return [{ first, last, key: `${first}:${last}:${colour}:${initials}` }]
  })
}
