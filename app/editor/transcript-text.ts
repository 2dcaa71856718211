import type { Word } from '#core/transcript.ts'

/** Words by index, both ends included. */
export type Span = { first: number; last: number }

/** What the transcript shows as one block: a speaker's turn, or part of a long one. */
export type Paragraph = Span & {
  speaker: number | null
  /** The first of its turn carries the speaker's name. */
  startsTurn: boolean
  sentences: Span[]
  /** Index of the first of them in the whole text. */
  firstSentence: number
}

export type TranscriptText = {
  words: Word[]
  speakers: string[]
  sentences: Span[]
  paragraphs: Paragraph[]
  sentenceAt(word: number): Span
  turnAt(word: number): Span
  /** Index of the sentence that holds a word. */
  sentenceIndexAt(word: number): number
  /** Index of the paragraph that holds a word. */
  paragraphAt(word: number): number
  /** The word being spoken at a source time, else the last one before it; -1 before the first. */
  wordAt(sourceMs: number): number
}

/** A paragraph longer than this is closed at the next end of a sentence: only whole ones are drawn. */
const LONG_PARAGRAPH = 70

/** A breath this long ends a sentence where the transcript has no punctuation. */
const BREATH_MS = 900

const ENDS_SENTENCE = /[.!?…。！？؟।]["'”’»)\]]*$/u

/** Abbreviations whose full stop ends nothing. */
const NO_END = /^(?:mr|mrs|ms|dr|prof|st|vs|etc|e\.g|i\.e|no|[a-z])\.$/i

export function readTranscript(words: Word[], speakers: string[]): TranscriptText {
  const sentences = splitSentences(words)
  const turns = splitTurns(words)
  const paragraphs = splitParagraphs(words, sentences, turns)
  return {
    words,
    speakers,
    sentences,
    paragraphs,
    sentenceAt: (word) => spanAt(sentences, word),
    sentenceIndexAt: (word) => indexAt(sentences, word),
    turnAt: (word) => spanAt(turns, word),
    paragraphAt: (word) => indexAt(paragraphs, word),
    wordAt: (sourceMs) => lastAtOrBefore(words, sourceMs),
  }
}

function splitSentences(words: Word[]): Span[] {
  const spans: Span[] = []
  let first = 0
  for (const [i, word] of words.entries()) {
    const next = words[i + 1]
    const ends =
      !next ||
      next.speaker !== word.speaker ||
      next.from - word.to >= BREATH_MS ||
      (ENDS_SENTENCE.test(word.text) && !NO_END.test(word.text))
    if (!ends) continue
    spans.push({ first, last: i })
    first = i + 1
  }
  return spans
}

function splitTurns(words: Word[]): Span[] {
  const spans: Span[] = []
  let first = 0
  for (const [i, word] of words.entries()) {
    if (words[i + 1] && words[i + 1]?.speaker === word.speaker) continue
    spans.push({ first, last: i })
    first = i + 1
  }
  return spans
}

function splitParagraphs(words: Word[], sentences: Span[], turns: Span[]): Paragraph[] {
  const starts = new Set(turns.map((turn) => turn.first))
  const paragraphs: Paragraph[] = []
  for (const [i, sentence] of sentences.entries()) {
    const open = paragraphs.at(-1)
    const startsTurn = starts.has(sentence.first)
    if (open && !startsTurn && sentence.last - open.first < LONG_PARAGRAPH) {
      open.sentences.push(sentence)
      open.last = sentence.last
    } else {
      paragraphs.push({
        ...sentence,
        speaker: words[sentence.first]?.speaker ?? null,
        startsTurn,
        sentences: [sentence],
        firstSentence: i,
      })
    }
  }
  return paragraphs
}

const spanAt = (spans: Span[], word: number): Span =>
  spans[indexAt(spans, word)] ?? { first: word, last: word }

/** Spans lie end to end in order: the last one that starts at or before the word. */
function indexAt(spans: Span[], word: number): number {
  let low = 0
  let high = spans.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((spans[middle]?.first ?? 0) <= word) low = middle
    else high = middle - 1
  }
  return low
}

function lastAtOrBefore(words: Word[], sourceMs: number): number {
  let low = -1
  let high = words.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((words[middle]?.from ?? 0) <= sourceMs) low = middle
    else high = middle - 1
  }
  return low
}
