import type { ReactNode } from 'react'
import { Switch } from '../components/switch.tsx'

/** What a tab of the inspector holds, and what stays at its foot. */
export const TabBody = ({ children, foot }: { children: ReactNode; foot?: ReactNode }) => (
  <div className="flex h-full min-h-0 flex-col">
    <div className="min-h-0 min-w-0 flex-1 overflow-y-auto overflow-x-hidden p-3.5">{children}</div>
    {foot && <div className="shrink-0 border-line border-t p-3.5">{foot}</div>}
  </div>
)

/** A named part of a tab; with `on` it is switched on and off as a whole. */
export function Section({
  name,
  hint,
  on,
  onToggle,
  children,
}: {
  name: string
  hint?: ReactNode
  on?: boolean
  onToggle?(on: boolean): void
  children?: ReactNode
}) {
  return (
    <section
      aria-label={name}
      className="flex flex-col gap-1.5 border-line border-b py-3 first:pt-0 last:border-b-0 last:pb-0"
    >
      <div className="flex min-h-6 items-center gap-2">
        <h3 className="font-semibold text-13 text-1">{name}</h3>
        {hint && <span className="ml-auto text-right text-12 text-3">{hint}</span>}
        {onToggle && (
          <span className={hint ? '' : 'ml-auto'}>
            <Switch label={name} checked={on ?? false} onChange={onToggle} />
          </span>
        )}
      </div>
      {children}
    </section>
  )
}
