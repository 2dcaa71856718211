import { CornerDownLeft, WandSparkles, X } from 'lucide-react'
import { useId, useMemo, useState } from 'react'
import { readWish } from '#core/moments/steering.ts'
import type { Transcript } from '#core/transcript.ts'
import { IconButton } from '../components/icon-button.tsx'

/** The longest wish that is read. */
const LONGEST = 400

/** Says in plain words what to look for; shows at once how it is understood. */
export function SteeringField({
  asked,
  transcript,
  busy,
  onAsk,
}: {
  /** What was looked for last; empty: the best of all. */
  asked: string
  /** Who speaks, for names in the wish; null while it is not known. */
  transcript: Transcript | null
  busy: boolean
  onAsk(prompt: string): void
}) {
  const [typed, setTyped] = useState(asked)
  const hint = useId()
  const prompt = typed.trim()
  const read = useMemo(
    () => (prompt && transcript ? readWish({ prompt }, transcript).read : []),
    [prompt, transcript],
  )
  return (
    <form
      className="w-full min-w-0 sm:w-[300px]"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) onAsk(prompt)
      }}
    >
      <div className="flex h-8 items-center gap-2 rounded-2 border border-edge bg-bg px-2.5 transition-colors duration-press focus-within:border-transparent focus-within:outline focus-within:outline-[2px] focus-within:outline-mark hover:border-text-3 max-lg:h-10">
        <WandSparkles size={15} className="shrink-0 text-3" aria-hidden />
        <input
          value={typed}
          maxLength={LONGEST}
          onChange={(event) => setTyped(event.target.value)}
          aria-label="What to look for"
          aria-describedby={hint}
          placeholder="only the guest, 30 to 60 s"
          className="min-w-0 flex-1 bg-transparent text-13 text-1 outline-none placeholder:text-3"
        />
        {(asked || typed) && (
          <IconButton
            label="Look for the best of all again"
            title="Clear"
            className="size-6"
            type="button"
            onClick={() => {
              setTyped('')
              if (asked && !busy) onAsk('')
            }}
          >
            <X size={14} aria-hidden />
          </IconButton>
        )}
        <button
          type="submit"
          disabled={busy || prompt === asked}
          aria-label="Look again"
          title="Look again"
          className="grid size-6 shrink-0 place-items-center rounded-1 bg-hover text-2 disabled:opacity-50"
        >
          <CornerDownLeft size={13} aria-hidden />
        </button>
      </div>
      <p id={hint} className="truncate text-11 text-3 empty:hidden">
        {read.length > 0 ? `Read as: ${read.join(', ')}` : ''}
      </p>
    </form>
  )
}
