import type { Word } from '../transcript.ts'
import type { Terms } from './terms.ts'

type Stretch = { first: number; last: number }
type Phrase = { count: number; text: Map<string, number>; points: number; terms: number[] }

/** A title of more words is a sentence. */
const LONGEST = 3

/** A phrase for each stretch that is said often in it and seldom elsewhere, as it was spoken. */
export function titleTopics(
  stretches: readonly Stretch[],
  words: readonly Word[],
  terms: Terms,
): string[] {
  const taken = new Set<number>()
  return stretches.map((stretch) => {
    const here = new Map<number, number>()
    for (let i = stretch.first; i <= stretch.last; i++) {
      const id = terms.ids[i] ?? -1
      if (id >= 0) here.set(id, (here.get(id) ?? 0) + 1)
    }
    const length = Math.max(1, stretch.last - stretch.first + 1)
    const weight = (id: number) => {
      const count = here.get(id) ?? 0
      const usual = ((terms.counts[id] ?? 1) * length) / words.length
      return count * Math.log(1 + count / (usual + 1)) * (taken.has(id) ? 0.2 : 1)
    }
    const phrases = phrasesOf(stretch, words, terms)
    let [best, most] = [null as Phrase | null, 0]
    for (const phrase of phrases.values()) {
      const mean = phrase.terms.reduce((sum, id) => sum + weight(id), 0) / phrase.terms.length
      // A phrase said twice beats its words alone; one said once is an accident.
      const often =
        phrase.terms.length === 1 ? 1 : phrase.count > 1 ? 1 + phrase.terms.length * 0.4 : 0.3
      const points = mean * often * Math.log(1 + phrase.count)
      if (points > most) [best, most] = [phrase, points]
    }
    if (!best) return 'Talk'
    for (const id of best.terms) taken.add(id)
    const text = commonest(best.text)
    return text.charAt(0).toUpperCase() + text.slice(1)
  })
}

function phrasesOf(
  { first, last }: Stretch,
  words: readonly Word[],
  { ids }: Terms,
): Map<string, Phrase> {
  const phrases = new Map<string, Phrase>()
  for (let i = first; i <= last; i++) {
    const run: number[] = []
    for (let j = i; j <= last && run.length < LONGEST; j++) {
      const id = ids[j] ?? -1
      if (id < 0 || run.includes(id)) break
      run.push(id)
      const key = run.join(' ')
      const phrase = phrases.get(key) ?? { count: 0, text: new Map(), points: 0, terms: [...run] }
      const text = words
        .slice(i, j + 1)
        .map((word) => bare(word.text))
        .join(' ')
      phrase.count++
      phrase.text.set(text, (phrase.text.get(text) ?? 0) + 1)
      phrases.set(key, phrase)
      if (/[.,!?;:…]["'”’)]*$/.test(words[j]?.text ?? '')) break
    }
  }
  return phrases
}

const bare = (text: string) =>
  text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}%]+$/gu, '').replace(/['’]s$/, '')

function commonest(texts: Map<string, number>): string {
  let [best, most] = ['', 0]
  for (const [text, count] of texts) if (count > most) [best, most] = [text, count]
  return best
}
