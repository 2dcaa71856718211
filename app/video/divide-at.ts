import { spaceBetween } from '#core/script.ts'

/** A text in two at a caret, letters; a word that the caret is in stays whole, in the second part. */
export function divideAt(text: string, caret: number): [head: string, tail: string] {
  let at = caret
  const isInWord = () => {
    const [left, right] = [text[at - 1], text[at]]
    return left && right && /\S/.test(left) && /\S/.test(right) && spaceBetween(left, right)
  }
  while (at > 0 && isInWord()) at--
  return [text.slice(0, at).trim(), text.slice(at).trim()]
}
