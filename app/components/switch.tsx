/** On or off, at once. */
export function Switch({
  id,
  checked,
  onChange,
  label,
}: {
  id?: string
  checked: boolean
  onChange(on: boolean): void
  /** Its name where no visible label points at it. */
  label?: string
}) {
  return (
    <span className="relative inline-flex h-6 shrink-0 items-center">
      <input
        {...(id ? { id } : {})}
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        aria-label={label}
        onChange={(event) => onChange(event.target.checked)}
        className="peer h-5 w-9 cursor-pointer appearance-none rounded-full border border-edge bg-hover transition-colors duration-press checked:border-transparent checked:bg-accent"
      />
      <span
        aria-hidden
        className="pointer-events-none absolute left-[3px] size-3.5 rounded-full bg-edge transition-transform duration-quick peer-checked:translate-x-4 peer-checked:bg-accent-ink"
      />
    </span>
  )
}
