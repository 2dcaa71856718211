import { useEffect } from 'react'
import { nextThread, type Thread } from '../editor/place-threads.ts'
import type { ReviewStage } from './review-stage-state.ts'
import { goTo } from './use-review.tsx'

const TYPES = 'input, textarea, select, [contenteditable], [role="dialog"] *'

const FIELD = '[aria-label="Say what should change"]'

/** The editor's keys, as far as a review has what they do. */
export function useReviewKeys(stage: ReviewStage, threads: readonly Thread[]): void {
  useEffect(() => {
    const { transport, playhead, ui } = stage
    const open = threads.filter(({ comment }) => !comment.resolved)
    const commandOf = (key: string): (() => void) | null => {
      if (key === ' ') return transport.toggle
      if (key === 'ArrowLeft') return () => transport.step(-1)
      if (key === 'ArrowRight') return () => transport.step(1)
      if (key === 'j') return () => transport.shuttle(-1)
      if (key === 'k') return () => transport.pause()
      if (key === 'l') return () => transport.shuttle(1)
      if (key === 'm') return () => document.querySelector<HTMLElement>(FIELD)?.focus()
      if (key === 'M') {
        return () => goTo(stage, nextThread(open, ui.getState().comment, playhead.get()))
      }
      if (key === 'Escape') return () => ui.setState({ comment: null, tool: null })
      return null
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (target instanceof Element && target.closest(TYPES)) return
      const onButton = target instanceof Element && target.closest('button, a, [role="radio"]')
      if (onButton && event.key !== 'm' && event.key !== 'M') return
      const run = commandOf(event.key)
      if (!run) return
      event.preventDefault()
      run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [stage, threads])
}
