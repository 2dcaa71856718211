import { clsx } from 'clsx'
import { type ComponentProps, type ReactNode, useId } from 'react'

export const inputClass = clsx(
  'h-10 w-full min-w-0 rounded-2 border border-edge bg-bg px-2.5 text-15 text-1 placeholder:text-3',
  'transition-colors duration-press hover:border-text-3',
  'focus-visible:border-transparent focus-visible:outline-offset-1',
  'aria-invalid:border-danger disabled:opacity-60',
)

/** A label, a text field, and what is wrong with it. */
export function Field({
  label,
  hint,
  error,
  end,
  className,
  ...input
}: {
  label: string
  /** Beside the label, at the right. */
  hint?: ReactNode
  error?: string | undefined
  /** Inside the field, at its end. */
  end?: ReactNode
} & ComponentProps<'input'>) {
  const own = useId()
  const id = input.id ?? own
  return (
    <div className={clsx('flex min-w-0 flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium text-13 text-2">
          {label}
        </label>
        {hint && <span className="text-12 text-3">{hint}</span>}
      </div>
      <div className="relative">
        <input
          {...input}
          id={id}
          className={clsx(inputClass, end !== undefined && 'pr-11')}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
        />
        {end !== undefined && (
          <div className="absolute inset-y-0 right-1 flex items-center">{end}</div>
        )}
      </div>
      {error && (
        <p id={`${id}-error`} className="text-12 text-danger">
          {error}
        </p>
      )}
    </div>
  )
}
