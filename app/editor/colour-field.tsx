import { RotateCcw } from 'lucide-react'
import { useId } from 'react'
import { useCanEdit } from './use-room.tsx'

/** A colour of the style, or one chosen in its place. */
export function ColourField({
  name,
  value,
  own,
  onChange,
  onCommit,
}: {
  name: string
  value: string | null
  own: string
  onChange(colour: string): void
  onCommit(colour: string | null): void
}) {
  const id = useId()
  const canEdit = useCanEdit()
  const shown = (value ?? own).slice(0, 7)
  return (
    <div className="flex min-h-[30px] items-center gap-2 text-13">
      <label htmlFor={id} className="flex-1 text-2">
        {name}
      </label>
      {value !== null && canEdit && (
        <button
          type="button"
          aria-label={`${name}: back to the style’s own`}
          title="Back to the style’s own"
          className="grid size-6 place-items-center rounded-1 text-3 hover:bg-hover hover:text-1"
          onClick={() => onCommit(null)}
        >
          <RotateCcw size={12} aria-hidden />
        </button>
      )}
      <span className="relative flex h-7 items-center gap-2 rounded-2 bg-hover px-2 focus-within:outline-[2px] focus-within:outline-focus focus-within:outline-offset-2">
        <span
          aria-hidden
          className="size-3.5 rounded-[3px] border border-edge"
          style={{ background: shown }}
        />
        <span aria-hidden className="tabular font-medium text-12 text-1 uppercase">
          {shown.slice(1)}
        </span>
        <input
          id={id}
          type="color"
          value={shown}
          className="absolute inset-0 size-full cursor-pointer opacity-0"
          onInput={(event) => onChange(event.currentTarget.value)}
          // React's onChange is `input`; a chosen colour is written once, when the picker closes.
          ref={(input) => {
            if (input) input.onchange = () => onCommit(input.value)
          }}
        />
      </span>
    </div>
  )
}
