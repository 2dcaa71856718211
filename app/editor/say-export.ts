/** "about 20 s left"; null where it cannot be told. */
export function sayLeft(etaMs: number | null): string | null {
  if (etaMs === null) return null
  if (etaMs < 60_000) return `about ${Math.max(1, Math.ceil(etaMs / 5000) * 5)} s left`
  const minutes = Math.round(etaMs / 60_000)
  return `about ${minutes} min left`
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
