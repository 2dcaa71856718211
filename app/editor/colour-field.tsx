import { RotateCcw } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { ColourInput } from '../components/colour-input.tsx'
import { ColourOpacity } from '../components/colour-opacity.tsx'
import { useCanEdit } from './use-room.tsx'

/** A colour of the style, or one chosen in its place. */
export function ColourField({
  name,
  value,
  own,
  note,
  leastAlpha,
  onChange,
  onCommit,
}: {
  name: string
  value: string | null
  own: string
  /** What there is to say of the colour that is shown. */
  note?: ReactNode
  /** Where it may let something through: the least it has to cover, 0–1. */
  leastAlpha?: number
  onChange(colour: string): void
  onCommit(colour: string | null): void
}) {
  const id = useId()
  const canEdit = useCanEdit()
  return (
    <div className="flex min-h-[30px] flex-wrap items-center gap-2 text-13">
      <label htmlFor={id} className="min-w-0 flex-1 truncate text-2">
        {name}
      </label>
      {note}
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
      {leastAlpha !== undefined && (
        <ColourOpacity
          {...{ name, value: value ?? own, least: leastAlpha }}
          onPreview={onChange}
          onChange={onCommit}
        />
      )}
      <ColourInput id={id} value={value ?? own} onPreview={onChange} onChange={onCommit} />
    </div>
  )
}
