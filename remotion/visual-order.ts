import bidiFactory from 'bidi-js'

const bidi = bidiFactory()
const rightToLeftLetter = /\p{Script=Arabic}|\p{Script=Hebrew}/u

/**
 * The words of one line from left to right as drawn, as indices, by the Unicode Bidirectional
 * Algorithm: Latin stretches run forwards in a right-to-left line, and the other way round.
 */
export function visualOrder(words: readonly string[], rightToLeft: boolean): number[] {
  const inOrder = words.map((_, i) => i)
  if (!rightToLeft && !words.some((word) => rightToLeftLetter.test(word))) return inOrder
  const starts: number[] = []
  let text = ''
  for (const word of words) {
    if (text !== '') text += ' '
    starts.push(text.length)
    text += word
  }
  const levels = bidi.getEmbeddingLevels(text, rightToLeft ? 'rtl' : 'ltr')
  const placeOf = new Map(
    bidi.getReorderedIndices(text, levels).map((char, place) => [char, place] as const),
  )
  // A word stands where its first letter does; a mark before it may have been drawn elsewhere.
  const place = (i: number) => {
    const word = words[i] ?? ''
    return placeOf.get((starts[i] ?? 0) + Math.max(0, word.search(/[\p{L}\p{N}]/u))) ?? 0
  }
  return inOrder.sort((a, b) => place(a) - place(b))
}
