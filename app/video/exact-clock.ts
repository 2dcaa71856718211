/** A time to a hundredth of a second, as it is typed: `14:22.05`, `1:12:46.30`. */
export function sayExact(ms: number): string {
  const hundredths = Math.round(ms / 10)
  const [h, m] = [Math.floor(hundredths / 360_000), Math.floor(hundredths / 6000) % 60]
  const rest = ((hundredths % 6000) / 100).toFixed(2).padStart(5, '0')
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${rest}` : `${m}:${rest}`
}

/** Reads what somebody typed as a time, ms; null where it is none. Seconds alone will do. */
export function readExact(typed: string): number | null {
  const parts = typed.trim().replace(',', '.').split(':')
  if (parts.length > 3 || parts.some((part) => !/^\d+(?:\.\d{1,3})?$/.test(part))) return null
  if (parts.slice(0, -1).some((part) => part.includes('.'))) return null
  const numbers = parts.map(Number)
  if (numbers.slice(1).some((part) => part >= 60)) return null
  return Math.round(numbers.reduce((sum, part) => sum * 60 + part, 0) * 1000)
}
