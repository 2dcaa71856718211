import { useRouteLoaderData } from '@remix-run/react'
import { ownLabel, type PlaceLabel } from '#core/place-label.ts'

/** Whose name this place bears. */
export const useLabel = (): PlaceLabel =>
  useRouteLoaderData<{ label?: PlaceLabel }>('root')?.label ?? ownLabel

/** A strip of film with one piece taken out and put beside it; or the logo that was set. */
export function Logo({ size = 24 }: { size?: number }) {
  const { logo } = useLabel()
  if (logo)
    return (
      <img
        src="/brand-logo"
        alt=""
        className="shrink-0 object-contain"
        style={{ height: size, maxWidth: size * 4 }}
      />
    )
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden className="shrink-0">
      <rect width="24" height="24" rx="5.5" fill="var(--accent)" />
      <path d="M6 6h5.5v12H6z" fill="var(--accent-ink)" />
      <path d="M13.5 6H18v4.75h-4.5zM13.5 13.25H18V18h-4.5z" fill="var(--accent-ink)" />
    </svg>
  )
}

export function LogoWithName({ size = 24 }: { size?: number }) {
  const { name } = useLabel()
  return (
    <span className="inline-flex items-center gap-2.5 font-semibold text-15 text-1">
      <Logo size={size} />
      {name}
    </span>
  )
}
