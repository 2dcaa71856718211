import { type FormEvent, useState } from 'react'
import { Button } from '../components/button.tsx'
import { readExact, sayExact } from './exact-clock.ts'
import { usePlayer } from './use-player.tsx'

/** When something is said, to be typed or taken from the playhead. Source ms. */
export function TimeFields({
  of,
  from,
  to,
  busy,
  onSave,
}: {
  /** What these times are of. */
  of: string
  from: number
  to: number
  busy: boolean
  onSave(from: number, to: number): void
}) {
  const player = usePlayer()
  const [typed, setTyped] = useState([sayExact(from), sayExact(to)] as const)
  const [start, end] = [readExact(typed[0]), readExact(typed[1])]
  const isSame = typed[0] === sayExact(from) && typed[1] === sayExact(to)
  const wrong = start === null || end === null || start >= end
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (start !== null && end !== null && !wrong) onSave(start, end)
  }
  const field = (which: 0 | 1, name: string) => (
    <span className="flex items-center gap-1">
      <input
        aria-label={`${of} ${name}`}
        aria-invalid={readExact(typed[which]) === null || undefined}
        value={typed[which]}
        inputMode="decimal"
        autoComplete="off"
        onChange={({ target: { value } }) =>
          setTyped(which === 0 ? [value, typed[1]] : [typed[0], value])
        }
        className="tabular h-7 w-20 rounded-2 border border-edge bg-bg px-2 text-12 text-1 aria-invalid:border-danger max-md:h-11 max-md:text-16"
      />
      <Button
        size="small"
        look="ghost"
        className="max-md:h-11"
        aria-label={`${of} ${name} at the playhead`}
        onClick={() => {
          const here = sayExact(player.playhead.get())
          setTyped(which === 0 ? [here, typed[1]] : [typed[0], here])
        }}
      >
        Here
      </Button>
    </span>
  )
  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-12 text-3">
      <span className="w-24 truncate" title={of}>
        {of}
      </span>
      {field(0, 'begins')}
      <span aria-hidden>to</span>
      {field(1, 'ends')}
      <Button
        type="submit"
        size="small"
        className="max-md:h-11"
        busy={busy}
        disabled={isSame || wrong}
      >
        Set times
      </Button>
    </form>
  )
}
