import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

/** A button that is an icon. `label` is its name, shown on hover and read aloud. */
export function IconButton({
  label,
  pressed,
  className,
  children,
  ...rest
}: {
  label: string
  /** For a button that is on or off. */
  pressed?: boolean
  children: ReactNode
} & Omit<ComponentProps<'button'>, 'aria-label'>) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      aria-label={label}
      aria-pressed={pressed}
      className={clsx(
        'inline-grid size-8 shrink-0 place-items-center rounded-2 text-2',
        'transition-colors duration-press hover:bg-hover hover:text-1 active:bg-line',
        'disabled:pointer-events-none disabled:opacity-40',
        'aria-pressed:bg-accent-soft aria-pressed:text-accent-text',
        className,
      )}
    >
      {children}
    </button>
  )
}
