import { clsx } from 'clsx'

/** Two letters for a name: first and last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const letters =
    words.length > 1
      ? [words[0], words.at(-1)].map((word) => firstLetter(word))
      : [...(words[0] ?? '?')].slice(0, 2)
  return letters.join('').toUpperCase()
}

const firstLetter = (word: string | undefined) => [...(word ?? '')][0] ?? ''

/**
 * A person. `colour` is 1–8 for others; amber is only ever you. Initials always go with it; a picture
 * stands for them only where the name is beside it.
 */
export function Avatar({
  name,
  colour,
  picture = null,
  size = 28,
  idle = false,
  className,
}: {
  name: string
  colour?: number | undefined
  picture?: string | null | undefined
  size?: number
  idle?: boolean
  className?: string
}) {
  return (
    <span
      role="img"
      aria-label={name}
      title={name}
      className={clsx(
        'inline-grid shrink-0 place-items-center overflow-hidden rounded-full font-semibold select-none',
        idle && 'opacity-50',
        className,
      )}
      style={{
        width: size,
        height: size,
        fontSize: Math.max(9, Math.round(size * 0.38)),
        background: colour === undefined ? 'var(--accent)' : `var(--p${colour})`,
        color: 'var(--p-ink)',
      }}
    >
      {picture ? <img src={picture} alt="" className="size-full object-cover" /> : initialsOf(name)}
    </span>
  )
}
