import { type Shape, shapeSize } from './shape.ts'
import { FPS } from './time.ts'
import { writableInXml } from './xml-text.ts'

/** A comment as editing programs take it: in the time of the clip, ms. */
export type CommentMarker = {
  from: number
  /** The same as `from` where it is about a moment. */
  to: number
  author: string
  body: string
  /** The words it was said of. */
  quote: string | null
  resolved: boolean
  internal: boolean
  answers: { author: string; body: string }[]
}

type Clip = { title: string; shape: Shape; lengthMs: number }

export const markerFormats = {
  csv: { type: 'text/csv; charset=utf-8', extension: 'csv' },
  edl: { type: 'text/plain; charset=utf-8', extension: 'edl' },
  fcpxml: { type: 'application/xml; charset=utf-8', extension: 'fcpxml' },
} as const
export type MarkerFormat = keyof typeof markerFormats

/** The file of a format. */
export function writeMarkers(
  format: MarkerFormat,
  clip: Clip,
  markers: readonly CommentMarker[],
): string {
  if (format === 'csv') return writeCsv(markers)
  return format === 'edl' ? writeEdl(clip, markers) : writeFcpxml(clip, markers)
}

const frameOf = (ms: number) => Math.round((ms / 1000) * FPS)
/** A marker has at least one frame. */
const framesOf = ({ from, to }: CommentMarker) => Math.max(1, frameOf(to) - frameOf(from))

/** `HH:MM:SS:FF` at the clip's rate, without drop frames. */
export function timecode(frame: number): string {
  const part = (n: number) => String(Math.floor(n)).padStart(2, '0')
  const seconds = frame / FPS
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60, frame % FPS].map(part).join(':')
}

/** RFC 4180, with CRLF. A cell that a table would take for a formula gets an apostrophe before it. */
function writeCsv(markers: readonly CommentMarker[]): string {
  const cell = (value: string | number) => {
    const text = String(value)
    const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  const head = [
    'In',
    'Out',
    'Frame',
    'Author',
    'Comment',
    'Words',
    'Resolved',
    'Internal',
    'Answers',
  ]
  const rows = markers.map((marker) => [
    timecode(frameOf(marker.from)),
    timecode(frameOf(marker.to)),
    frameOf(marker.from),
    marker.author,
    marker.body,
    marker.quote ?? '',
    marker.resolved ? 'yes' : 'no',
    marker.internal ? 'yes' : 'no',
    marker.answers.map(({ author, body }) => `${author}: ${body}`).join('\n'),
  ])
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

/** What is said, on one line; the bars that divide an EDL's fields are not in it. */
const oneLine = (text: string) => text.replace(/[\s|]+/g, ' ').trim()
const said = ({ author, body }: { author: string; body: string }) => oneLine(`${author}: ${body}`)

/** An EDL (CMX 3600) whose events carry markers as DaVinci Resolve reads and writes them. */
function writeEdl({ title }: Clip, markers: readonly CommentMarker[]): string {
  const events = markers.map((marker, i) => {
    const [from, frames] = [frameOf(marker.from), framesOf(marker)]
    const times = [from, from + 1, from, from + 1].map(timecode).join(' ')
    const colour = marker.resolved ? 'ResolveColorGreen' : 'ResolveColorYellow'
    return `${String(i + 1).padStart(3, '0')}  001      V     C        ${times}  \n |C:${colour} |M:${said(marker)} |D:${frames}\n`
  })
  return `TITLE: ${oneLine(title)}\nFCM: NON-DROP FRAME\n\n${events.join('\n')}`
}

const escaped = (text: string) =>
  writableInXml(text)
    .replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
    .replace(/\r?\n/g, '&#10;')

/** FCPXML 1.9: a gap as long as the clip, with a to-do marker for each comment. */
function writeFcpxml({ title, shape, lengthMs }: Clip, markers: readonly CommentMarker[]): string {
  const { width, height } = shapeSize[shape]
  const time = (frames: number) => `${frames}/${FPS}s`
  const length = time(Math.max(1, frameOf(lengthMs)))
  const lines = markers.map((marker) => {
    const note = [
      marker.quote ? `“${marker.quote}”` : '',
      ...marker.answers.map(({ author, body }) => `${author}: ${body}`),
    ].filter(Boolean)
    return `            <marker start="${time(frameOf(marker.from))}" duration="${time(framesOf(marker))}" value="${escaped(said(marker))}" completed="${marker.resolved ? 1 : 0}"${note.length > 0 ? ` note="${escaped(note.join('\n'))}"` : ''}/>`
  })
  const name = escaped(title)
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fcpxml>
<fcpxml version="1.9">
  <resources>
    <format id="r1" frameDuration="1/${FPS}s" width="${width}" height="${height}"/>
  </resources>
  <library>
    <event name="${name}">
      <project name="${name}">
        <sequence format="r1" duration="${length}" tcStart="0s" tcFormat="NDF">
          <spine>
          <gap name="Comments" offset="0s" start="0s" duration="${length}">
${lines.join('\n')}
          </gap>
          </spine>
        </sequence>
      </project>
    </event>
  </library>
</fcpxml>
`
}
