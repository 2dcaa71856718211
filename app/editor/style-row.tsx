import type { ReactNode } from 'react'

/** A name, what sets it, and what it is set to. */
export function StyleRow({
  name,
  value,
  children,
}: {
  name: string
  value?: string
  children: ReactNode
}) {
  return (
    <div className="flex min-h-[30px] items-center gap-3 text-13">
      <span className="w-24 shrink-0 text-2">{name}</span>
      <div className="flex min-w-0 flex-1 justify-end">{children}</div>
      {value !== undefined && (
        <span className="tabular w-11 shrink-0 text-right text-1">{value}</span>
      )}
    </div>
  )
}

/** One of several by name, or what the style has. */
export function StyleChoice<T extends string>({
  name,
  value,
  own,
  options,
  onChange,
}: {
  name: string
  value: T | null
  /** What the style itself has, in words. */
  own: string
  options: { value: T; name: string }[]
  onChange(value: T | null): void
}) {
  return (
    <StyleRow name={name}>
      <select
        aria-label={name}
        value={value ?? ''}
        onChange={({ target }) =>
          onChange(options.find((option) => option.value === target.value)?.value ?? null)
        }
        className="h-8 w-full min-w-0 rounded-2 border border-edge bg-panel px-2 text-12 text-1 max-md:h-10"
      >
        <option value="">{`As the style: ${own}`}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </StyleRow>
  )
}
