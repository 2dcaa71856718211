import { Slider as Radix } from 'radix-ui'

/** A value in a range. `onChange` while it moves, `onCommit` when it is let go. */
export function Slider({
  label,
  value,
  min,
  max,
  step,
  onChange,
  onCommit,
  sayValue,
  className = 'w-full',
}: {
  label: string
  value: number
  min: number
  max: number
  step: number
  onChange(value: number): void
  onCommit?(value: number): void
  sayValue?: string
  className?: string
}) {
  return (
    <Radix.Root
      value={[value]}
      min={min}
      max={max}
      step={step}
      onValueChange={([next]) => next !== undefined && onChange(next)}
      onValueCommit={([next]) => next !== undefined && onCommit?.(next)}
      className={`relative flex h-6 touch-none select-none items-center ${className}`}
    >
      <Radix.Track className="relative h-1 grow rounded-full bg-line">
        <Radix.Range className="absolute h-full rounded-full bg-edge" />
      </Radix.Track>
      <Radix.Thumb
        aria-label={label}
        aria-valuetext={sayValue}
        className="block size-3.5 rounded-full bg-1 shadow-e1 after:absolute after:-inset-1.5"
      />
    </Radix.Root>
  )
}
