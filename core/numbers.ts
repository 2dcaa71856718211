import { z } from 'zod'

/** How far back the numbers look. */
export const NumbersSpan = z.enum(['30-days', 'quarter', 'year', 'all'])
export type NumbersSpan = z.infer<typeof NumbersSpan>

const DAYS: Record<Exclude<NumbersSpan, 'all'>, number> = { '30-days': 30, quarter: 91, year: 365 }
const DAY_MS = 24 * 3600 * 1000
const WEEK_MS = 7 * DAY_MS

export const spanStart = (span: NumbersSpan, now: Date): Date =>
  span === 'all' ? new Date(0) : new Date(now.getTime() - DAYS[span] * DAY_MS)

/** The Monday (UTC) a time's week began with. */
export function weekOf(at: Date): Date {
  const day = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate())
  return new Date(day - ((at.getUTCDay() + 6) % 7) * DAY_MS)
}

/** Every week from the first to the last, those in which nothing happened too. At most `most`, the newest. */
export function weeksBetween(first: Date, last: Date, most = 53): Date[] {
  const end = weekOf(last).getTime()
  const start = Math.max(weekOf(first).getTime(), end - (most - 1) * WEEK_MS)
  return Array.from(
    { length: Math.floor((end - start) / WEEK_MS) + 1 },
    (_, i) => new Date(start + i * WEEK_MS),
  )
}

/**
 * Where the true share lies, 95 times of 100, when `hits` of `tries` were seen: Wilson's score interval
 * (Journal of the American Statistical Association 22, 1927). Honest for few tries, never past 0 or 1.
 */
export function shareInterval(hits: number, tries: number): { low: number; high: number } {
  if (tries === 0) return { low: 0, high: 1 }
  const z = 1.96
  const share = hits / tries
  const centre = share + z ** 2 / (2 * tries)
  const spread = z * Math.sqrt((share * (1 - share)) / tries + z ** 2 / (4 * tries ** 2))
  const scale = 1 + z ** 2 / tries
  return { low: (centre - spread) / scale, high: (centre + spread) / scale }
}

/** Counts values by steps of one size, the last taking all beyond. */
export function histogram(
  values: readonly number[],
  step: number,
  steps: number,
): { from: number; count: number }[] {
  const counts = Array.from({ length: steps }, (_, i) => ({ from: i * step, count: 0 }))
  for (const value of values) {
    const bin = counts[Math.min(steps - 1, Math.floor(value / step))]
    if (bin) bin.count++
  }
  return counts
}

/** What a workspace did. Times in ms. */
export type Numbers = {
  weeks: { week: Date; minutesIn: number; made: number; accepted: number }[]
  totals: {
    videos: number
    minutesIn: number
    made: number
    accepted: number
    /** Half of the videos had their first export within. */
    toFirstExportMs: number | null
    filesMade: number
    views: number
    downloads: number
  }
  byRank: { rank: number; made: number; accepted: number }[]
  /** From upload to the first file, a video each. */
  toFirstExport: number[]
  renders: { status: 'done' | 'underway' | 'stopped' | 'failed'; count: number }[]
  failures: { message: string; count: number }[]
  clips: { title: string; views: number; downloads: number }[]
}

const cell = (value: string | number) => {
  const text = String(value)
  // A cell that begins like a formula is one to a spreadsheet: it is told that it is words.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Comma-separated values (RFC 4180). */
export const toCsv = (head: string[], rows: (string | number)[][]): string =>
  [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')

export const NumbersTable = z.enum(['weeks', 'ranks', 'first-exports', 'renders', 'clips'])
export type NumbersTable = z.infer<typeof NumbersTable>

/** One table of the numbers as CSV. */
export function numbersCsv(numbers: Numbers, table: NumbersTable): string {
  switch (table) {
    case 'weeks':
      return toCsv(
        ['week', 'minutes_in', 'suggestions_made', 'suggestions_accepted'],
        numbers.weeks.map(({ week, minutesIn, made, accepted }) => [
          week.toISOString().slice(0, 10),
          Math.round(minutesIn * 100) / 100,
          made,
          accepted,
        ]),
      )
    case 'ranks':
      return toCsv(
        ['rank', 'suggestions_made', 'suggestions_accepted'],
        numbers.byRank.map(({ rank, made, accepted }) => [rank, made, accepted]),
      )
    case 'first-exports':
      return toCsv(
        ['minutes_to_first_export'],
        numbers.toFirstExport.map((ms) => [Math.round(ms / 600) / 100]),
      )
    case 'renders':
      return toCsv(
        ['status', 'count'],
        numbers.renders.map(({ status, count }) => [status, count]),
      )
    case 'clips':
      return toCsv(
        ['clip', 'views', 'downloads'],
        numbers.clips.map(({ title, views, downloads }) => [title, views, downloads]),
      )
  }
}
