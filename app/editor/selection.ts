import type { Span, TranscriptText } from './transcript-text.ts'

/**
 * What is selected. There is one selection, drawn both in the transcript and on the timeline; words
 * are named by their index in the transcript, because a range of them is what people drag.
 */
export type Selection =
  | { kind: 'none' }
  | { kind: 'words'; anchor: number; focus: number }
  | { kind: 'piece'; piece: string }
  | { kind: 'edge'; piece: string; edge: 'from' | 'to' }

export const NOTHING: Selection = { kind: 'none' }

/** The words it covers, both ends included. */
export function selectedWords(selection: Selection): Span | null {
  if (selection.kind !== 'words') return null
  const { anchor, focus } = selection
  return { first: Math.min(anchor, focus), last: Math.max(anchor, focus) }
}

export const selectWords = (first: number, last: number): Selection => ({
  kind: 'words',
  anchor: first,
  focus: last,
})

/** Shift: from where the selection began to `word`. Without one, that word alone. */
export function extendSelection(selection: Selection, word: number): Selection {
  return selection.kind === 'words'
    ? { ...selection, focus: word }
    : { kind: 'words', anchor: word, focus: word }
}

/** One press selects a word, two its sentence, three the speaker's turn. */
export function selectAround(text: TranscriptText, word: number, presses: number): Selection {
  if (presses <= 1) return selectWords(word, word)
  const { first, last } = presses === 2 ? text.sentenceAt(word) : text.turnAt(word)
  return selectWords(first, last)
}

/** Shift and an arrow: one word, or one sentence, further. */
export function stretchSelection(
  text: TranscriptText,
  selection: Selection,
  direction: -1 | 1,
  by: 'word' | 'sentence',
): Selection {
  if (selection.kind !== 'words') return selection
  const { focus } = selection
  const step = () => {
    if (by === 'word') return focus + direction
    const sentence = text.sentenceAt(focus)
    if (direction === 1)
      return focus < sentence.last ? sentence.last : text.sentenceAt(focus + 1).last
    return focus > sentence.first ? sentence.first : text.sentenceAt(focus - 1).first
  }
  const to = Math.min(text.words.length - 1, Math.max(0, step()))
  return { ...selection, focus: to }
}

/** Esc climbs out one level: an edge to its piece, many words to the last one touched, then nothing. */
export function climbOut(selection: Selection): Selection {
  if (selection.kind === 'edge') return { kind: 'piece', piece: selection.piece }
  if (selection.kind === 'words' && selection.anchor !== selection.focus)
    return selectWords(selection.focus, selection.focus)
  return NOTHING
}
