import { alignWords, type TimedText } from './align-words.ts'
import { spreadWords } from './spread-words.ts'

type TimedWord = ReturnType<typeof spreadWords>[number]

/** Words that stay keep their times; the others share what lies between. */
export function retimeWords(
  told: string[],
  segment: { from: number; to: number; words: readonly TimedText[] },
): TimedWord[] {
  const old = [...segment.words]
  // A correction word for word moves nothing.
  if (old.length === told.length) {
    return told.map((word, i) => ({
      text: word,
      from: old[i]?.from ?? segment.from,
      to: old[i]?.to ?? segment.to,
      confidence: word === old[i]?.text ? (old[i]?.confidence ?? null) : null,
      timing: old[i]?.timing ?? 'native',
    }))
  }
  const aligned = alignWords(told, old)
  const result: TimedWord[] = []
  for (let i = 0; i < aligned.length; ) {
    const word = aligned[i]
    if (word && word.from !== null && word.to !== null) {
      result.push({
        text: word.text,
        from: Math.round(word.from),
        to: Math.round(word.to),
        confidence: word.confidence,
        timing: word.timing,
      })
      i++
      continue
    }
    let end = i
    while (end < aligned.length && aligned[end]?.from === null) end++
    const from = result.at(-1)?.to ?? segment.from
    const to = Math.max(from + (end - i), aligned[end]?.from ?? segment.to)
    const words = aligned.slice(i, end).map(({ text }) => text)
    for (const spread of spreadWords(words, from, to)) {
      const start = Math.round(spread.from)
      result.push({ ...spread, from: start, to: Math.max(start + 1, Math.round(spread.to)) })
    }
    i = end
  }
  return result
}
