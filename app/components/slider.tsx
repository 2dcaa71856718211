import './slider.css'
import { type CSSProperties, useEffect, useRef } from 'react'

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
  const input = useRef<HTMLInputElement>(null)
  const commit = useRef(onCommit)
  commit.current = onCommit
  // React hears `input` alone; the browser's own `change` comes once, when it is let go.
  useEffect(() => {
    const range = input.current
    const onChanged = () => range && commit.current?.(range.valueAsNumber)
    range?.addEventListener('change', onChanged)
    return () => range?.removeEventListener('change', onChanged)
  }, [])
  const share = max > min ? (value - min) / (max - min) : 0
  return (
    <input
      ref={input}
      type="range"
      aria-label={label}
      aria-valuetext={sayValue}
      value={value}
      min={min}
      max={max}
      step={step}
      onChange={(event) => onChange(event.target.valueAsNumber)}
      className={`slider ${className}`}
      style={{ '--share': share } as CSSProperties}
    />
  )
}
