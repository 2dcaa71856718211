import { arrangedFor } from '../arrangement.ts'
import type { Suggestion } from '../suggestion.ts'
import { ms } from '../time.ts'
import type { Shortlist } from './shortlist.ts'

/** What a reader chose: sentences by number, both ends included, best first. Nothing of it is trusted. */
export type MomentPick = { first: number; last: number; title: string; why: string }

/** A clip may be this much longer or shorter than asked, where a sentence ends there. */
const SLACK = 0.1
/** How much a place further down the list counts less. */
const SOFTEN = 8
/** The reader's order counts this much more than ours. */
const READER = 1.5
const LONGEST_TITLE = 80
const LONGEST_WHY = 160

/**
 * One list of two: each passage has its place in ours and, where the reader chose it, in theirs. Only
 * bounds are taken from the reader, and only where they are whole sentences of the passage that was
 * shown; what does not hold is dropped. Titles that say nothing of the passage are not taken either.
 */
export function blendPicks(
  { passages, bounds }: Shown,
  picks: readonly MomentPick[],
  { count, min, max }: { count: number; min: number; max: number },
): { suggestions: Suggestion[]; dropped: number } {
  const chosen = new Map<number, { pick: MomentPick; place: number }>()
  let dropped = 0
  for (const pick of picks) {
    const snapped = snap(pick, { passages, bounds }, min, max)
    const passage = snapped && passages.findIndex((one) => holds(one, snapped))
    if (!snapped || passage === null || passage < 0 || chosen.has(passage)) dropped++
    else chosen.set(passage, { pick: { ...pick, ...snapped }, place: chosen.size })
  }
  const all = passages
    .map((passage, place) => {
      const theirs = chosen.get(place)
      const worth = 1 / (SOFTEN + place) + (theirs ? READER / (SOFTEN + theirs.place) : 0)
      return { suggestion: merged(passage, theirs?.pick, bounds), worth, place }
    })
    .sort((a, b) => b.worth - a.worth || a.place - b.place)
  const kept: Suggestion[] = []
  for (const { suggestion } of all) {
    if (kept.length === count) break
    const isFree = kept.every(({ from, to }) => suggestion.to <= from || to <= suggestion.from)
    if (isFree) kept.push({ ...suggestion, rank: kept.length + 1 })
  }
  return { suggestions: kept, dropped }
}

type Shown = Omit<Shortlist, 'local'>
type Passage = Shortlist['passages'][number]

const holds = ({ sentences }: Passage, { first, last }: { first: number; last: number }) =>
  first >= (sentences[0]?.id ?? 0) && last <= (sentences.at(-1)?.id ?? -1)

/** Bounds that a clip may have; null: these cannot be brought to any. */
function snap(
  { first, last }: MomentPick,
  { passages, bounds }: Shown,
  min: number,
  max: number,
): { first: number; last: number } | null {
  const inside = passages.find((one) => holds(one, { first, last }))
  if (!inside || !Number.isInteger(first) || !Number.isInteger(last) || first > last) return null
  let [from, to] = [first, last]
  // In the middle of what somebody says nothing starts or ends: on to where it may.
  while (from > (inside.sentences[0]?.id ?? 0) && !bounds[from]?.opens) from--
  while (to < (inside.sentences.at(-1)?.id ?? 0) && !bounds[to]?.closes) to++
  const length = (bounds[to]?.to ?? 0) - (bounds[from]?.from ?? 0)
  const fits = length >= min * (1 - SLACK) && length <= max * (1 + SLACK)
  return fits && bounds[from]?.opens && bounds[to]?.closes ? { first: from, last: to } : null
}

function merged(
  { suggestion, sentences, first, last }: Passage,
  pick: MomentPick | undefined,
  bounds: Shortlist['bounds'],
): Suggestion {
  if (!pick) return suggestion
  const isSame = pick.first === first && pick.last === last
  const said = sentences.filter(({ id }) => id >= pick.first && id <= pick.last)
  const transcript = isSame ? suggestion.transcript : said.map(({ text }) => text).join(' ')
  const title = plainLine(pick.title, LONGEST_TITLE)
  const why = plainLine(pick.why, LONGEST_WHY)
  const edges = {
    from: bounds[pick.first]?.from ?? suggestion.from,
    to: bounds[pick.last]?.to ?? suggestion.to,
  }
  return {
    ...suggestion,
    from: ms(edges.from),
    to: ms(edges.to),
    arrangement: arrangedFor(edges, suggestion.arrangement),
    transcript,
    title: title && speaksOf(title, transcript) ? title : suggestion.title,
    highlights: suggestion.highlights.filter((quote) => transcript.includes(quote)),
    reasons: [
      ...(why
        ? [{ part: 'thought' as const, good: true, say: `The language model: ${why}`, quote: null }]
        : []),
      ...suggestion.reasons.filter(({ quote }) => quote === null || transcript.includes(quote)),
    ],
  }
}

/** One line without markup or addresses: a model repeats what a talk tells it to. */
function plainLine(text: string, most: number): string {
  const line = text
    .replace(/\p{C}+/gu, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/[*_`#]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (/https?:|www\.|\b[\w-]+\.(?:com|net|org|io|ru|cn|xyz)\b|@/i.test(line)) return ''
  return line.length <= most ? line : ''
}

/** Whether a title shares a telling word with what is said. */
function speaksOf(title: string, transcript: string): boolean {
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []
  const said = new Set(words(transcript).map((word) => word.slice(0, 5)))
  return words(title).some((word) => said.has(word.slice(0, 5)))
}
