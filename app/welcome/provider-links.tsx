/** Other ways in, where some are set up. */
export function ProviderLinks({
  providers,
  redirectTo,
}: {
  providers: { id: string; name: string }[]
  redirectTo: string | null
}) {
  if (providers.length === 0) return null
  const carried = redirectTo ? `?redirectTo=${encodeURIComponent(redirectTo)}` : ''
  return (
    <div className="mt-4 flex flex-col gap-3">
      <p className="flex items-center gap-3 text-12 text-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      {providers.map(({ id, name }) => (
        // Not by the router: it leads to another site.
        <a
          key={id}
          href={`/auth/${id}${carried}`}
          className="flex h-10 items-center justify-center rounded-2 border border-edge font-medium text-13 text-1 hover:bg-hover"
        >
          Go on with {name}
        </a>
      ))}
    </div>
  )
}
