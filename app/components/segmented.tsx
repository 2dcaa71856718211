import { clsx } from 'clsx'
import { RadioGroup } from 'radix-ui'
import type { ReactNode } from 'react'

/** A few ways to see the same thing, one at a time. Arrow keys go between them. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
  className,
}: {
  label: string
  value: T
  options: { value: T; name: string; after?: ReactNode }[]
  onChange(value: T): void
  className?: string
}) {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next as T)}
      orientation="horizontal"
      className={clsx('flex rounded-2 border border-line bg-panel p-[2px]', className)}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          className={clsx(
            'flex h-7 items-center gap-1.5 whitespace-nowrap rounded-[4px] px-2.5 font-medium text-12 text-2 transition-colors duration-press hover:text-1 max-md:h-9',
            'data-[state=checked]:bg-hover data-[state=checked]:text-1',
          )}
        >
          {option.name}
          {option.after}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
