import { clsx } from 'clsx'
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from 'react'

/** A button that is an icon. `label` is its name, shown on hover and read aloud. */
export const IconButton = forwardRef<
  HTMLButtonElement,
  {
    label: string
    /** For a button that is on or off. */
    pressed?: boolean
    children: ReactNode
  } & Omit<ComponentPropsWithoutRef<'button'>, 'aria-label'>
>(function IconButton({ label, pressed, className, children, ...rest }, ref) {
  return (
    <button
      ref={ref}
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
})
