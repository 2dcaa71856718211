import type { PlayerRef } from '@remotion/player'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { FPS, fromFrame } from '#core/time.ts'
import { latestSeek } from './latest-seek.ts'
import type { Playhead } from './playhead.ts'

export type TransportState = {
  playing: boolean
  /** The picture waits for the network. */
  waiting: boolean
  /** Negative plays backwards. */
  rate: number
  loop: boolean
  muted: boolean
}

export type Transport = {
  state: StoreApi<TransportState>
  /** Takes hold of the player on the stage; returns how to let go. */
  attach(player: PlayerRef): () => void
  /** The player's root, for full screen. */
  play(): void
  pause(): void
  toggle(): void
  /** J and L: start in that direction, or one step faster. */
  shuttle(direction: -1 | 1): void
  seek(ms: number): void
  /** The player shows the clip as it is again: it goes to where the playhead is. */
  catchUp(): void
  step(frames: number): void
  setRate(rate: number): void
  setLoop(loop: boolean): void
  setMuted(muted: boolean): void
  fullscreen(): void
}

export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 2] as const
const FASTEST = 4

/** The frame that shows a time: never one that ends before it. */
export const frameAt = (ms: number) => Math.ceil((ms / 1000) * FPS - 0.05)

export function createTransport(
  playhead: Playhead,
  {
    length,
    held,
  }: {
    /** Of the clip, ms. */
    length(): number
    /** Whether the player still plays the clip as it was before an edit. */
    held(): boolean
  },
): Transport {
  const state = createStore<TransportState>(() => ({
    playing: false,
    waiting: false,
    rate: 1,
    loop: false,
    muted: false,
  }))
  let player: PlayerRef | null = null
  const seek = latestSeek()

  const lastFrame = () => Math.max(0, frameAt(length()) - 1)
  const seekFrame = (frame: number) => {
    const to = Math.min(lastFrame(), Math.max(0, frame))
    playhead.set(fromFrame(to))
    if (!held() && player) seek.to(player, to)
  }
  const here = () => Math.round((playhead.get() / 1000) * FPS)
  const play = () => {
    if (here() >= lastFrame() && state.getState().rate > 0) seekFrame(0)
    seek.now()
    player?.play()
  }
  return {
    state,
    attach(next) {
      player = next
      next.seekTo(here())
      if (state.getState().muted) next.mute()
      const listeners = {
        frameupdate: ({ detail }: { detail: { frame: number } }) =>
          // Its frames are of another clip until it has caught up, or of a place already left.
          held() || seek.ahead() || playhead.set(fromFrame(detail.frame)),
        play: () => state.setState({ playing: true }),
        pause: () => state.setState({ playing: false }),
        ended: () => state.setState({ playing: false }),
        waiting: () => state.setState({ waiting: true }),
        resume: () => state.setState({ waiting: false }),
        mutechange: ({ detail }: { detail: { isMuted: boolean } }) =>
          state.setState({ muted: detail.isMuted }),
      }
      for (const [name, listen] of Object.entries(listeners))
        next.addEventListener(name as 'play', listen as () => void)
      return () => {
        for (const [name, listen] of Object.entries(listeners))
          next.removeEventListener(name as 'play', listen as () => void)
        if (player === next) player = null
        seek.forget()
        state.setState({ playing: false, waiting: false })
      }
    },
    play,
    pause: () => player?.pause(),
    toggle() {
      if (state.getState().playing) return player?.pause()
      if (state.getState().rate < 0) state.setState({ rate: 1 })
      play()
    },
    shuttle(direction) {
      const { playing, rate } = state.getState()
      const same = playing && Math.sign(rate) === direction
      const faster = Math.min(FASTEST, Math.abs(rate) * 2)
      state.setState({ rate: direction * (same ? faster : 1) })
      if (!playing) play()
    },
    seek: (ms) => seekFrame(frameAt(ms)),
    catchUp() {
      seek.forget()
      if (player && player.getCurrentFrame() !== here()) player.seekTo(here())
    },
    step(frames) {
      player?.pause()
      seekFrame(here() + frames)
    },
    setRate: (rate) => state.setState({ rate }),
    setLoop: (loop) => state.setState({ loop }),
    setMuted(muted) {
      state.setState({ muted })
      if (muted) player?.mute()
      else player?.unmute()
    },
    fullscreen: () => player?.requestFullscreen(),
  }
}
