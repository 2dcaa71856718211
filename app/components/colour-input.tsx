import { opaque, recoloured } from '#core/colour.ts'

/** The browser's own colour picker, behind a swatch and its six digits. */
export function ColourInput({
  id,
  value,
  onPreview,
  onChange,
}: {
  id: string
  /** What follows its six digits is not shown, and stays. */
  value: string
  onPreview(colour: string): void
  onChange(colour: string): void
}) {
  const shown = opaque(value)
  return (
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
        onInput={(event) => onPreview(recoloured(value, event.currentTarget.value))}
        // React's onChange is `input`; a chosen colour is written once, when the picker closes.
        ref={(input) => {
          if (input) input.onchange = () => onChange(recoloured(value, input.value))
        }}
      />
    </span>
  )
}
