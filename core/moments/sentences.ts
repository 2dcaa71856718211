import { spaceBetween } from '../script.ts'
import type { Ms } from '../time.ts'
import { ms } from '../time.ts'
import { type Transcript, transcriptWords, type Word } from '../transcript.ts'
import { splitByPauses } from './split-by-pauses.ts'

/** How a sentence ends on paper. `none`: without a mark. */
export type SentenceEnd = 'stop' | 'question' | 'trails' | 'none'

/** One sentence, as far as punctuation, speakers and pauses tell it. */
export type Sentence = {
  /** Words by index, both ends included. */
  first: number
  last: number
  from: Ms
  to: Ms
  speaker: number | null
  text: string
  end: SentenceEnd
  /** Whether a clip may start here: not in the middle of what its speaker was saying. */
  opens: boolean
  /** Whether a clip may end here. */
  closes: boolean
  /** Begins, or ends, between the marks of a quotation that other sentences belong to. */
  insideQuote: boolean
  leavesQuoteOpen: boolean
  startsTurn: boolean
  endsTurn: boolean
}

/** A pause this long ends what was being said, whether or not the sentence was finished. */
const LONG_PAUSE_MS = 1000
/** A talk with fewer marks than one in so many words was written down without punctuation. */
const WORDS_PER_MARK = 60
/** Nobody speaks sentences this long: here the punctuation gave out. */
const LONGEST_SENTENCE = 120

