/** A word that was said, and where its line begins, ms, where it begins one and that is known. */
export type Truth = { text: string; at: number | null }

const bare = (text: string) =>
  text
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/[^\p{L}\p{N}']/gu, '')

/**
 * What was said beside what was heard, by the fewest changes (Levenshtein over words, marks and
 * capitals aside); `pairs` are the words that are the same, by their numbers in both.
 */
export function alignSaid(said: readonly string[], heard: readonly string[]) {
  const [a, b] = [said.map(bare), heard.map(bare)]
  const width = b.length + 1
  const cost = new Uint32Array((a.length + 1) * width)
  for (let i = 0; i <= a.length; i++) cost[i * width] = i
  for (let j = 0; j <= b.length; j++) cost[j] = j
  const costAt = (i: number, j: number) => cost[i * width + j] as number
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++)
      cost[i * width + j] = Math.min(
        costAt(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        costAt(i - 1, j) + 1,
        costAt(i, j - 1) + 1,
      )
  let [i, j] = [a.length, b.length]
  let [substituted, missed, invented] = [0, 0, 0]
  const pairs: [said: number, heard: number][] = []
  while (i > 0 || j > 0) {
    const same = i > 0 && j > 0 && a[i - 1] === b[j - 1]
    if (i > 0 && j > 0 && costAt(i, j) === costAt(i - 1, j - 1) + (same ? 0 : 1)) {
      if (same) pairs.unshift([i - 1, j - 1])
      else substituted++
      i--
      j--
    } else if (i > 0 && costAt(i, j) === costAt(i - 1, j) + 1) {
      missed++
      i--
    } else {
      invented++
      j--
    }
  }
  return { substituted, missed, invented, pairs }
}
