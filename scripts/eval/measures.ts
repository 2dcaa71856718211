/** Times in ms. */
export type Span = { from: number; to: number }

const lengthOf = (spans: readonly Span[]) => spans.reduce((sum, { from, to }) => sum + to - from, 0)

/** How much of `span` lies inside clips that do not overlap one another, ms. */
export const insideOf = (span: Span, clips: readonly Span[]) =>
  clips.reduce(
    (sum, clip) => sum + Math.max(0, Math.min(span.to, clip.to) - Math.max(span.from, clip.from)),
    0,
  )

/** What clips found of what an editor had cut: the hits, and the hits that chance would have had. */
export type Found = { spans: number; hits: number; byChance: number; coverage: number }

/** A span is hit where at least half of it lies inside the clips. `body`: from first to last word. */
export function foundOf(clips: readonly Span[], labels: readonly Span[], body: Span): Found {
  const coverage = lengthOf(clips) / Math.max(1, body.to - body.from)
  const hits = labels.filter((span) => insideOf(span, clips) * 2 >= span.to - span.from).length
  return { spans: labels.length, hits, byChance: coverage * labels.length, coverage }
}

/** Hits over the hits that as much time chosen blindly would have had; null: nothing to hit. */
export function liftOf(found: readonly Found[]): number | null {
  const byChance = found.reduce((sum, one) => sum + one.byChance, 0)
  return byChance > 0 ? found.reduce((sum, one) => sum + one.hits, 0) / byChance : null
}

/**
 * How often two sentences `k` apart are wrongly said to be of one topic, or of two (Beeferman,
 * Berger and Lafferty, 1999). `truth` and `guess`: the topic of each sentence. 0 is perfect.
 */
export function pkOf(truth: readonly number[], guess: readonly number[]): number {
  const k = Math.max(1, Math.round(truth.length / new Set(truth).size / 2))
  let [wrong, all] = [0, 0]
  for (let i = 0; i + k < truth.length; i++) {
    all++
    if ((truth[i] === truth[i + k]) !== (guess[i] === guess[i + k])) wrong++
  }
  return all === 0 ? 0 : wrong / all
}

export type Difference = { mean: number; low: number; high: number; positive: number }

/**
 * How far one way is ahead of another over the same talks: talks are drawn again with replacement,
 * both ways measured on each draw. `low` and `high` enclose 95 %; `positive` is the share above 0.
 */
export function pairedDifference<T>(
  talks: readonly T[],
  difference: (drawn: readonly T[]) => number,
  random: () => number,
  draws = 2000,
): Difference {
  const values = Array.from({ length: draws }, () =>
    difference(talks.map(() => talks[Math.floor(random() * talks.length)] as T)),
  ).sort((a, b) => a - b)
  const at = (share: number) => values[Math.min(draws - 1, Math.floor(share * draws))] ?? 0
  return {
    mean: difference(talks),
    low: at(0.025),
    high: at(0.975),
    positive: values.filter((value) => value > 0).length / draws,
  }
}
