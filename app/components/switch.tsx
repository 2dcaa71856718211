import { Switch as Radix } from 'radix-ui'

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
    <Radix.Root
      {...(id ? { id } : {})}
      checked={checked}
      onCheckedChange={onChange}
      aria-label={label}
      className="relative h-5 w-9 shrink-0 rounded-full border border-edge bg-hover transition-colors duration-press after:absolute after:-inset-1 data-[state=checked]:border-transparent data-[state=checked]:bg-accent"
    >
      <Radix.Thumb className="block size-3.5 translate-x-[2px] rounded-full bg-edge transition-transform duration-quick data-[state=checked]:translate-x-[18px] data-[state=checked]:bg-accent-ink" />
    </Radix.Root>
  )
}
