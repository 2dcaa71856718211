import { useEffect, useRef } from 'react'
import type { Player } from './player.ts'

/** Keys of the whole page: they work wherever nothing else wants them. */
export function usePageKeys(player: Player, onFind: () => void) {
  const latest = useRef(onFind)
  latest.current = onFind
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
      const { target } = event
      if (!(target instanceof Element) || wantsText(target)) return
      if (document.querySelector('[role="dialog"], [role="menu"]')) return
      if (event.key === ' ') {
        if (isPressable(target)) return
        player.toggle()
      } else if (event.key === 'k') player.toggle()
      else if (event.key === 'j') player.nudge(-10_000)
      else if (event.key === 'l') player.nudge(10_000)
      else if (event.key === 'ArrowLeft' && !event.shiftKey && !movesByArrows(target))
        player.nudge(-5_000)
      else if (event.key === 'ArrowRight' && !event.shiftKey && !movesByArrows(target))
        player.nudge(5_000)
      else if (event.key === 'm') player.toggleMuted()
      else if (event.key === '/') latest.current()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [player])
}

const wantsText = (target: Element) =>
  target.closest('input:not([type="range"]), textarea, select, [contenteditable="true"]') !== null

const isPressable = (target: Element) =>
  target.closest('button, a, summary, [role="button"], [role="radio"]') !== null

const movesByArrows = (target: Element) =>
  target.closest('[role="slider"], [role="radiogroup"], input[type="range"]') !== null
