import { type ComponentPropsWithoutRef, forwardRef, useId, useRef, useState } from 'react'
import { type Named, namesLike, typedName } from './say-names.ts'

/** A text in which @ offers the names of people. */
export const NameField = forwardRef<
  HTMLTextAreaElement,
  {
    value: string
    people: readonly Named[]
    onChange(value: string): void
  } & Omit<ComponentPropsWithoutRef<'textarea'>, 'value' | 'onChange'>
>(function NameField({ value, people, onChange, onKeyDown, ...rest }, ref) {
  const field = useRef<HTMLTextAreaElement | null>(null)
  const list = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const [at, setAt] = useState(0)
  const offered = typed === null ? [] : namesLike(typed, people).slice(0, 6)
  const open = offered.length > 0
  const look = () => {
    const { current } = field
    setTyped(current ? typedName(current.value, current.selectionStart) : null)
    setAt(0)
  }
  const take = (person: Named | undefined) => {
    const { current } = field
    if (!person || !current || typed === null) return
    const end = current.selectionStart
    const start = end - typed.length
    const next = `${value.slice(0, start)}${person.name} ${value.slice(end)}`
    onChange(next)
    setTyped(null)
    requestAnimationFrame(() => {
      current.focus()
      current.setSelectionRange(start + person.name.length + 1, start + person.name.length + 1)
    })
  }
  return (
    <div className="relative">
      {open && (
        <div
          id={list}
          role="listbox"
          aria-label="People"
          className="absolute inset-x-2 bottom-full z-30 mb-1 rounded-3 bg-raised p-1 text-13 text-1 shadow-e2"
        >
          {offered.map((person, i) => (
            <div
              key={person.id}
              id={`${list}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === at}
              className="flex h-8 cursor-default items-center rounded-2 px-2.5 aria-selected:bg-hover max-md:h-11"
              onPointerDown={(event) => {
                event.preventDefault()
                take(person)
              }}
            >
              {person.name}
            </div>
          ))}
        </div>
      )}
      <textarea
        {...rest}
        ref={(element) => {
          field.current = element
          if (typeof ref === 'function') ref(element)
          else if (ref) ref.current = element
        }}
        value={value}
        aria-controls={open ? list : undefined}
        aria-activedescendant={open ? `${list}-${at}` : undefined}
        aria-autocomplete="list"
        onChange={(event) => {
          onChange(event.target.value)
          look()
        }}
        onSelect={look}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
          if (open && step) {
            event.preventDefault()
            event.stopPropagation()
            setAt((at + step + offered.length) % offered.length)
          } else if (open && (event.key === 'Enter' || event.key === 'Tab')) {
            event.preventDefault()
            event.stopPropagation()
            take(offered[at])
          } else if (open && event.key === 'Escape') {
            event.stopPropagation()
            setTyped(null)
          } else onKeyDown?.(event)
        }}
      />
    </div>
  )
})
