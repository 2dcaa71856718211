import { z } from 'zod'
import type { WordId } from '../ids.ts'
import { plainWord } from '../moments/terms.ts'
import type { Range } from '../time.ts'
import type { Word } from '../transcript.ts'
import { type Fillers, fillersOf } from './fillers.ts'
import { silenceOver } from './pauses.ts'
import { findRetakes } from './retakes.ts'

export const TighteningKind = z.enum(['filler', 'pause', 'retake'])
export type TighteningKind = z.infer<typeof TighteningKind>

/** How much is found: only what nobody would miss, what an editor usually takes out, or more. */
export const Strength = z.enum(['gentle', 'usual', 'tight'])
export type Strength = z.infer<typeof Strength>

/** Something that could go without being missed. Nothing is cut until somebody agrees. */
export type Tightening = {
  /** The same for the same words and silence, whatever else was asked. */
  id: string
  kind: TighteningKind
  /** What it is, for people: `“um”`, `1.8 s of silence`, `“We tried it” said twice`. */
  say: string
  words: WordId[]
  /** Of a retake: the words of the try that stays, and could go instead. */
  again: WordId[]
  /** Silence that goes, source ms, `to` exclusive. Never inside a word. */
  pauses: Range[]
  /** How much shorter the clip gets, ms. */
  gain: number
  /** Where it is, source ms. */
  at: number
  /** False for what may be meant: found, and not proposed. */
  sure: boolean
}

/** Silence longer than `over` is a pause and is left `breath` long, ms. */
const pauseLengths: Record<Strength, { over: number; breath: number }> = {
  gentle: { over: 1200, breath: 400 },
  usual: { over: 700, breath: 250 },
  tight: { over: 450, breath: 180 },
}
/** A word that may be meant is a filler only where somebody stops this long on both sides of it, ms. */
const hesitations: Record<Strength, number> = { gentle: Infinity, usual: 180, tight: 90 }

/**
 * Fillers, pauses and retakes among the words that a clip plays, in spoken order. Words whose times
 * are estimated tell nothing about silence, and a language whose fillers are unknown has none.
 */
export function findTightenings(
  words: readonly Word[],
  language: string,
  strength: Strength = 'usual',
): Tightening[] {
  const fillers = fillersOf(language)
  const retakes = findRetakes(words)
  const taken = new Set(retakes.flatMap((one) => one.words))
  const found = [...retakes]
  for (let i = 0; i < words.length; i++) {
    const filler = fillers && fillerAt(words, i, fillers, hesitations[strength])
    if (!filler) continue
    const run = words.slice(i, i + filler)
    i += filler - 1
    if (run.some(({ id }) => taken.has(id))) continue
    for (const { id } of run) taken.add(id)
    const sure =
      strength === 'tight' || run.length > 1 || fillers.always.test(plainWord(run[0]?.text ?? ''))
    found.push(fillerOf(run, sure))
  }
  found.push(...pausesIn(words, taken, pauseLengths[strength]))
  return found.sort((a, b) => a.at - b.at)
}

function fillerOf(run: readonly Word[], sure: boolean): Tightening {
  const [first, last] = [run[0] as Word, run.at(-1) as Word]
  const said = run.map(({ text }) => text.replace(/[.,;:!?…]+$/, '')).join(' ')
  return {
    id: `filler:${first.id}-${last.id}`,
    kind: 'filler',
    say: `“${said}”`,
    words: run.map(({ id }) => id),
    again: [],
    pauses: [],
    gain: last.to - first.from,
    at: first.from,
    sure,
  }
}

/** How many words from here on are a filler; 0: none. */
function fillerAt(
  words: readonly Word[],
  i: number,
  { always, between }: Fillers,
  hesitation: number,
): number {
  if (always.test(plainWord(words[i]?.text ?? ''))) return 1
  for (const phrase of between) {
    const run = words.slice(i, i + phrase.length)
    const isSaid =
      run.length === phrase.length && run.every(({ text }, k) => plainWord(text) === phrase[k])
    if (!isSaid || !run.every(({ timing }) => timing === 'native')) continue
    const [before, after] = [words[i - 1], words[i + phrase.length]]
    const stops = silenceBetween(before, run[0]) >= hesitation
    if (stops && silenceBetween(run.at(-1), after) >= hesitation) return phrase.length
  }
  return 0
}

/** Silence between neighbours that are both played and timed by an engine, ms; at an edge there is none. */
function silenceBetween(before: Word | undefined, after: Word | undefined): number {
  if (!before || !after || before.timing !== 'native' || after.timing !== 'native') return 0
  return after.from - before.to
}

function pausesIn(
  words: readonly Word[],
  taken: ReadonlySet<WordId>,
  { over, breath }: { over: number; breath: number },
): Tightening[] {
  const found: Tightening[] = []
  for (let i = 0; i + 1 < words.length; i++) {
    const [before, after] = [words[i] as Word, words[i + 1] as Word]
    // What goes takes the silence around it along.
    if (taken.has(before.id) || taken.has(after.id) || !areNeighbours(before, after)) continue
    const silence = silenceBetween(before, after)
    const range = silence > over ? silenceOver(before, after, breath) : null
    if (!range) continue
    found.push({
      id: `pause:${before.id}-${after.id}`,
      kind: 'pause',
      say: `${(silence / 1000).toFixed(1)} s of silence`,
      words: [],
      again: [],
      pauses: [range],
      gain: range.to - range.from,
      at: range.from,
      sure: true,
    })
  }
  return found
}

/** Between words that were cut, or in another piece, there is no telling what is silent. */
const areNeighbours = (a: Word, b: Word) => Number(b.id.slice(1)) === Number(a.id.slice(1)) + 1
