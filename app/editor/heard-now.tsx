import { type RefObject, useEffect, useRef } from 'react'
import { FPS } from '#core/time.ts'
import { onceAfterFrame } from './after-frame.ts'
import { heardAt } from './clip-view.ts'
import { useRoom } from './use-room.tsx'
import { wordIndex } from './word-index.ts'

/**
 * The box around the word being heard. One element, moved by transform while time passes; the words
 * themselves are not drawn again, the one heard only gets an attribute.
 */
export function HeardNow({
  content,
  scroller,
}: {
  content: RefObject<HTMLDivElement | null>
  scroller: RefObject<HTMLDivElement | null>
}) {
  const { room } = useRoom()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let shown: HTMLElement | null = null
    let word = -1
    const place = (at: number, follow: boolean) => {
      const { heard } = room.clip.getState()
      const now = heard[heardAt(heard, at + 500 / FPS)]
      const next = now && at < now.to + 400 ? wordIndex(now.id) : -1
      const element =
        next < 0
          ? null
          : (content.current?.querySelector<HTMLElement>(`[data-w="${next}"]`) ?? null)
      if (next === word && element === shown && !follow) return
      // What is asked of the page comes before what is changed in it, or it is laid out twice.
      const out = follow && next >= 0 ? outOfView(element) : null
      const before = shown
      shown = element
      word = next
      draw(element)
      if (before && before !== element) delete before.dataset.heard
      if (out !== null) keepInView(out, next)
    }
    const draw = (element: HTMLElement | null) => {
      const [to, root] = [box.current, content.current]
      if (!to || !root) return
      const cut = element?.classList.contains('word-cut')
      const rect = element && !cut ? letters(element) : undefined
      if (!element || !rect) {
        to.style.opacity = '0'
        return
      }
      const frame = root.getBoundingClientRect()
      to.style.opacity = '1'
      element.dataset.heard = ''
      to.style.transform = `translate(${rect.left - frame.left - 2}px, ${rect.top - frame.top - 2}px)`
      to.style.width = `${rect.width + 4}px`
      to.style.height = `${rect.height + 4}px`
    }
    /** Where the transcript has to go while it plays; null: it may stay. */
    const outOfView = (element: HTMLElement | null): number | 'far' | null => {
      const view = scroller.current
      if (!view || !room.transport.state.getState().playing) return null
      if (!element) return 'far'
      const [rect, frame] = [element.getBoundingClientRect(), view.getBoundingClientRect()]
      if (rect.top > frame.top + 40 && rect.bottom < frame.bottom - 60) return null
      return view.scrollTop + rect.top - frame.top - frame.height * 0.3
    }
    const keepInView = (top: number | 'far', index: number) => {
      if (top === 'far') return room.ui.setState({ show: { word: index, flash: [] } })
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches
      scroller.current?.scrollTo({ top, behavior: still ? 'auto' : 'smooth' })
    }
    const later = onceAfterFrame(() => place(room.playhead.get(), false))
    let soon = 0
    const afterThis = () => {
      window.clearTimeout(soon)
      soon = window.setTimeout(() => place(room.playhead.get(), false))
    }
    const stops = [
      // The playhead tells of it within a frame. While it stands, what moves it changes the page too: that
      // frame is drawn first, and the captions come with the one after the next.
      room.playhead.subscribe((at) =>
        room.transport.state.getState().playing ? place(at, true) : afterThis(),
      ),
      room.ui.subscribe(({ correcting }, before) => {
        if (correcting !== before.correcting) later.ask()
      }),
      later.stop,
      () => window.clearTimeout(soon),
      room.drawn.subscribe(() => place(room.playhead.get(), false)),
    ]
    // Paragraphs come and go while scrolling, and grow when words are struck or put back.
    const watch = new MutationObserver(() => place(room.playhead.get(), false))
    if (content.current)
      watch.observe(content.current, {
        childList: true,
        attributes: true,
        attributeFilter: ['style'],
      })
    const resize = new ResizeObserver(() => draw(shown))
    if (content.current) resize.observe(content.current)
    return () => {
      for (const stop of stops) stop()
      watch.disconnect()
      resize.disconnect()
    }
  }, [room, content, scroller])
  return (
    <div
      ref={box}
      aria-hidden
      className="pointer-events-none absolute top-0 left-0 rounded-1 bg-accent opacity-0"
    />
  )
}

/** Where a word's letters are, without the space that may follow; of two lines the first. */
function letters(element: HTMLElement): DOMRect | undefined {
  const text = element.firstChild
  if (!text) return undefined
  const range = document.createRange()
  range.setStart(text, 0)
  range.setEnd(text, (text.textContent ?? '').trimEnd().length)
  return range.getClientRects()[0]
}
