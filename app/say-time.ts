import { sayCount } from '#core/say-count.ts'

/** A place in a video: `14:22`, `1:12:46`. */
export function sayClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const tail = `${h > 0 ? String(m).padStart(2, '0') : m}:${String(s).padStart(2, '0')}`
  return h > 0 ? `${h}:${tail}` : tail
}

/** The same, to be heard: `1 hour 12 minutes 46 seconds`. */
export function speakClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const parts = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ] as const
  const said = parts.filter(([n]) => n > 0).map(([n, unit]) => sayCount(n, unit))
  return said.join(' ') || '0 seconds'
}

/** How long a moment is: `57 s`, `1 min 20 s`. */
export function sayLength(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const rest = seconds % 60
  return rest === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${rest} s`
}

/** How long it will still take, no finer than anybody can tell: `40 s`, `6 min`, `1 h 10 min`. */
export function sayLeft(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 55) return `${Math.max(5, Math.ceil(seconds / 5) * 5)} s`
  const minutes = Math.max(1, Math.round(seconds / 60))
  if (minutes < 60) return `${minutes} min`
  const tens = Math.round(minutes / 10) * 10
  const rest = tens % 60
  return rest === 0 ? `${tens / 60} h` : `${Math.floor(tens / 60)} h ${rest} min`
}
