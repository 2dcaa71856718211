import { stopWords } from '#core/moments/stop-words.ts'
import { plainWord, stemOf } from '#core/moments/terms.ts'

/** How often each term is said. */
export type Bag = Map<string, number>

export function termsOf(text: string): Bag {
  const bag: Bag = new Map()
  for (const raw of text.split(/\s+/)) {
    const word = plainWord(raw)
    if (word.length < 3 || stopWords.has(word)) continue
    const stem = stemOf(word)
    bag.set(stem, (bag.get(stem) ?? 0) + 1)
  }
  return bag
}

export function added(bags: readonly Bag[]): Bag {
  const sum: Bag = new Map()
  for (const bag of bags) for (const [term, n] of bag) sum.set(term, (sum.get(term) ?? 0) + n)
  return sum
}

export function cosine(a: Bag, b: Bag): number {
  let dot = 0
  for (const [term, n] of a) dot += n * (b.get(term) ?? 0)
  const size = (bag: Bag) => Math.sqrt([...bag.values()].reduce((sum, n) => sum + n * n, 0))
  const both = size(a) * size(b)
  return both === 0 ? 0 : dot / both
}
