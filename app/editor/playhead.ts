/**
 * Where the playhead is, outside React: what follows it moves by transform, once a frame, and no
 * component renders because time passes.
 */
export type Playhead = {
  /** Clip time, ms. */
  get(): number
  set(ms: number): void
  /** Called at most once a frame, and only when it moved. */
  subscribe(follow: (ms: number) => void): () => void
}

export function createPlayhead(
  nextFrame: (run: () => void) => void = (run) => requestAnimationFrame(run),
): Playhead {
  let at = 0
  let told = 0
  let waiting = false
  const followers = new Set<(ms: number) => void>()
  const tell = () => {
    waiting = false
    if (at === told) return
    told = at
    for (const follow of followers) follow(at)
  }
  return {
    get: () => at,
    set(ms) {
      at = ms
      if (waiting || at === told) return
      waiting = true
      nextFrame(tell)
    },
    subscribe(follow) {
      followers.add(follow)
      follow(at)
      return () => followers.delete(follow)
    },
  }
}
