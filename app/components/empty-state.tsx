import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** What is not there yet, why, and the way on. */
export function EmptyState({
  icon,
  title,
  children,
  actions,
  className,
}: {
  icon?: ReactNode
  title: string
  children?: ReactNode
  actions?: ReactNode
  className?: string
}) {
  return (
    <div className={clsx('flex flex-col items-center gap-1.5 px-6 py-10 text-center', className)}>
      {icon && <div className="mb-2 text-3">{icon}</div>}
      <h2 className="font-semibold text-16 text-1">{title}</h2>
      {children && <div className="max-w-[46ch] text-13 text-2">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
