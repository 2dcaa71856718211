import { useEffect, useRef, useState } from 'react'
import { useRoom } from './use-room.tsx'

/** A word's text under correction. Enter and leaving keep it, Esc does not. Times stay as they are. */
export function WordInput({
  index,
  text,
  original,
}: {
  index: number
  text: string
  original: string
}) {
  const { room, actions } = useRoom()
  const [typed, setTyped] = useState(text)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const before = document.activeElement
    field.current?.focus()
    field.current?.select()
    return () => {
      if (before instanceof HTMLElement && before !== document.body) before.focus()
    }
  }, [])
  const leave = () => room.ui.setState({ correcting: null })
  return (
    <input
      ref={field}
      value={typed}
      aria-label={`Correct “${text}”${text === original ? '' : `, heard as “${original}”`}`}
      className="mx-px rounded-1 border border-mark bg-bg px-1 text-1 leading-[21px] max-md:text-16"
      style={{ width: `calc(${Math.max(2, [...typed].length)}ch + 18px)` }}
      maxLength={200}
      spellCheck
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) actions.correct(index, typed)
        if (event.key === 'Escape') leave()
      }}
      onBlur={() => {
        if (room.ui.getState().correcting === index) actions.correct(index, typed)
      }}
    />
  )
}
