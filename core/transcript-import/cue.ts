/** A caption as files have it: when it shows, who speaks where it says so, and its lines. */
export type Cue = {
  from: number
  to: number
  speaker: string | null
  lines: CueLine[]
}

/** A line in the pieces its inline timestamps cut it into; `at` is null before the first. */
export type CueLine = { at: number | null; text: string }[]

export const lineText = (line: CueLine) =>
  line
    .map(({ text }) => text)
    .join('')
    .trim()

const TIME = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,9}))?$/

/** `01:02:03,450`, `02:03.450` and the variants writers allow themselves, as ms; null for no time. */
export function cueTime(text: string): number | null {
  const found = TIME.exec(text.trim())
  if (!found) return null
  const [, hours = '0', minutes = '0', seconds = '0', fraction = ''] = found
  const ms = fraction === '' ? 0 : Math.round(Number(`0.${fraction}`) * 1000)
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + ms
}

/** The two times of a line such as `00:01.000 --> 00:02.500 align:start`. */
export function cueTimes(line: string): { from: number; to: number } | null {
  const arrow = line.indexOf('-->')
  if (arrow < 0) return null
  const from = cueTime(line.slice(0, arrow))
  const to = cueTime(
    line
      .slice(arrow + 3)
      .trim()
      .split(/\s/, 1)[0] ?? '',
  )
  return from === null || to === null ? null : { from, to: Math.max(from, to) }
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lrm: '',
  rlm: '',
}

/** Character references, as captions and web pages write them. */
export const plainText = (text: string) =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
