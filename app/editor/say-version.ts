import type { Version } from './versions.ts'

const clock = (at: Date) =>
  `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`

const DAY = 86_400_000
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months =
  'January February March April May June July August September October November December'.split(' ')

const midnight = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()

/** `Today`, `Yesterday`, `Friday`, `3 November`, `3 November 2025`: as one would say it now. */
export function sayDay(at: Date, now: Date): string {
  const ago = Math.round((midnight(now) - midnight(at)) / DAY)
  if (ago <= 0) return 'Today'
  if (ago === 1) return 'Yesterday'
  if (ago < 7) return days[at.getDay()] ?? ''
  const day = `${at.getDate()} ${months[at.getMonth()]}`
  return at.getFullYear() === now.getFullYear() ? day : `${day} ${at.getFullYear()}`
}

/** `11:02 to 11:39` for a group of edits, `11:40` for a moment. */
export function sayTimes({ kind, startedAt, createdAt }: Version): string {
  const [from, to] = [clock(new Date(startedAt)), clock(new Date(createdAt))]
  return kind === 'quiet' && from !== to ? `${from} to ${to}` : to
}

/** What a version is called: `v3`, or when it was. */
export function sayVersion(version: Version, now: Date): string {
  if (version.number !== null) return `v${version.number}`
  return `${sayDay(new Date(version.createdAt), now)} ${clock(new Date(version.createdAt))}`
}

/** `You`, `You and Ben`, `Ana, Ben and 2 others`. */
export function sayPeople(people: { id: string; name: string }[], me: string): string {
  const names = people
    .map(({ id, name }) => (id === me ? 'You' : name.split(' ')[0] || 'Somebody'))
    .sort((a, b) => Number(b === 'You') - Number(a === 'You'))
  if (names.length === 0) return 'Nobody'
  if (names.length > 3) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} others`
  const last = names.pop()
  return names.length === 0 ? `${last}` : `${names.join(', ')} and ${last}`
}
