import { extendSelection, type Selection, selectWords, stretchSelection } from './selection.ts'
import type { TranscriptText } from './transcript-text.ts'

/** Where the keyboard is in the transcript: on a sentence, or inside one on a word. */
export type Cursor = { sentence: number; word: number | null }

export type Move = {
  cursor: Cursor
  selection?: Selection
  /** A word that was gone to, and is to be said. */
  word?: number
  /** Whether the playhead goes there too: stretching a selection leaves it. */
  seek?: boolean
}

/**
 * Up and down go by sentences, Enter steps into words, Esc out again; ⇧ selects. Null where the key is
 * not ours. `start` is the word to begin at before the keyboard was anywhere.
 */
export function moveCursor(
  text: TranscriptText,
  at: Cursor | null,
  { key, shiftKey }: { key: string; shiftKey: boolean },
  selection: Selection,
  start: number,
): Move | null {
  if (text.words.length === 0) return null
  const clamp = (to: number, length: number) => Math.min(length - 1, Math.max(0, to))
  const now = at ?? { sentence: text.sentenceIndexAt(start), word: null }
  const toSentence = (sentence: number): Move => ({
    cursor: { sentence: clamp(sentence, text.sentences.length), word: null },
  })
  const toWord = (to: number, stretch: boolean): Move => {
    const word = clamp(to, text.words.length)
    return {
      cursor: { sentence: text.sentenceIndexAt(word), word },
      selection: stretch ? extendSelection(selection, word) : selectWords(word, word),
      word,
      seek: !stretch,
    }
  }
  const stretch = (by: -1 | 1): Move | null => {
    const sentence = text.sentences[now.sentence]
    if (!sentence) return null
    const from = selection.kind === 'words' ? selection : selectWords(sentence.first, sentence.last)
    const to = stretchSelection(text, from, by, 'sentence')
    return to.kind === 'words'
      ? { ...toSentence(text.sentenceIndexAt(to.focus)), selection: to }
      : null
  }

  switch (key) {
    case 'ArrowDown':
      return shiftKey ? stretch(1) : toSentence(at ? now.sentence + 1 : now.sentence)
    case 'ArrowUp':
      return shiftKey ? stretch(-1) : toSentence(at ? now.sentence - 1 : now.sentence)
    case 'Home':
      return toSentence(0)
    case 'End':
      return toSentence(text.sentences.length - 1)
    case 'Enter':
      return now.word === null ? toWord(text.sentences[now.sentence]?.first ?? 0, false) : null
    case 'ArrowLeft':
      return now.word === null ? null : toWord(now.word - 1, shiftKey)
    case 'ArrowRight':
      return now.word === null ? null : toWord(now.word + 1, shiftKey)
    case 'Escape':
      return now.word === null ? null : { cursor: { sentence: now.sentence, word: null } }
    default:
      return null
  }
}
