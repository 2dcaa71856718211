import type { WordId } from '../ids.ts'
import { plainWord } from '../moments/terms.ts'
import { ms, type Range } from '../time.ts'
import type { Word } from '../transcript.ts'
import { type Fillers, fillersOf } from './fillers.ts'
import { findRetakes } from './retakes.ts'

/** Something that could go without being missed. Nothing is cut until somebody agrees. */
export type Tightening = {
  kind: 'filler' | 'pause' | 'retake'
  /** What it is, for people: `“um”`, `1.8 s of silence`, `“We tried it” said twice`. */
  say: string
  words: WordId[]
  /** Silence that goes, source ms, `to` exclusive. Never inside a word. */
  pauses: Range[]
  /** How much shorter the clip gets, ms. */
  gain: number
  /** Where it is, source ms. */
  at: number
}

/** Silence longer than this is a pause … */
const PAUSE_MS = 700
/** … and is left this long: what a breath takes. */
const BREATH_MS = 250
/** Of what is left, so much stays after the word before. */
const AFTER_WORD = 0.6
/** A word that may be meant is a filler only where somebody stops on both sides of it. */
const HESITATION_MS = 180

/**
 * Fillers, pauses and retakes among the words that a clip plays, in spoken order. Words whose times
 * are estimated tell nothing about silence, and a language whose fillers are unknown has none.
 */
export function findTightenings(words: readonly Word[], language: string): Tightening[] {
  const fillers = fillersOf(language)
  const retakes = findRetakes(words)
  const taken = new Set(retakes.flatMap((one) => one.words))
  const found = [...retakes]
  for (let i = 0; i < words.length; i++) {
    const filler = fillers && fillerAt(words, i, fillers)
    if (!filler) continue
    const run = words.slice(i, i + filler)
    i += filler - 1
    if (run.some(({ id }) => taken.has(id))) continue
    for (const { id } of run) taken.add(id)
    found.push(fillerOf(run))
  }
  found.push(...pausesIn(words, taken))
  return found.sort((a, b) => a.at - b.at)
}

function fillerOf(run: readonly Word[]): Tightening {
  const [first, last] = [run[0] as Word, run.at(-1) as Word]
  const said = run.map(({ text }) => text.replace(/[.,;:!?…]+$/, '')).join(' ')
  return {
    kind: 'filler',
    say: `“${said}”`,
    words: run.map(({ id }) => id),
    pauses: [],
    gain: last.to - first.from,
    at: first.from,
  }
}

/** How many words from here on are a filler; 0: none. */
function fillerAt(words: readonly Word[], i: number, { always, between }: Fillers): number {
  if (always.test(plainWord(words[i]?.text ?? ''))) return 1
  for (const phrase of between) {
    const run = words.slice(i, i + phrase.length)
    const isSaid =
      run.length === phrase.length && run.every(({ text }, k) => plainWord(text) === phrase[k])
    if (!isSaid || !run.every(({ timing }) => timing === 'native')) continue
    const [before, after] = [words[i - 1], words[i + phrase.length]]
    const stops = silenceBetween(before, run[0]) >= HESITATION_MS
    if (stops && silenceBetween(run.at(-1), after) >= HESITATION_MS) return phrase.length
  }
  return 0
}

/** Silence between neighbours that are both played and timed by an engine, ms; at an edge there is none. */
function silenceBetween(before: Word | undefined, after: Word | undefined): number {
  if (!before || !after || before.timing !== 'native' || after.timing !== 'native') return 0
  return after.from - before.to
}

function pausesIn(words: readonly Word[], taken: ReadonlySet<WordId>): Tightening[] {
  const found: Tightening[] = []
  for (let i = 0; i + 1 < words.length; i++) {
    const [before, after] = [words[i] as Word, words[i + 1] as Word]
    // What goes takes the silence around it along.
    if (taken.has(before.id) || taken.has(after.id) || !areNeighbours(before, after)) continue
    const silence = silenceBetween(before, after)
    if (silence <= PAUSE_MS) continue
    const from = Math.round(before.to + BREATH_MS * AFTER_WORD)
    const to = Math.round(after.from - BREATH_MS * (1 - AFTER_WORD))
    found.push({
      kind: 'pause',
      say: `${(silence / 1000).toFixed(1)} s of silence`,
      words: [],
      pauses: [{ from: ms(from), to: ms(to) }],
      gain: to - from,
      at: from,
    })
  }
  return found
}

/** Between words that were cut, or in another piece, there is no telling what is silent. */
const areNeighbours = (a: Word, b: Word) => Number(b.id.slice(1)) === Number(a.id.slice(1)) + 1
