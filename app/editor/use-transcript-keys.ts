import type { KeyboardEvent } from 'react'
import { nearestClipTime } from './same-place.ts'
import { selectedWords } from './selection.ts'
import { type Cursor, moveCursor } from './transcript-cursor.ts'
import { useRoom } from './use-room.tsx'
import { MARK, markOf } from './word-marks.ts'

/** Moves the keyboard through the transcript. `show` brings a word into sight. */
export function useTranscriptKeys(
  cursor: Cursor | null,
  setCursor: (cursor: Cursor) => void,
  show: (word: number) => void,
) {
  const { room } = useRoom()
  const { text, ui, clip, transport } = room
  return (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const { words, cuts } = clip.getState()
    const { selection } = ui.getState()
    const start = selectedWords(selection)?.first ?? words.ends?.first ?? 0
    const move = moveCursor(text, cursor, event, selection, start)
    if (!move) return
    event.preventDefault()
    event.stopPropagation()
    setCursor(move.cursor)
    if (move.selection) ui.setState({ selection: move.selection })
    show(move.cursor.word ?? text.sentences[move.cursor.sentence]?.first ?? 0)
    const word = move.word === undefined ? undefined : text.words[move.word]
    if (!word || move.word === undefined) return
    const mark = markOf(words.marks, move.word)
    const said = words.texts.get(move.word) ?? word.text
    const cut = (mark & (MARK.cut | MARK.leftOut)) !== 0
    ui.setState({ said: cut ? `${said}, cut` : said, saidOf: 'look' })
    if (move.seek && mark & MARK.inside) transport.seek(nearestClipTime(cuts, word.from))
  }
}
