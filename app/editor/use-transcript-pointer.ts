import type { MouseEvent, RefObject } from 'react'
import { nearestClipTime } from './same-place.ts'
import { extendSelection, NOTHING, selectAround, selectWords } from './selection.ts'
import { useRoom } from './use-room.tsx'
import { MARK, markOf } from './word-marks.ts'

/** How far the pointer moves before a press becomes a drag, px. */
const DRAG_PX = 3

/** Presses and drags on words: where the playhead goes, and what becomes selected. */
export function useTranscriptPointer(scroller: RefObject<HTMLDivElement | null>) {
  const { room } = useRoom()
  const { text, ui, clip, transport } = room

  const press = (word: number) => {
    const { words, cuts } = clip.getState()
    const gone = (i: number) => (markOf(words.marks, i) & (MARK.cut | MARK.leftOut)) !== 0
    if (gone(word)) {
      // What was cut in one go comes back in one go.
      let [first, last] = [word, word]
      while (first > 0 && gone(first - 1)) first--
      while (gone(last + 1)) last++
      ui.setState({ selection: selectWords(first, last) })
      return
    }
    ui.setState({ selection: selectWords(word, word) })
    const at = text.words[word]?.from
    if (at !== undefined && markOf(words.marks, word) & MARK.inside)
      transport.seek(nearestClipTime(cuts, at))
  }

  return (event: MouseEvent<HTMLDivElement>) => {
    if (event.button !== 0 || isControl(event.target)) return
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    event.preventDefault()
    const word = wordFrom(event.target)
    if (word === null) {
      if (!event.shiftKey) ui.setState({ selection: NOTHING })
      return
    }
    const { selection } = ui.getState()
    if (event.shiftKey) {
      ui.setState({ selection: extendSelection(selection, word) })
      return
    }
    if (event.detail > 1) {
      ui.setState({ selection: selectAround(text, word, event.detail) })
      return
    }
    const from = { x: event.clientX, y: event.clientY }
    let dragging = false
    const move = (to: globalThis.MouseEvent) => {
      dragging ||= Math.hypot(to.clientX - from.x, to.clientY - from.y) > DRAG_PX
      if (!dragging) return
      const box = scroller.current?.getBoundingClientRect()
      if (box && to.clientY > box.bottom - 16) scroller.current?.scrollBy(0, 12)
      if (box && to.clientY < box.top + 16) scroller.current?.scrollBy(0, -12)
      const under = wordFrom(document.elementFromPoint(to.clientX, to.clientY))
      if (under !== null) ui.setState({ selection: selectWords(word, under) })
    }
    const up = () => {
      window.removeEventListener('mousemove', move)
      window.removeEventListener('mouseup', up)
      if (!dragging) press(word)
    }
    window.addEventListener('mousemove', move)
    window.addEventListener('mouseup', up)
  }
}

const isControl = (target: EventTarget | null) =>
  target instanceof Element && target.closest('button, input') !== null

function wordFrom(target: EventTarget | null): number | null {
  const word = target instanceof Element ? target.closest('[data-w]') : null
  return word instanceof HTMLElement ? Number(word.dataset.w) : null
}
