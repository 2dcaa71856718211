import type { PlayerRef } from '@remotion/player'

/** How long a seek is waited for; longer and the picture waits for the network anyway. */
const PATIENCE_MS = 300

export type LatestSeek = {
  /** Shows this frame, at the latest once the place asked for before has been shown. */
  to(player: PlayerRef, frame: number): void
  /** Whether a place is still to come: what the player shows meanwhile is an older one. */
  ahead(): boolean
  /** Goes where it was to go without waiting any longer. */
  now(): void
  forget(): void
}

/**
 * Takes a picture to the last of many places. A pointer on its way asks for more of them than can be
 * decoded, and a seek that the next overtakes is work for nothing: no more than one is under way.
 */
export function latestSeek(
  nextFrame: (run: () => void) => void = (run) => requestAnimationFrame(run),
  clock: () => number = () => performance.now(),
): LatestSeek {
  let wanted: { player: PlayerRef; frame: number } | null = null
  let waiting = false
  let since = 0
  const go = () => {
    if (!wanted) return
    const { player, frame } = wanted
    wanted = null
    since = clock()
    player.seekTo(frame)
  }
  const look = () => {
    waiting = false
    if (!wanted) return
    if (!isSeeking(wanted.player) || clock() - since > PATIENCE_MS) go()
    waiting = true
    nextFrame(look)
  }
  return {
    to(player, frame) {
      wanted = { player, frame }
      if (!waiting) look()
    },
    ahead: () => wanted !== null,
    now: go,
    forget() {
      wanted = null
    },
  }
}

const isSeeking = (player: PlayerRef) =>
  [...(player.getContainerNode()?.querySelectorAll('video') ?? [])].some(({ seeking }) => seeking)
