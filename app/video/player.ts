import { createStore, type StoreApi } from 'zustand/vanilla'
import type { SuggestionId } from '#core/ids.ts'
import { createPlayhead, type Playhead } from '../editor/playhead.ts'

/** A stretch that is played alone, or several one after another. */
export type Preview = {
  /** `words`: some words of the transcript, to be listened to. */
  id: SuggestionId | 'words'
  from: number
  to: number
  /** In playing order; absent: all of it. */
  pieces?: readonly { from: number; to: number }[]
}

export type PlayerState = {
  playing: boolean
  muted: boolean
  /** 0–1 */
  volume: number
  preview: Preview | null
  /** The file could not be played. */
  broken: boolean
}

/** What the player needs of a media element. */
export type Media = Pick<
  HTMLMediaElement,
  | 'currentTime'
  | 'duration'
  | 'paused'
  | 'muted'
  | 'volume'
  | 'play'
  | 'pause'
  | 'addEventListener'
  | 'removeEventListener'
>

/**
 * Plays the video of a page, for everything on it. Where the playhead is stands outside React:
 * nothing renders because time passes.
 */
export type Player = {
  /** Source time, ms. */
  playhead: Playhead
  state: StoreApi<PlayerState>
  attach(media: Media): () => void
  play(): void
  pause(): void
  toggle(): void
  /** Ends a preview: whoever goes elsewhere wants to stay there. */
  seek(ms: number): void
  nudge(ms: number): void
  /** Plays a stretch from its start; of the stretch that plays already, it pauses or goes on. */
  preview(stretch: Preview): void
  setVolume(volume: number): void
  toggleMuted(): void
}

export function createPlayer(
  durationMs: () => number,
  nextFrame: (run: () => void) => void = (run) => requestAnimationFrame(run),
): Player {
  const playhead = createPlayhead(nextFrame)
  const state = createStore<PlayerState>(() => ({
    playing: false,
    muted: false,
    volume: 1,
    preview: null,
    broken: false,
  }))
  let media: Media | null = null
  /** Where the media is being sent, until it says where it is. */
  let sentTo: number | null = null
  /** Which piece of the preview plays. */
  let nth = 0
  const piecesIn = ({ from, to, pieces }: Preview) => pieces ?? [{ from, to }]

  const follow = () => {
    if (!media) return
    const at = sentTo ?? media.currentTime * 1000
    const { preview } = state.getState()
    const pieces = preview ? piecesIn(preview) : []
    const piece = pieces[nth]
    if (piece && sentTo === null && at >= piece.to) {
      const next = pieces[++nth]
      if (next) return place(next.from)
      // Over before anything is told: going to its last picture must not end it again.
      state.setState({ preview: null })
      media.pause()
      place(piece.to)
      return
    }
    playhead.set(at)
  }
  const run = () => {
    if (!state.getState().playing) return
    follow()
    nextFrame(run)
  }

  const place = (ms: number) => {
    const at = Math.min(Math.max(0, ms), durationMs())
    sentTo = at
    if (media) media.currentTime = at / 1000
    playhead.set(at)
  }
  const begin = (preview: Preview) => {
    nth = 0
    place(piecesIn(preview)[0]?.from ?? preview.from)
  }
  const seek = (ms: number) => {
    state.setState({ preview: null })
    place(ms)
  }
  const play = () => {
    if (!media) return
    // At the very end, playing means from the start.
    if (playhead.get() >= durationMs() - 50) place(0)
    // Refused where a browser wants a press first, or cut short by a pause: `playing` tells the truth.
    media.play().catch(() => {})
  }

  return {
    playhead,
    state,
    attach(element) {
      media = element
      const on: Record<string, () => void> = {
        play() {
          state.setState({ playing: true })
          run()
        },
        pause: () => state.setState({ playing: false }),
        ended: () => state.setState({ playing: false, preview: null }),
        // Frames do not come to a page nobody sees; these still do.
        timeupdate: follow,
        seeked() {
          sentTo = null
          follow()
        },
        volumechange: () => state.setState({ muted: element.muted, volume: element.volume }),
        error: () => state.setState({ playing: false, broken: true }),
        loadeddata: () => state.setState({ broken: false }),
      }
      for (const [name, listen] of Object.entries(on)) element.addEventListener(name, listen)
      state.setState({ muted: element.muted, volume: element.volume, playing: !element.paused })
      if (playhead.get() > 0) place(playhead.get())
      return () => {
        for (const [name, listen] of Object.entries(on)) element.removeEventListener(name, listen)
        state.setState({ playing: false, preview: null })
        media = null
        sentTo = null
      }
    },
    play,
    pause: () => media?.pause(),
    toggle: () => (state.getState().playing ? media?.pause() : play()),
    seek,
    nudge: (ms) => seek(playhead.get() + ms),
    preview(stretch) {
      const { preview, playing } = state.getState()
      if (preview?.id === stretch.id) {
        state.setState({ preview: stretch })
        const at = playhead.get()
        const piece = piecesIn(stretch)[nth]
        if (!piece || at < piece.from || at >= piece.to) begin(stretch)
        if (playing) media?.pause()
        else play()
        return
      }
      state.setState({ preview: stretch })
      begin(stretch)
      play()
    },
    setVolume(volume) {
      if (media) Object.assign(media, { volume, muted: volume === 0 })
    },
    toggleMuted() {
      if (!media) return
      if (media.muted && media.volume === 0) media.volume = 0.5
      media.muted = !media.muted
    },
  }
}
