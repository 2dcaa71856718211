import { useCallback, useEffect, useRef } from 'react'

/** F6 walks the parts of the room in reading order; each takes the focus back where it was. */
export function usePanes() {
  const last = useRef(new WeakMap<Element, HTMLElement>())
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      const pane = target.closest('[data-room-pane]')
      if (pane) last.current.set(pane, target)
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [])
  return useCallback((direction: -1 | 1) => {
    const panes = [...document.querySelectorAll('[data-room-pane]')]
    const now = panes.findIndex((pane) => pane.contains(document.activeElement))
    const next = panes[(now + direction + panes.length) % panes.length]
    if (!next) return
    const before = last.current.get(next)
    const first = next.querySelector<HTMLElement>(
      'button:not(:disabled), a[href], input:not(:disabled), [tabindex="0"]',
    )
    const to = before?.isConnected ? before : first
    to?.focus()
  }, [])
}
