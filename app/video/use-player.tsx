import { createContext, useContext, useEffect } from 'react'
import { useStore } from 'zustand'
import type { Player, PlayerState } from './player.ts'

const Context = createContext<Player | null>(null)

export const PlayerProvider = Context.Provider

export function usePlayer(): Player {
  const player = useContext(Context)
  if (!player) throw new Error('usePlayer outside of PlayerProvider')
  return player
}

export const usePlayerState = <T,>(pick: (state: PlayerState) => T): T =>
  useStore(usePlayer().state, pick)

/** Calls `follow` with the playhead's place, at most once a frame. Nothing renders. */
export function useFollow(follow: (ms: number) => void, again: unknown[] = []) {
  const { playhead } = usePlayer()
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever calls says when it changed
  useEffect(() => playhead.subscribe(follow), [playhead, ...again])
}