const MARK = /(?:[.!?…。！？｡؟۔।॥։።]|\.{2,})["'”’»)\]」』]*$/u
const QUESTION = /[?？؟]["'”’»)\]」』]*$/u
const TRAILS = /(?:…|\.\.\.?|--|[—–-])["'”’»)\]」』]*$/u
const QUOTED_MARK = /[.!?…]["”’»]$/u
/** Abbreviations that a name, a number or more of the sentence follows. */
const ABBREVIATION =
  /^["'“‘(]*(?:mr|mrs|ms|dr|prof|st|jr|sr|vs|e\.g|i\.e|cf|fig|approx|gen|sen|rep|gov|capt|lt|col|sgt|hon|rev|mt|ft|vol|[a-z])\.$/iu
const DOTTED = /^(?:\p{L}\.){2,}$/u

/** The sentences of a talk, in spoken order. Cues that break off in the middle are joined first. */
export function splitSentences(transcript: Transcript): Sentence[] {
  const words = transcriptWords(transcript)
  const marks = words.filter(({ text }) => MARK.test(text)).length
  const isPunctuated = marks * WORDS_PER_MARK >= words.length
  const isCased = words.some(({ text }) => /^\p{Lu}/u.test(text))
  const cueEnds = cueEndsOf(transcript)
  const sentences: Sentence[] = []
  for (const turn of turnsOf(words)) {
    const pieces = isPunctuated
      ? punctuated(words, turn, transcript.language).flatMap((piece) =>
          piece.last - piece.first < LONGEST_SENTENCE
            ? atPauses(words, piece)
            : splitByPauses(words, piece, cueEnds).map((part) => ({ ...part, whole: true })),
        )
      : splitByPauses(words, turn, cueEnds).map((piece) => ({ ...piece, whole: true }))
    const quotes = quotesIn(words, turn)
    for (const { first, last, whole } of pieces) {
      const text = textOf(words, first, last)
      const end = endOf(text)
      const closes = whole || end !== 'none'
      const [start, stop, after] = [words[first], words[last], words[last + 1]]
      if (!start || !stop) continue
      const earlier = sentences.at(-1)
      const startsTurn = first === turn.first
      // What was broken off by somebody's "yeah" goes on in small letters.
      const theirs = sentences.slice(-3).findLast(({ speaker }) => speaker === start.speaker)
      const goesOn =
        isCased && isPunctuated && /^\p{Ll}/u.test(start.text) && theirs?.closes === false
      sentences.push({
        first,
        last,
        from: start.from,
        // People speak at once: the next sentence's first word is not this one's.
        to: ms(
          Math.max(start.from + 1, stop.from + 1, after ? Math.min(stop.to, after.from) : stop.to),
        ),
        speaker: start.speaker,
        text,
        end,
        opens: !goesOn && (!earlier || earlier.closes || startsTurn),
        closes,
        insideQuote: quotes.has(first) && quotes.get(first) === quotes.get(first - 1),
        leavesQuoteOpen: quotes.has(last) && quotes.get(last) === quotes.get(last + 1),
        startsTurn,
        endsTurn: last === turn.last,
      })
    }
  }
  return sentences
}

/** The words of a stretch as one line of text. */
export function textOf(words: readonly Word[], first: number, last: number): string {
  let [text, before] = [words[first]?.text ?? '', words[first]?.text ?? '']
  for (let i = first + 1; i <= last; i++) {
    const word = words[i]?.text ?? ''
    // Asked of the word before, not of the line so far: reading a growing line copies it each time.
    text += spaceBetween(before, word) ? ` ${word}` : word
    before = word
  }
  return text
}

/** Longer quotations have lost their closing mark. */
const LONGEST_QUOTE = 150

/** Which quotation each quoted word belongs to, by the word it opens with. */
function quotesIn(words: readonly Word[], { first, last }: Stretch): Map<number, number> {
  const quoted = new Map<number, number>()
  let open: number | null = null
  for (let i = first; i <= last; i++) {
    const text = words[i]?.text ?? ''
    if (/^[("“]*["“]/.test(text)) open = i
    if (open === null || !/["”][.,!?…;:)]*$/.test(text) || text === '"') continue
    if (i - open <= LONGEST_QUOTE) for (let w = open; w <= i; w++) quoted.set(w, open)
    open = null
  }
  return quoted
}

type Stretch = { first: number; last: number }

function turnsOf(words: readonly Word[]): Stretch[] {
  const turns: Stretch[] = []
  let first = 0
  for (let i = 0; i < words.length; i++) {
    const next = words[i + 1]
    if (next && next.speaker === words[i]?.speaker) continue
    turns.push({ first, last: i })
    first = i + 1
  }
  return turns
}

function cueEndsOf(transcript: Transcript): Set<number> {
  const ends = new Set<number>()
  let at = -1
  for (const { words } of transcript.segments) {
    at += words.length
    ends.add(at)
  }
  return ends
}

/** Sentences by their marks. `Intl.Segmenter` knows the scripts, we know the abbreviations. */
function punctuated(words: readonly Word[], turn: Stretch, language: string): Stretch[] {
  const starts = new Map<number, number>()
  let text = ''
  for (let i = turn.first; i <= turn.last; i++) {
    const word = words[i]?.text ?? ''
    if (i > turn.first && spaceBetween(words[i - 1]?.text ?? '', word)) text += ' '
    starts.set(text.length, i)
    text += word
  }
  const breaks = new Set<number>()
  for (const { index } of segmenterOf(language).segment(text)) {
    const word = starts.get(index)
    if (word !== undefined && word > turn.first) breaks.add(word)
  }
  const stretches: Stretch[] = []
  let first = turn.first
  for (let i = turn.first; i <= turn.last; i++) {
    const next = words[i + 1]?.text ?? ''
    if (i < turn.last && !endsHere(words[i]?.text ?? '', next, breaks.has(i + 1))) continue
    stretches.push({ first, last: i })
    first = i + 1
  }
  return stretches
}

function endsHere(word: string, next: string, isBreak: boolean): boolean {
  if (!MARK.test(word)) return false
  if (ABBREVIATION.test(word) && word.toLowerCase() !== 'i.') return false
  if (/^no\.$/i.test(word) && /^\d/.test(next)) return false
  const small = /^["'“‘(]*\p{Ll}/u.test(next)
  if (small && (QUOTED_MARK.test(word) || DOTTED.test(word))) return false
  // The segmenter does not take an ellipsis for an end.
  return isBreak || (!small && TRAILS.test(word))
}

/** A sentence broken off by a long pause stays one: a clip starts and ends at neither side of it. */
function atPauses(words: readonly Word[], { first, last }: Stretch) {
  const pieces: (Stretch & { whole: boolean })[] = []
  let start = first
  for (let i = first; i < last; i++) {
    const [word, next] = [words[i], words[i + 1]]
    if (!word || !next || next.from - word.to <= LONG_PAUSE_MS) continue
    pieces.push({ first: start, last: i, whole: false })
    start = i + 1
  }
  return [...pieces, { first: start, last, whole: false }]
}

/** How a text ends on paper. */
export function endOf(text: string): SentenceEnd {
  if (TRAILS.test(text)) return 'trails'
  if (QUESTION.test(text)) return 'question'
  return MARK.test(text) ? 'stop' : 'none'
}

const segmenters = new Map<string, Intl.Segmenter>()
function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language)
  if (known) return known
  const made = makeSegmenter(language)
  segmenters.set(language, made)
  return made
}

function makeSegmenter(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: 'sentence' })
  } catch {
    return new Intl.Segmenter('en', { granularity: 'sentence' })
  }
}
