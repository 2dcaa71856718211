import { plainWord } from '../moments/terms.ts'
import type { Word } from '../transcript.ts'
import type { Tightening } from './find-tightenings.ts'

/** A second try comes soon: so many sentences on at most. */
const SOON = 3
/** Shorter sentences are said twice without being tried twice. */
const FEWEST_WORDS = 4
/** Of the first try, so much must come again in the same order. */
const ALIKE = 0.8
/** A false start: as many words, broken off, with which the next sentence begins again. */
const BEGUN_WORDS = 2
const MARK = /[.!?…]["'”’)]*$|[-–—]$/

type Try = { words: readonly Word[]; plain: string[] }

/** The same sentence said twice: the first of them goes, the last one was meant. */
export function findRetakes(words: readonly Word[]): Tightening[] {
  const tries = triesOf(words)
  const found: Tightening[] = []
  for (const [i, first] of tries.entries()) {
    const again = tries
      .slice(i + 1, i + 1 + SOON)
      .findIndex((later) => sameSpeaker(first, later) && isRetake(first, later))
    if (again < 0) continue
    // What was said between two tries was about the trying.
    const gone = tries.slice(i, i + 1 + again).flatMap((one) => one.words)
    if (again > 0 && !tries.slice(i, i + 1 + again).every((one) => sameSpeaker(one, first)))
      continue
    if (gone.some(({ id }) => found.some((other) => other.words.includes(id)))) continue
    const [start, stop] = [gone[0] as Word, gone.at(-1) as Word]
    const said = first.words
      .slice(0, 6)
      .map(({ text }) => text)
      .join(' ')
    const meant = tries[i + 1 + again] as Try
    found.push({
      id: `retake:${start.id}-${stop.id}`,
      kind: 'retake',
      say: `“${said}${first.words.length > 6 ? ' …' : ''}” said twice`,
      words: gone.map(({ id }) => id),
      again: meant.words.map(({ id }) => id),
      pauses: [],
      gain: stop.to - start.from,
      at: start.from,
      sure: true,
    })
  }
  return found
}

const sameSpeaker = (a: Try, b: Try) => a.words[0]?.speaker === b.words[0]?.speaker

function isRetake(first: Try, later: Try): boolean {
  const count = first.plain.length
  const begins = first.plain.every((word, i) => later.plain[i] === word)
  const isBroken = /[-–—…]$/.test(first.words.at(-1)?.text ?? '')
  if (begins && isBroken && count >= BEGUN_WORDS && later.plain.length > count) return true
  if (count < FEWEST_WORDS || later.plain.length < FEWEST_WORDS) return false
  const same = commonInOrder(first.plain, later.plain)
  return same >= count * ALIKE && same >= later.plain.length * 0.6
}

function triesOf(words: readonly Word[]): Try[] {
  const tries: Try[] = []
  let from = 0
  for (let i = 0; i < words.length; i++) {
    const next = words[i + 1]
    const ends = !next || MARK.test(words[i]?.text ?? '') || next.speaker !== words[i]?.speaker
    if (!ends) continue
    const said = words.slice(from, i + 1)
    const plain = said.map(({ text }) => plainWord(text)).filter((word) => word !== '')
    if (plain.length > 0) tries.push({ words: said, plain })
    from = i + 1
  }
  return tries
}

/** Length of the longest common subsequence. */
function commonInOrder(a: readonly string[], b: readonly string[]): number {
  let row = new Uint16Array(b.length + 1)
  for (const word of a) {
    const next = new Uint16Array(b.length + 1)
    for (let j = 0; j < b.length; j++)
      next[j + 1] = word === b[j] ? (row[j] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0)
    row = next
  }
  return row[b.length] ?? 0
}
