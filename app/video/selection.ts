import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Span, TranscriptText } from '../editor/transcript-text.ts'

/** Words chosen in the transcript. `anchor` is where it began; `focus` is the end that moves. */
export type Selection = { anchor: Span; focus: Span } | null

export type SelectionStore = StoreApi<{ selection: Selection }>

export const createSelection = (): SelectionStore =>
  createStore<{ selection: Selection }>(() => ({ selection: null }))

/** All words from one end to the other. */
export const spanOf = (selection: Selection): Span | null =>
  selection && {
    first: Math.min(selection.anchor.first, selection.focus.first),
    last: Math.max(selection.anchor.last, selection.focus.last),
  }

export const select = (first: number, last: number): Selection => ({
  anchor: { first: Math.min(first, last), last: Math.min(first, last) },
  focus: { first: Math.max(first, last), last: Math.max(first, last) },
})

/** A sentence, or, at the third click, what its speaker says in one go. */
export function selectAround(text: TranscriptText, word: number, clicks: number): Selection {
  const span = clicks > 2 ? text.turnAt(word) : text.sentenceAt(word)
  return { anchor: span, focus: span }
}

/** The same start, up to another place. */
export const extendTo = (selection: Selection, to: Span): Selection => ({
  anchor: selection?.anchor ?? to,
  focus: to,
})

/** The moving end, some words on. */
export function extendByWords(
  selection: Selection,
  by: number,
  { words }: TranscriptText,
): Selection {
  if (!selection) return selection
  const { anchor, focus } = selection
  const goesBack = focus.first < anchor.first
  const end = (goesBack ? focus.first : focus.last) + by
  const at = Math.min(Math.max(0, end), words.length - 1)
  return { anchor, focus: { first: at, last: at } }
}
