/**
 * How loud a video is, one level (0–1) a bar: the mean of its stretch, because over a minute of speech
 * the loudest sample is always loud. The loudest bar is 1.
 */
export function energyBars(
  peaks: Uint8Array,
  /** `values`: how many the whole video has; the file may hold a few less or more. */
  { bars, values }: { bars: number; values: number },
): number[] {
  const means: number[] = []
  for (let i = 0; i < bars; i++) {
    const from = Math.floor((i * values) / bars)
    const to = Math.min(peaks.length, Math.max(from + 1, Math.floor(((i + 1) * values) / bars)))
    let sum = 0
    for (let j = from; j < to; j++) sum += peaks[j] ?? 0
    means.push(to > from ? sum / (to - from) : 0)
  }
  const loudest = Math.max(1, ...means)
  return means.map((mean) => mean / loudest)
}
