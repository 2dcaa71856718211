import { Link } from '@remix-run/react'
import { clsx } from 'clsx'
import {
  type ComponentProps,
  type ComponentPropsWithoutRef,
  forwardRef,
  type ReactNode,
} from 'react'

export type ButtonLook = 'filled' | 'plain' | 'ghost' | 'soft' | 'danger' | 'approve'
export type ButtonSize = 'small' | 'medium' | 'large'

const looks: Record<ButtonLook, string> = {
  filled: 'bg-accent text-accent-ink hover:brightness-108 active:brightness-95',
  plain: 'border border-line bg-raised text-1 shadow-e1 hover:bg-hover active:bg-line',
  ghost: 'text-2 hover:bg-hover hover:text-1 active:bg-line',
  soft: 'bg-accent-soft text-accent-text hover:brightness-115',
  danger: 'bg-danger-fill text-on-danger hover:brightness-110 active:brightness-95',
  approve: 'bg-success text-p-ink light:text-panel hover:brightness-108 active:brightness-95',
}

const sizes: Record<ButtonSize, string> = {
  small: 'h-7 gap-1.5 px-2.5 text-12',
  medium: 'h-8 gap-2 px-3 text-13',
  large: 'h-11 gap-2 px-4 text-15',
}

export function buttonClass(look: ButtonLook = 'plain', size: ButtonSize = 'medium') {
  return clsx(
    'inline-flex shrink-0 items-center justify-center rounded-2 font-semibold whitespace-nowrap select-none',
    'transition-[background-color,filter,color] duration-press',
    'disabled:pointer-events-none disabled:border-line disabled:bg-hover disabled:text-3 disabled:shadow-none',
    'aria-busy:pointer-events-none',
    looks[look],
    sizes[size],
  )
}

type Shared = { look?: ButtonLook; size?: ButtonSize; icon?: ReactNode }

/** `busy` keeps its width and its name, and takes no second press. */
export const Button = forwardRef<
  HTMLButtonElement,
  Shared & { busy?: boolean } & ComponentPropsWithoutRef<'button'>
>(function Button({ look, size, icon, busy = false, className, children, ...rest }, ref) {
  return (
    <button
      ref={ref}
      type="button"
      {...rest}
      className={clsx(buttonClass(look, size), className)}
      aria-busy={busy || undefined}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  )
})

/** A link that looks like a button: it goes somewhere, so it is a link. */
export function ButtonLink({
  look,
  size,
  icon,
  className,
  children,
  ...rest
}: Shared & ComponentProps<typeof Link>) {
  return (
    <Link {...rest} className={clsx(buttonClass(look, size), className)}>
      {icon}
      {children}
    </Link>
  )
}

export function Spinner({ size = 16 }: { size?: number }) {
  return (
    <svg
      className="animate-spin motion-reduce:animate-none"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      aria-hidden
    >
      <path d="M8 2a6 6 0 1 1-6 6" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
    </svg>
  )
}
