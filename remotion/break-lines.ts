import { clingsToLast, leansOnNext } from '#core/caption-pages.ts'

/** A word, or a part of one, with its place in a line. Lengths share one unit. */
export type LineToken = {
  text: string
  width: number
  /** Space before it where it does not begin a line. */
  gap: number
  /** Nothing may follow it in its line. */
  breakAfter: boolean
}

const punctuated = /[,;:.!?…،、。]["'”’»)]*$/u
const numeric = /^[\d.,]+$/
const unit =
  /^(%|€|\$|£|°|[a-zµ]{1,3}|million|billion|percent|years?|days?|hours?|minutes?|seconds?)[.,!?]?$/iu

/**
 * Fewest lines that fit, and among those the most even ones that read well; where they need not be
 * `even`, the earlier ones as full as they get. Null where a token is wider than the line. Ends are
 * given as indices of the first token of the next line.
 */
export function breakLines(tokens: LineToken[], width: number, even = true): number[] | null {
  type Best = { lines: number; cost: number; from: number }
  const none: Best = { lines: Number.POSITIVE_INFINITY, cost: 0, from: 0 }
  const best: Best[] = [{ lines: 0, cost: 0, from: 0 }]
  for (let to = 1; to <= tokens.length; to++) {
    let least = none
    for (let from = to - 1; from >= 0; from--) {
      if (from < to - 1 && tokens[from]?.breakAfter) break
      const line = tokens.slice(from, to)
      const wide = lineWidth(line)
      if (wide > width) break
      const before = best[from] ?? none
      const lines = before.lines + 1
      const cost =
        before.cost +
        (even ? lineCost(line, tokens[to], wide, width) : emptyness(tokens[to], wide, width))
      if (lines < least.lines || (lines === least.lines && cost < least.cost))
        least = { lines, cost, from }
    }
    best[to] = least
  }
  if (!Number.isFinite(best[tokens.length]?.lines)) return null
  const ends: number[] = []
  for (let to = tokens.length; to > 0; to = best[to]?.from ?? 0) ends.unshift(to)
  return ends
}

/** The last line may be as short as it comes. */
const emptyness = (next: LineToken | undefined, wide: number, width: number) =>
  next ? (width - wide) / width + (clingsToLast(next.text) ? 0.5 : 0) : 0

export const lineWidth = (line: LineToken[]) =>
  line.reduce((sum, token, i) => sum + token.width + (i === 0 ? 0 : token.gap), 0)

function lineCost(line: LineToken[], next: LineToken | undefined, wide: number, width: number) {
  const last = line.at(-1)
  let cost = ((width - wide) / width) ** 2
  if (line.length === 1 && wide < 0.35 * width) cost += 0.25
  if (!last || !next || last.breakAfter) return cost
  if (leansOnNext(last.text)) cost += 0.15
  if (clingsToLast(next.text)) cost += 0.5
  if (numeric.test(last.text) && unit.test(next.text)) cost += 0.6
  if (punctuated.test(last.text)) cost -= 0.08
  return cost
}
