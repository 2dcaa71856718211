/** "about 20 s left"; null where it cannot be told. */
export function sayLeft(etaMs: number | null): string | null {
  if (etaMs === null) return null
  if (etaMs < 60_000) return `about ${Math.max(1, Math.ceil(etaMs / 5000) * 5)} s left`
  const minutes = Math.round(etaMs / 60_000)
  return `about ${minutes} min left`
}

/**
 * Until the last of these files is there. Files are made one after another, and how long one takes is
 * known once it is being made: with one in line it cannot be told.
 */
export function leftOfAll(files: { status: string; etaMs: number | null }[]): number | null {
  if (files.length === 0) return null
  const known = files.map(({ status, etaMs }) => (status === 'running' ? etaMs : null))
  return known.includes(null) ? null : Math.max(...known.map(Number))
}

/** A file that was not made, or not stopped, and why. */
export type Refusal = { name: string; say: string }

/** The same reason is said once, with all it is about. */
export function groupRefusals(refused: Refusal[]): { say: string; names: string[] }[] {
  const groups = new Map<string, string[]>()
  for (const { name, say } of refused) groups.set(say, [...(groups.get(say) ?? []), name])
  return [...groups].map(([say, names]) => ({ say, names }))
}

/** "A, 9:16; B, 9:16 and 25 more". */
export function sayNames(names: string[]): string {
  if (names.length <= 3) return names.join('; ')
  return `${names.slice(0, 2).join('; ')} and ${names.length - 2} more`
}

export const sayBytes = (bytes: number): string =>
  bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`

/** "just now", "14 min ago", "3 h ago", then the day. */
export function sayWhen(at: number, now = Date.now()): string {
  const minutes = Math.floor((now - at) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`
  return new Date(at).toLocaleDateString(undefined, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
}

/** What the button that makes files says. `open` of the chosen ones are being made already. */
export function sayExportButton(chosen: number, missing: number, open: number): string {
  if (chosen === 0) return 'Choose a shape'
  if (missing > 0) return missing === 1 ? 'Export 1 file' : `Export ${missing} files`
  if (open > 0) return open === 1 ? '1 file on its way' : `${open} files on their way`
  return chosen === 1 ? 'This file is there' : 'These files are there'
}
