import type { StoreApi } from 'zustand/vanilla'
import type { ClipDoc } from '#collab/clip-doc/clip-doc.ts'
import type { WordId } from '#core/ids.ts'

export type SaveState =
  | { state: 'connecting' | 'saved' | 'saving' | 'not-saved' | 'view-only' | 'gone' | 'reload' }
  | { state: 'offline'; kept: number }

/** What this person shows the others. */
export type Presence = {
  /** Clip time, ms. */
  playhead: number | null
  selection: { from: WordId; to: WordId } | null
  /** An edge under their pointer, before it is let go. */
  drag: { piece: string; edge: 'from' | 'to'; source: number } | null
}

/** Somebody else in this clip; each window they have open is one. */
export type Person = Presence & {
  id: string
  userId: string
  name: string
  /** 1–8 */
  colour: number
  idle: boolean
}

/** The open clip and the people in it, as the editor uses them. */
export type Live = {
  doc: ClipDoc
  save: StoreApi<SaveState>
  people: StoreApi<Person[]>
  send(presence: Presence): void
  close(): void
}
