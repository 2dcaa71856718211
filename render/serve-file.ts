import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'

/**
 * Serves one file to this machine alone, under an address nobody can guess, in ranges as a player
 * asks for them.
 */
export async function serveFile(path: string): Promise<{ url: string; close: () => void }> {
  const { size } = await stat(path)
  const address = `/${randomUUID()}`
  const server = createServer((request, response) => {
    if (request.url !== address) return void response.writeHead(404).end()
    const range = rangeOf(request.headers.range, size)
    if (range === 'unsatisfiable')
      return void response.writeHead(416, { 'Content-Range': `bytes */${size}` }).end()
    const { from, to } = range ?? { from: 0, to: size - 1 }
    response.writeHead(range ? 206 : 200, {
      'Accept-Ranges': 'bytes',
      'Access-Control-Allow-Origin': '*',
      'Content-Length': to - from + 1,
      'Content-Type': 'video/mp4',
      ...(range ? { 'Content-Range': `bytes ${from}-${to}/${size}` } : {}),
    })
    if (request.method === 'HEAD') return void response.end()
    // A player that has seen enough hangs up; that is no failure of ours.
    pipeline(createReadStream(path, { start: from, end: to }), response).catch(() => {})
  })
  await new Promise<void>((ready, fail) => {
    server.once('error', fail)
    server.listen(0, '127.0.0.1', ready)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${address}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The first range asked for, both ends included; null for the whole. */
function rangeOf(header: string | undefined, size: number) {
  const asked = /^bytes=(\d*)-(\d*)/.exec(header ?? '')
  if (!asked || (asked[1] === '' && asked[2] === '')) return null
  const from = asked[1] === '' ? Math.max(0, size - Number(asked[2])) : Number(asked[1])
  const to = asked[1] === '' || asked[2] === '' ? size - 1 : Math.min(size - 1, Number(asked[2]))
  return from > to ? ('unsatisfiable' as const) : { from, to }
}
