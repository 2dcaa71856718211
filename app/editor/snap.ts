/** Nearest first is not enough: a word's edge beats a seam, a seam the playhead. */
export type SnapTarget = { ms: number; kind: 'word' | 'seam' | 'playhead' | 'caption' }

const ORDER: SnapTarget['kind'][] = ['word', 'seam', 'playhead', 'caption']

/** How near a target draws, px. */
export const SNAP_PX = 8

/** Where a dragged time lands, and what drew it there; null where it stays free. */
export function snap(
  ms: number,
  targets: readonly SnapTarget[],
  pxPerMs: number,
): { ms: number; target: SnapTarget } | null {
  const reach = SNAP_PX / pxPerMs
  for (const kind of ORDER) {
    let best: SnapTarget | null = null
    for (const target of targets) {
      if (target.kind !== kind || Math.abs(target.ms - ms) > reach) continue
      if (!best || Math.abs(target.ms - ms) < Math.abs(best.ms - ms)) best = target
    }
    if (best) return { ms: best.ms, target: best }
  }
  return null
}
