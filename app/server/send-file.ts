import { Readable } from 'node:stream'

/** A file somebody asked for, and how it may be read. */
export type Sendable = {
  size: number
  modified: Date
  type: string
  read(range?: { start: number; end: number }): Readable
}

/**
 * Answers a GET or HEAD for one file: whole, a range of it (206, 416), or "you have it already" (304).
 * Several ranges at once are answered with the whole file, which HTTP allows.
 */
export function sendFile(
  request: Request,
  file: Sendable,
  headers: Record<string, string>,
): Response {
  const etag = `"${file.size.toString(36)}-${file.modified.getTime().toString(36)}"`
  const common = {
    ...headers,
    ETag: etag,
    'Last-Modified': file.modified.toUTCString(),
    'Accept-Ranges': 'bytes',
    'Content-Type': file.type,
  }
  if (isKnown(request.headers, etag, file.modified)) {
    return new Response(null, { status: 304, headers: common })
  }
  const asked = rangeOf(request.headers, etag, file)
  if (asked === 'impossible') {
    return new Response(null, {
      status: 416,
      headers: { ...common, 'Content-Range': `bytes */${file.size}` },
    })
  }
  const range = asked ?? { start: 0, end: file.size - 1 }
  const length = range.end - range.start + 1
  const body =
    request.method === 'HEAD' || length <= 0
      ? null
      : (Readable.toWeb(file.read(range)) as ReadableStream)
  return new Response(body, {
    status: asked ? 206 : 200,
    headers: {
      ...common,
      'Content-Length': String(length),
      ...(asked ? { 'Content-Range': `bytes ${range.start}-${range.end}/${file.size}` } : {}),
    },
  })
}

function isKnown(headers: Headers, etag: string, modified: Date): boolean {
  const known = headers.get('if-none-match')
  if (known !== null) {
    return known.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')))
  }
  const since = Date.parse(headers.get('if-modified-since') ?? '')
  return Math.floor(modified.getTime() / 1000) * 1000 <= since
}

type Range = { start: number; end: number }

function rangeOf(headers: Headers, etag: string, file: Sendable): Range | null | 'impossible' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(headers.get('range')?.trim() ?? '')
  if (!match) return null
  // "Only if it is still the same file": otherwise the parts would not fit together.
  const condition = headers.get('if-range')
  if (condition !== null && condition !== etag && condition !== file.modified.toUTCString()) {
    return null
  }
  const [, from = '', to = ''] = match
  if (from === '' && to === '') return null
  if (from === '') {
    const last = Number(to)
    if (last === 0 || file.size === 0) return 'impossible'
    return { start: Math.max(0, file.size - last), end: file.size - 1 }
  }
  const start = Number(from)
  const end = to === '' ? file.size - 1 : Math.min(Number(to), file.size - 1)
  if (start >= file.size) return 'impossible'
  // A range that runs backwards is no range at all.
  return start > end ? null : { start, end }
}
