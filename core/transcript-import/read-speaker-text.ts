import type { HeardSegment } from '../transcript.ts'
import { cueTime } from './cue.ts'
import { spreadWords, tokens } from './spread-words.ts'

/** What one person says between two times or names, not yet placed in time. */
type Turn = { speaker: string; at: number | null; words: string[] }

const NAME = String.raw`\p{L}[\p{L}\p{M}\d .,'’&()-]{0,48}`
const STAMP = String.raw`(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?`
/** `**Ada Moss:** …` and `**Ada Moss**: …`, as Markdown has names. */
const BOLD = new RegExp(String.raw`^\*\*(${NAME}?)\s*(?::\*\*|\*\*\s*:)\s*(.*)$`, 'u')
/** `Ada Moss: 00:01:07`, alone in its line or before the words. */
const STAMPED = new RegExp(String.raw`^(${NAME}?):\s*[[(]?(${STAMP})[\])]?\s*(.*)$`, 'u')
/** `[00:01:07] Ada Moss: …` */
const STAMP_FIRST = new RegExp(String.raw`^[[(]?(${STAMP})[\])]?\s+(${NAME}?):\s*(.*)$`, 'u')
/** A time within the words: `\[04:07\]`, `(00:12:07)`. */
const INLINE = new RegExp(String.raw`\\?[[(](${STAMP})\\?[\])]`, 'gu')
/** `\[laughter\]`, `[unintelligible]`: heard, but no words. */
const NOTE = /\\?\[[^[\]]{1,80}\]/g
/** Between parts of a programme; nobody says it. */
const NOT_SPOKEN = /^(?:break|jingle|music|sponsor|song|intro|outro|ad)s?$/i

/** An easy pace of talk, where nothing gives the time. */
const MS_PER_WORD = 380
/** Slower than this nobody talks: what is left of the time was silence, or was cut out of the text. */
const SLOWEST_MS = 700

/** A turn needs a name; a text with fewer turns than this is not taken for a transcript. */
const FEWEST_TURNS = 2

/**
 * Who said what, written as text or Markdown, with times here and there or none at all. Words are
 * placed between the times that are given, and marked as estimated. Null: this is no such text.
 */
export function readSpeakerText(text: string): HeardSegment[] | null {
  const turns = turnsOf(withoutFrontMatter(text))
  return turns.length < FEWEST_TURNS ? null : inTime(turns)
}

const withoutFrontMatter = (text: string) =>
  text.replace(/\r\n?/g, '\n').replace(/^\s*---\n[\s\S]*?\n---\n/, '')

function turnsOf(text: string): Turn[] {
  const turns: Turn[] = []
  let [speaker, spoken] = [null as string | null, true]
  for (const raw of text.split('\n')) {
    const line = raw.trim()
    if (line === '' || /^#{1,6}\s/.test(line)) continue
    const named = nameOf(line)
    if (named) {
      speaker = named.name
      spoken = !NOT_SPOKEN.test(named.name)
    }
    if (!speaker) continue
    const said = named ? named.said : line
    turns.push(...piecesOf(speaker, named?.at ?? null, spoken ? said : timesOnly(said), !named))
  }
  return merged(turns)
}

function nameOf(line: string): { name: string; at: number | null; said: string } | null {
  const bold = BOLD.exec(line)
  if (bold) return { name: bold[1] ?? '', at: null, said: bold[2] ?? '' }
  const first = STAMP_FIRST.exec(line)
  if (first) return { name: first[2] ?? '', at: cueTime(first[1] ?? ''), said: first[3] ?? '' }
  // Two names on one line: the one who spoke is the last.
  const stamped = STAMPED.exec(line)
  if (!stamped) return null
  const again = nameOf(stamped[3] ?? '')
  return again ?? { name: stamped[1] ?? '', at: cueTime(stamped[2] ?? ''), said: stamped[3] ?? '' }
}

const timesOnly = (said: string) => [...said.matchAll(INLINE)].map(([whole]) => whole).join(' ')

/** A line cut at the times that stand in it. */
function piecesOf(speaker: string, at: number | null, said: string, goesOn: boolean): Turn[] {
  const pieces: Turn[] = []
  let [from, time] = [0, at]
  const push = (until: number) => {
    const words = tokens(said.slice(from, until).replace(NOTE, ' ')).map(unescaped)
    if (words.length > 0 || time !== null || !goesOn) pieces.push({ speaker, at: time, words })
  }
  for (const found of said.matchAll(INLINE)) {
    push(found.index)
    from = found.index + found[0].length
    time = cueTime(found[1] ?? '')
  }
  push(said.length)
  return pieces
}

/** `\*`, `**bold**`, `_so_` and links as they are said. */
const unescaped = (word: string) =>
  word
    .replace(/\\([\\`*_{}[\]()#+.!-])/g, '$1')
    .replace(/^[*_]+(?=\S)|(?<=\S)[*_]+(?=[.,!?…]*$)/g, '')

/** Lines of one speaker without a time between them are one turn. */
function merged(turns: Turn[]): Turn[] {
  const whole: Turn[] = []
  for (const turn of turns) {
    const open = whole.at(-1)
    if (open && open.speaker === turn.speaker && turn.at === null) open.words.push(...turn.words)
    else whole.push({ ...turn, words: [...turn.words] })
  }
  return whole
}

function inTime(turns: Turn[]): HeardSegment[] {
  const heard: HeardSegment[] = []
  let clock = 0
  for (let i = 0; i < turns.length; ) {
    const next = turns.findIndex(({ at }, j) => j > i && at !== null)
    const stretch = turns.slice(i, next < 0 ? undefined : next)
    const from = Math.max(clock, turns[i]?.at ?? clock)
    const count = stretch.reduce((sum, { words }) => sum + words.length, 0)
    const given = next < 0 ? null : (turns[next]?.at ?? from) - from
    const length =
      given === null || given <= 0 ? count * MS_PER_WORD : Math.min(given, count * SLOWEST_MS)
    const letters = stretch.map(({ words }) =>
      words.reduce((sum, word) => sum + word.length + 1, 0),
    )
    const all = Math.max(
      1,
      letters.reduce((a, b) => a + b, 0),
    )
    let at = from
    for (const [j, { speaker, words }] of stretch.entries()) {
      const to = at + (length * (letters[j] ?? 0)) / all
      if (words.length > 0) heard.push({ from: at, to, speaker, words: spreadWords(words, at, to) })
      at = to
    }
    clock = from + length
    i += stretch.length
  }
  return heard
}
