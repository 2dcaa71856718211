import { ChevronDown, ChevronUp, Search, X } from 'lucide-react'
import { type ReactNode, type RefObject, useId } from 'react'
import { IconButton } from '../components/icon-button.tsx'

/** Looks for words in the transcript, and goes from place to place. */
export function FindBar({
  typed,
  onType,
  at,
  count,
  onStep,
  input,
  disabled,
  children,
}: {
  typed: string
  onType(typed: string): void
  /** The place one is at, from 0. */
  at: number
  count: number
  onStep(by: 1 | -1): void
  input: RefObject<HTMLInputElement>
  disabled: boolean
  /** What else can be done with the words. */
  children?: ReactNode
}) {
  const id = useId()
  const asked = typed.trim() !== ''
  return (
    <search className="flex h-11 shrink-0 items-center gap-1 border-line border-b px-3">
      <div className="relative min-w-0 flex-1">
        <Search
          size={16}
          aria-hidden
          className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 text-3"
        />
        <input
          ref={input}
          id={id}
          type="text"
          aria-label="Find words"
          placeholder="Find words"
          enterKeyHint="next"
          autoComplete="off"
          maxLength={200}
          value={typed}
          disabled={disabled}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1)
            else if (event.key === 'Escape' && typed) onType('')
            else return
            event.preventDefault()
          }}
          className="h-8 w-full rounded-2 border border-edge bg-bg pr-16 pl-8 text-13 text-1 placeholder:text-3 disabled:opacity-60 max-lg:h-9 max-lg:text-16"
        />
        <output
          htmlFor={id}
          className="tabular -translate-y-1/2 pointer-events-none absolute top-1/2 right-2.5 text-12 text-3"
        >
          {!asked ? '' : count === 0 ? 'Not said' : `${at + 1} of ${count}`}
        </output>
      </div>
      {asked && (
        <>
          <IconButton label="Previous place" disabled={count === 0} onClick={() => onStep(-1)}>
            <ChevronUp size={16} aria-hidden />
          </IconButton>
          <IconButton label="Next place" disabled={count === 0} onClick={() => onStep(1)}>
            <ChevronDown size={16} aria-hidden />
          </IconButton>
          <IconButton
            label="Clear"
            onClick={() => {
              onType('')
              input.current?.focus()
            }}
          >
            <X size={16} aria-hidden />
          </IconButton>
        </>
      )}
      {children}
    </search>
  )
}
