/** px before a press is a drag. */
const DRAG_PX = 3

/**
 * Follows a pressed pointer until it is let go. `move` hears how far it is from where it was pressed,
 * px across and down, once it is a drag; `end` hears whether it was one. Esc and a lost pointer end it with `cancelled`.
 */
export function dragPointer(
  handle: HTMLElement,
  { pointerId, clientX, clientY }: { pointerId: number; clientX: number; clientY: number },
  {
    move,
    end,
  }: {
    move(dx: number, event: PointerEvent, dy: number): void
    end(how: 'dragged' | 'pressed' | 'cancelled'): void
  },
): void {
  handle.setPointerCapture(pointerId)
  let dragged = false
  const onMove = (event: PointerEvent) => {
    const [dx, dy] = [event.clientX - clientX, event.clientY - clientY]
    dragged ||= Math.hypot(dx, dy) > DRAG_PX
    if (dragged) move(dx, event, dy)
  }
  const stop = (how: 'dragged' | 'pressed' | 'cancelled') => {
    handle.removeEventListener('pointermove', onMove)
    handle.removeEventListener('pointerup', onUp)
    handle.removeEventListener('pointercancel', onCancel)
    window.removeEventListener('keydown', onKey, true)
    end(how)
  }
  const onUp = () => stop(dragged ? 'dragged' : 'pressed')
  const onCancel = () => stop('cancelled')
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    event.preventDefault()
    stop('cancelled')
  }
  handle.addEventListener('pointermove', onMove)
  handle.addEventListener('pointerup', onUp)
  handle.addEventListener('pointercancel', onCancel)
  window.addEventListener('keydown', onKey, true)
}
