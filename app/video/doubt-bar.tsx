import { ChevronDown, ChevronUp, Play } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import type { Doubt } from './doubtful-words.ts'

/**
 * Walks through the words that the engine was not sure of: hear, confirm, or write what was said.
 * Enter confirms or corrects and goes on; the arrows go from one to the next.
 */
export function DoubtBar({
  doubts,
  at,
  onStep,
  onHear,
  onConfirm,
  onCorrect,
}: {
  doubts: readonly Doubt[]
  /** The one that is looked at, from 0. */
  at: number
  onStep(by: 1 | -1): void
  onHear(doubt: Doubt): void
  onConfirm(doubt: Doubt): void
  onCorrect(doubt: Doubt, text: string): void
}) {
  const doubt = doubts[at]
  const [typed, setTyped] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const text = doubt?.text ?? ''
  const word = doubt?.word
  useEffect(() => {
    setTyped(text)
    if (word !== undefined && document.activeElement === field.current)
      requestAnimationFrame(() => field.current?.select())
  }, [text, word])
  if (!doubt) return null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() === '') return
    if (typed.trim() === doubt.text) onConfirm(doubt)
    else onCorrect(doubt, typed.trim())
  }
  const isSame = typed.trim() === doubt.text
  return (
    <form
      onSubmit={submit}
      aria-label="Not sure"
      className="flex shrink-0 flex-col gap-1.5 border-line border-b bg-panel px-4 py-2 max-lg:px-3"
    >
      <p className="flex items-baseline gap-2 text-12 text-3">
        <strong className="font-semibold text-13 text-1">Not sure</strong>
        <span className="tabular">
          {at + 1} of {doubts.length}, {Math.round(doubt.confidence * 100)} % sure
        </span>
      </p>
      <p className="truncate text-13 text-2" dir="auto">
        {doubt.before}{' '}
        <strong className="text-1 underline decoration-[2px] decoration-dotted decoration-info underline-offset-4">
          {doubt.text}
        </strong>{' '}
        {doubt.after}
      </p>
      <div className="flex flex-wrap items-center gap-1.5">
        <IconButton label="Hear it" className="max-md:size-11" onClick={() => onHear(doubt)}>
          <Play size={16} aria-hidden />
        </IconButton>
        <input
          ref={field}
          aria-label="What is said"
          aria-describedby="doubt-keys"
          value={typed}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') onStep(1)
            else if (event.key === 'ArrowUp') onStep(-1)
            else if (event.key === 'Enter' && event.altKey) onHear(doubt)
            else return
            event.preventDefault()
          }}
          className="h-8 min-w-0 flex-1 rounded-2 border border-edge bg-bg px-2.5 text-15 text-1 max-md:h-11 max-md:text-16"
        />
        <Button type="submit" look="filled" className="max-md:h-11">
          {isSame ? 'Right as it is' : 'Put right'}
        </Button>
        <IconButton label="The one before" className="max-md:size-11" onClick={() => onStep(-1)}>
          <ChevronUp size={16} aria-hidden />
        </IconButton>
        <IconButton label="The next one" className="max-md:size-11" onClick={() => onStep(1)}>
          <ChevronDown size={16} aria-hidden />
        </IconButton>
      </div>
      <p id="doubt-keys" className="text-11 text-3 max-md:hidden">
        Enter confirms or puts right and goes on, ↑ ↓ from one to the next, Alt+Enter to hear
      </p>
    </form>
  )
}
