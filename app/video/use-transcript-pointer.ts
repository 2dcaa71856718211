import { type MouseEvent, type RefObject, useEffect } from 'react'
import type { TranscriptText } from '../editor/transcript-text.ts'
import { extendTo, type SelectionStore, select, selectAround } from './selection.ts'
import { usePlayer } from './use-player.tsx'

/** A press that moves less than this is a click. */
const DRAG_PX = 3

/** Presses and drags on words: where the playhead goes, and what becomes selected. */
export function useTranscriptPointer({
  text,
  selection,
  scroller,
  onPress,
}: {
  text: TranscriptText
  selection: SelectionStore
  scroller: RefObject<HTMLDivElement | null>
  /** The sentence that was pressed: the keyboard goes on from there. */
  onPress(sentence: number): void
}) {
  const player = usePlayer()

  // A finger selects by the browser's own handles; what they hold is taken over.
  useEffect(() => {
    const follow = () => {
      const range = document.getSelection()
      if (!range || range.isCollapsed || range.rangeCount === 0) return
      const { startContainer, endContainer } = range.getRangeAt(0)
      if (!scroller.current?.contains(startContainer)) return
      const [first, last] = [wordFrom(startContainer), wordFrom(endContainer)]
      if (first !== null && last !== null) selection.setState({ selection: select(first, last) })
    }
    document.addEventListener('selectionchange', follow)
    return () => document.removeEventListener('selectionchange', follow)
  }, [selection, scroller])

  return (event: MouseEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    const word = wordFrom(event.target)
    if (word === null) return
    const fine = matchMedia('(pointer: fine)').matches
    // The browser would select as well; the list keeps the focus all the same.
    if (fine) {
      event.preventDefault()
      scroller.current?.focus({ preventScroll: true })
    }
    onPress(text.sentenceIndexAt(word))
    if (event.shiftKey) {
      const to = { first: word, last: word }
      const at = Math.max(0, text.wordAt(player.playhead.get()))
      const begun = selection.getState().selection ?? select(at, at)
      selection.setState({ selection: extendTo(begun, to) })
      return
    }
    if (event.detail > 1) {
      selection.setState({ selection: selectAround(text, word, event.detail) })
      return
    }
    const from = { x: event.clientX, y: event.clientY }
    let dragging = false
    const move = (to: globalThis.MouseEvent) => {
      dragging ||= Math.hypot(to.clientX - from.x, to.clientY - from.y) > DRAG_PX
      if (!dragging || !fine) return
      const box = scroller.current?.getBoundingClientRect()
      if (box && to.clientY > box.bottom - 16) scroller.current?.scrollBy(0, 12)
      if (box && to.clientY < box.top + 16) scroller.current?.scrollBy(0, -12)
      const under = wordFrom(document.elementFromPoint(to.clientX, to.clientY))
      if (under !== null) selection.setState({ selection: select(word, under) })
    }
    const up = () => {
      window.removeEventListener('mousemove', move)
      window.removeEventListener('mouseup', up)
      if (dragging) return
      selection.setState({ selection: null })
      const at = text.words[word]?.from
      if (at !== undefined) player.seek(at)
    }
    window.addEventListener('mousemove', move)
    window.addEventListener('mouseup', up)
  }
}

function wordFrom(target: EventTarget | Node | null): number | null {
  const element =
    target instanceof Element ? target : target instanceof Node ? target.parentElement : null
  const word = element?.closest('[data-w]')
  return word instanceof HTMLElement ? Number(word.dataset.w) : null
}
