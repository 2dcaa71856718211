import { Eye } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { usePeople, useRoom } from './use-room.tsx'

/** A frame in the colour of whom I follow, and what ends it: any press of mine but on the volume. */
export function FollowFrame() {
  const { follow } = useRoom()
  const id = useStore(follow.state, (state) => state.id)
  const person = usePeople().find((one) => one.id === id)
  useEffect(() => {
    if (id === null) return
    const onInput = (event: Event) => {
      if (event.target instanceof Element && event.target.closest('[data-volume]')) return
      if (event instanceof KeyboardEvent) {
        // A modifier alone, and a key that follows somebody, are not meant for the clip.
        if (['Alt', 'Control', 'Meta', 'Shift'].includes(event.key)) return
        if (event.altKey && /^Digit\d$/.test(event.code)) return
        // Esc stops following and nothing else.
        if (event.key === 'Escape') {
          event.preventDefault()
          event.stopPropagation()
        }
      }
      follow.stop()
    }
    const inputs = ['keydown', 'pointerdown', 'wheel'] as const
    for (const input of inputs)
      window.addEventListener(input, onInput, { capture: true, passive: false })
    return () => {
      for (const input of inputs) window.removeEventListener(input, onInput, { capture: true })
    }
  }, [id, follow])
  if (!person) return null
  return (
    <div
      className="pointer-events-none fixed inset-0 z-40 border-[3px]"
      style={{ borderColor: `var(--pl${person.colour})` }}
    >
      <p
        className="-translate-x-1/2 absolute top-0 left-1/2 flex items-center gap-1.5 whitespace-nowrap rounded-b-2 px-2.5 py-0.5 font-semibold text-12"
        style={{ background: `var(--p${person.colour})`, color: 'var(--p-ink)' }}
      >
        <Eye size={14} aria-hidden />
        You follow {person.name}. Any key or press ends it.
      </p>
    </div>
  )
}
