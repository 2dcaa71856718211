import type { Box, LaidPage, LaidWord } from '../caption-layout.ts'

/** Words side by side on a line that share one mark. */
export function stretches(page: LaidPage, marked: (word: LaidWord) => boolean): LaidWord[][] {
  const groups: LaidWord[][] = []
  // Words lie as they are drawn; neighbours are neighbours on the picture.
  for (const word of page.words) {
    if (!marked(word)) continue
    const last = groups.at(-1)
    const before = last?.at(-1)
    if (last && before?.line === word.line && page.words[page.words.indexOf(word) - 1] === before)
      last.push(word)
    else groups.push([word])
  }
  return groups
}

/** The box of a stretch of words, centred on its line. Lengths in em. */
export function markBox(
  page: Pick<LaidPage, 'lines' | 'size'>,
  words: LaidWord[],
  padX: number,
  height: number,
): Box {
  const [first, last] = [words[0], words.at(-1)]
  const line = page.lines[first?.line ?? 0]
  if (!first || !last || !line) return { x: 0, y: 0, width: 0, height: 0 }
  const x = first.x - padX * page.size
  return {
    x,
    y: line.top + line.height / 2 - (height * page.size) / 2,
    width: last.x + last.width + padX * page.size - x,
    height: height * page.size,
  }
}

/** A box uncovered from where reading starts. */
export const uncovered = (box: Box, share: number, rightToLeft: boolean): Box => ({
  ...box,
  x: rightToLeft ? box.x + box.width * (1 - share) : box.x,
  width: box.width * share,
})
