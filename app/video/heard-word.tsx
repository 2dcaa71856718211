import { type RefObject, useEffect, useRef } from 'react'
import type { TranscriptText } from '../editor/transcript-text.ts'
import { usePlayer } from './use-player.tsx'

/** A playhead that moved this far at once was sent there; the transcript goes along. */
const JUMP_MS = 1_500
/** A word is still shown as heard this long after it ended. */
const LINGER_MS = 400

/**
 * The box around the word being heard. One element, moved by transform while time passes: the words
 * are not drawn again. The text follows it, unless somebody is reading elsewhere.
 */
export function HeardWord({
  text,
  content,
  scroller,
  showWord,
}: {
  text: TranscriptText
  content: RefObject<HTMLDivElement | null>
  scroller: RefObject<HTMLDivElement | null>
  /** Brings a word's paragraph into view where it is not drawn. */
  showWord(word: number): void
}) {
  const { playhead } = usePlayer()
  const box = useRef<HTMLDivElement>(null)
  const latest = useRef(showWord)
  latest.current = showWord
  useEffect(() => {
    let shown: HTMLElement | null = null
    /** The last word that was marked, also while nobody speaks. */
    let near: HTMLElement | null = null
    // The text may come after the playhead was sent somewhere.
    let last = 0

    const wordNow = (at: number) => {
      const word = text.wordAt(at)
      const now = text.words[word]
      return now && at < now.to + LINGER_MS ? word : -1
    }
    const elementOf = (word: number) =>
      word < 0 ? null : (content.current?.querySelector<HTMLElement>(`[data-w="${word}"]`) ?? null)
    const isInView = (element: HTMLElement) => {
      const view = scroller.current?.getBoundingClientRect()
      const rect = element.getBoundingClientRect()
      return view !== undefined && rect.bottom > view.top && rect.top < view.bottom
    }
    const draw = (element: HTMLElement | null) => {
      const [to, root] = [box.current, content.current]
      if (!to || !root) return
      if (shown && shown !== element) delete shown.dataset.heard
      shown = element
      near = element ?? near
      to.style.opacity = element ? '1' : '0'
      // The first line box: a word that breaks over two lines is marked where it begins.
      const rect = element?.getClientRects()[0]
      if (!element || !rect) return
      element.dataset.heard = ''
      const frame = root.getBoundingClientRect()
      to.style.transform = `translate(${rect.left - frame.left - 3}px, ${rect.top - frame.top - 1}px)`
      to.style.width = `${rect.width + 6}px`
      to.style.height = `${rect.height + 2}px`
    }
    const keepInView = (element: HTMLElement) => {
      const view = scroller.current
      if (!view) return
      const [rect, frame] = [element.getBoundingClientRect(), view.getBoundingClientRect()]
      if (rect.top > frame.top + 24 && rect.bottom < frame.bottom - 48) return
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches
      view.scrollTo({
        top: view.scrollTop + rect.top - frame.top - frame.height * 0.3,
        behavior: still ? 'auto' : 'smooth',
      })
    }

    const follow = (at: number) => {
      const jumped = Math.abs(at - last) > JUMP_MS
      last = at
      const wasReadHere = near?.isConnected === true && isInView(near)
      const word = wordNow(at)
      const element = elementOf(word)
      if (element !== shown) draw(element)
      if (jumped && !element) latest.current(Math.max(0, text.wordAt(at)))
      else if (element && (jumped || wasReadHere)) keepInView(element)
    }
    const stop = playhead.subscribe(follow)
    // Paragraphs come and go while scrolling, and move when the pane is resized.
    const redraw = () => draw(elementOf(wordNow(playhead.get())))
    const redrawn = new MutationObserver(redraw)
    const resize = new ResizeObserver(redraw)
    if (content.current) {
      // Not the styles: the box's own is among them.
      redrawn.observe(content.current, { childList: true, subtree: true })
      resize.observe(content.current)
    }
    return () => {
      stop()
      redrawn.disconnect()
      resize.disconnect()
    }
  }, [text, content, scroller, playhead])
  return (
    <div
      ref={box}
      aria-hidden
      className="pointer-events-none absolute top-0 left-0 rounded-1 bg-accent opacity-0"
    />
  )
}
