import type { PlayerRef } from '@remotion/player'
import { type Card, toClipFrame, toFilmFrame } from '#core/card.ts'

type Listen = Parameters<PlayerRef['addEventListener']>[1]
/** Of what the player tells, those that name a frame of the film. */
const told = new Set(['frameupdate', 'timeupdate', 'seeked'])

/**
 * A player of a film as one of the clip in it: what is asked of it and what it tells are frames of the
 * clip, in which words and comments are. While a card is shown, the clip stands at the frame after it.
 */
export function onClipTime(
  player: () => PlayerRef | null,
  cards: () => readonly Card[],
): PlayerRef {
  const heard = new Map<unknown, Listen>()
  const own = {
    seekTo: (frame: number) => player()?.seekTo(toFilmFrame(cards(), frame)),
    getCurrentFrame: () => toClipFrame(cards(), player()?.getCurrentFrame() ?? 0),
    addEventListener(name: string, listen: (event: { detail: object }) => void) {
      const wrapped = told.has(name)
        ? (event: { detail: { frame: number } }) =>
            listen({ detail: { ...event.detail, frame: toClipFrame(cards(), event.detail.frame) } })
        : listen
      heard.set(listen, wrapped as Listen)
      player()?.addEventListener(name as 'play', wrapped as Listen)
    },
    removeEventListener(name: string, listen: unknown) {
      player()?.removeEventListener(name as 'play', heard.get(listen) ?? (listen as Listen))
      heard.delete(listen)
    },
  }
  return new Proxy({} as PlayerRef, {
    get: (_, key) =>
      key in own ? own[key as keyof typeof own] : player()?.[key as keyof PlayerRef],
  })
}
