/** A word somebody timed. */
export type TimedText = {
  text: string
  from: number
  to: number
  confidence: number | null
  /** Left out: an engine's own. */
  timing?: 'native' | 'estimated'
}

type AlignedWord = {
  text: string
  from: number | null
  to: number | null
  confidence: number | null
  timing: 'native' | 'estimated'
}

/** How far apart the two may drift before they are found together again. */
const REACH = 12

/**
 * Gives the words of a text the times of the same words in another list, where punctuation is missing
 * and words may be cut differently. Words that are not found there have no time.
 */
export function alignWords(told: string[], timed: TimedText[]): AlignedWord[] {
  const bare = timed.map(({ text }) => bareWord(text))
  const wanted = told.map(bareWord)
  const result = told.map(
    (text): AlignedWord => ({ text, from: null, to: null, confidence: null, timing: 'native' }),
  )
  let i = 0
  let j = 0
  const take = (index: number, from: TimedText, to: TimedText) => {
    result[index] = {
      text: told[index] ?? '',
      from: from.from,
      to: Math.max(from.from, to.to),
      confidence: from.confidence,
      timing: from.timing ?? 'native',
    }
  }
  while (i < told.length && j < timed.length) {
    const pieces = piecesOf(wanted[i] ?? '', bare, j)
    const [first, last] = [timed[j], timed[j + pieces - 1]]
    if (pieces > 0 && first && last) {
      take(i, first, last)
      i++
      j += pieces
      continue
    }
    const parts = piecesOf(bare[j] ?? '', wanted, i)
    if (parts > 1 && timed[j]) {
      shareTime(i, parts, timed[j] as TimedText)
      i += parts
      j++
      continue
    }
    const [skipTold, skipTimed] = nextMeeting(wanted, i, bare, j)
    i += skipTold
    j += skipTimed
  }
  return result

  /** One timed word that the text writes as several: they share it by length. */
  function shareTime(start: number, parts: number, word: TimedText) {
    const lengths = wanted.slice(start, start + parts).map((part) => part.length + 1)
    const total = lengths.reduce((sum, length) => sum + length, 0)
    let at = word.from
    for (const [k, length] of lengths.entries()) {
      const end = at + ((word.to - word.from) * length) / total
      take(start + k, { ...word, from: at, timing: 'estimated' }, { ...word, to: end })
      at = end
    }
  }
}

/** How many words from `start` on make up this one when joined; 0 where none do. */
function piecesOf(word: string, words: string[], start: number): number {
  if (word === '') return 0
  let joined = ''
  for (let count = 1; count <= 4; count++) {
    joined += words[start + count - 1] ?? ''
    if (joined === word) return count
    if (!word.startsWith(joined)) return 0
  }
  return 0
}

/** The nearest place where both go on with the same word; one step each where there is none. */
function nextMeeting(a: string[], i: number, b: string[], j: number): [number, number] {
  for (let far = 1; far <= REACH * 2; far++) {
    for (let x = Math.max(0, far - REACH); x <= Math.min(far, REACH); x++) {
      const word = a[i + x]
      if (word && word === b[j + far - x]) return [x, far - x]
    }
  }
  return [1, 1]
}

/** A word without case, accents' encodings and punctuation. */
const bareWord = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
