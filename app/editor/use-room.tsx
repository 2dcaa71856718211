import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Brand, BrandField } from '#core/brand-kit.ts'
import type { Actions } from './actions.ts'
import type { ClipView } from './clip-view.ts'
import type { EditorClip, EditorVideo } from './editor-data.ts'
import { everyone, type Follow } from './follow.ts'
import type { Live, Person, SaveState } from './live.ts'
import type { Room, Ui } from './room.ts'
import type { TransportState } from './transport.ts'

export type RoomContext = {
  room: Room
  actions: Actions
  follow: Follow
  live: Live
  clip: EditorClip
  video: EditorVideo
  brand: Brand & { by: string | null }
}

const Context = createContext<RoomContext | null>(null)

export const RoomProvider = ({ value, children }: { value: RoomContext; children: ReactNode }) => (
  <Context.Provider value={value}>{children}</Context.Provider>
)

export function useRoom(): RoomContext {
  const value = useContext(Context)
  if (!value) throw new Error('useRoom outside of RoomProvider')
  return value
}

export const useClip = <T,>(pick: (view: ClipView) => T): T => useStore(useRoom().room.drawn, pick)
/** For the transcript, where an edit is seen first. */
export const useClipNow = <T,>(pick: (view: ClipView) => T): T =>
  useStore(useRoom().room.clip, pick)
export const useUi = <T,>(pick: (ui: Ui) => T): T => useStore(useRoom().room.ui, pick)
export const useTransport = <T,>(pick: (state: TransportState) => T): T =>
  useStore(useRoom().room.transport.state, pick)
export const usePeople = (): Person[] => useStore(useRoom().live.presence)
/** Other people in the clip; another window of mine is nobody else. */
export const useOthers = (): Person[] => {
  const { clip } = useRoom()
  return everyone(usePeople()).filter(({ userId }) => userId !== clip.me.userId)
}
export const useSaveState = (): SaveState => useStore(useRoom().live.status)

/** Reviewers look; for them the tools are hidden, not greyed. Nobody changes a version. */
export const useCanEdit = (): boolean => {
  // Each edit is saved: nobody is drawn anew for that who only asks this.
  const may = useStore(
    useRoom().live.status,
    ({ state }) => state !== 'view-only' && state !== 'gone',
  )
  const looking = useUi((ui) => ui.viewing !== null || ui.hearing)
  return may && !looking
}

/** Whether the workspace's brand decides this, and who said so; null: the clip decides. */
export const useLock = (field: BrandField): { by: string | null } | null => {
  const { brand } = useRoom()
  return brand.locked.includes(field) ? { by: brand.by } : null
}

/** Where there is room to watch and to put right, and none for a timeline or handles. */
export const usePhone = (): boolean => useMedia('(max-width: 899px)')

export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const list = matchMedia(query)
    const follow = () => setMatches(list.matches)
    follow()
    list.addEventListener('change', follow)
    return () => list.removeEventListener('change', follow)
  }, [query])
  return matches
}
