/** Places compared, as far as nobody waits for it. */
const MOST = 4_000_000

/** Which lines of a text another does not have, by their index, and how many lines the other has besides. */
export function lineChanges(text: string, other: string): { only: Set<number>; besides: number } {
  const [a, b] = [text.split('\n'), other.split('\n')]
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a[start] === b[start]) start++
  let end = 0
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const only = linesOnlyIn(a.slice(start, a.length - end), b.slice(start, b.length - end))
  return {
    only: new Set(only.map((line) => line + start)),
    besides: b.length - (a.length - only.length),
  }
}

function linesOnlyIn(a: string[], b: string[]): number[] {
  if (a.length * b.length > MOST) return [...a.keys()]
  // The most lines that both have in a row, from each place of either to its end.
  const width = b.length + 1
  const most = new Uint32Array((a.length + 1) * width)
  const from = (i: number, j: number) => most[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      most[i * width + j] =
        a[i] === b[j] ? from(i + 1, j + 1) + 1 : Math.max(from(i + 1, j), from(i, j + 1))
  const only: number[] = []
  let i = 0
  let j = 0
  while (i < a.length)
    if (j < b.length && a[i] === b[j]) {
      i++
      j++
    } else if (j === b.length || from(i + 1, j) >= from(i, j + 1)) only.push(i++)
    else j++
  return only
}
