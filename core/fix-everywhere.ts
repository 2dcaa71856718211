import { plainWord } from './moments/terms.ts'

/** A run of words that says what is to be put right: where it begins, and how many words it is. */
export type Place = { at: number; count: number }

/** Where a word or phrase is said, capitals and marks aside; places do not overlap. */
export function findPhrase(words: readonly string[], phrase: readonly string[]): Place[] {
  const wanted = phrase.map(plainWord).filter((word) => word !== '')
  if (wanted.length === 0) return []
  const plain = words.map(plainWord)
  const places: Place[] = []
  for (let at = 0; at + wanted.length <= plain.length; at++) {
    if (!wanted.every((word, i) => plain[at + i] === word)) continue
    places.push({ at, count: wanted.length })
    at += wanted.length - 1
  }
  return places
}

const OPENING = /^[^\p{L}\p{N}]*/u
const CLOSING = /[^\p{L}\p{N}]*$/u

/**
 * What stands there afterwards: the marks around what was said stay, and so does a capital it began
 * with. `to` without letters is taken as it is.
 */
export function putRight(said: readonly string[], to: readonly string[]): string[] {
  const [first, last] = [said[0] ?? '', said.at(-1) ?? '']
  const opening = OPENING.exec(first)?.[0] ?? ''
  const closing = CLOSING.exec(last)?.[0] ?? ''
  const bare = first.slice(opening.length)
  const wasCapital = /^\p{Lu}/u.test(bare) && !/^\p{Lu}{2,}/u.test(bare)
  return to.map((word, i) => {
    const begun = i === 0 && wasCapital ? word.charAt(0).toUpperCase() + word.slice(1) : word
    const before = i === 0 && !OPENING.exec(begun)?.[0] ? opening : ''
    const after = i === to.length - 1 && !CLOSING.exec(begun)?.[0] ? closing : ''
    return `${before}${begun}${after}`
  })
}
