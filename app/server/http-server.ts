import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import type { Logger } from 'pino'
import { isForeignPage } from './foreign-origin.ts'
import { isSoundHost, requestUrl } from './request-path.ts'
import { answerWhileStarting } from './while-starting.ts'

type RawHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

/** Takes over a socket that asks to be more than HTTP. */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

/** What the finished server answers with. */
export type Serving = {
  fetch: (request: Request, env: never) => Response | Promise<Response>
  /** Asked first, with the raw request; true where it answers. */
  raw: { matches(path: string): boolean; handle: RawHandler }[]
  /** By their path; one that ends in `/` stands for all below it. */
  upgrades: { path: string; handle: UpgradeHandler }[]
}

export type HttpServer = {
  server: Server
  /** From now on these answer; until then everybody is told that the server is starting. */
  serve(parts: Serving): void
  listen(port: number, host: string): Promise<AddressInfo>
  /** Takes no more requests; lets those under way end for `graceMs`, then cuts them off. */
  close(graceMs: number): Promise<void>
  /** Puts Vite before the pages; it wants the server first, to answer its own sockets. */
  use(middleware: Middleware): void
}

/**
 * The socket side of the server. What is malformed is refused here, before anything builds an address
 * of it; an error on a socket is that socket's affair and ends nothing else.
 */
export function createHttpServer(options: { publicUrl: string | null; log: Logger }): HttpServer {
  const { log } = options
  let middleware: Middleware | null = null
  let serving: Serving = { fetch: answerWhileStarting, raw: [], upgrades: [] }
  const answer = getRequestListener((request, env) => serving.fetch(request, env as never), {
    overrideGlobalObjects: false,
    errorHandler(error) {
      log.warn({ err: error }, 'A request could not be read')
      return new Response('This request could not be read.', { status: 400 })
    },
  })

  const refuse = (response: ServerResponse, status: number, text: string) => {
    if (response.headersSent) return response.destroy()
    response.writeHead(status, { 'Content-Type': 'text/plain', Connection: 'close' }).end(text)
  }

  // A body of 10 GB may take hours: only the headers have to come soon.
  const server = createServer(
    { requestTimeout: 0, headersTimeout: 60_000 },
    (request, response) => {
      response.on('error', (error) => log.debug({ err: error }, 'A response broke off'))
      const url = requestUrl(request.url)
      if (!url || !isSoundHost(request.headers.host)) {
        return refuse(response, 400, 'This request could not be read.')
      }
      const raw = serving.raw.find(({ matches }) => matches(url.pathname))
      const handle: RawHandler = raw
        ? raw.handle
        : middleware
          ? (req, res) => middleware?.(req, res, () => void answer(req, res))
          : answer
      Promise.resolve(handle(request, response)).catch((error: unknown) => {
        log.error({ err: error, method: request.method, path: url.pathname }, 'A request failed')
        refuse(response, 500, 'Something broke here. Try again.')
      })
    },
  )

  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })

  const upgraded = new Set<Duplex>()
  server.on('upgrade', (request, socket, head) => {
    upgraded.add(socket)
    socket.once('close', () => upgraded.delete(socket))
    // Without a listener the first broken connection would end the process.
    socket.on('error', (error) => log.debug({ err: error }, 'A live connection broke off'))
    try {
      // Vite answers its own.
      if (middleware && request.headers['sec-websocket-protocol']?.startsWith('vite-')) return
      const url = requestUrl(request.url)
      const upgrade = serving.upgrades.find(({ path }) =>
        path.endsWith('/') ? url?.pathname.startsWith(path) : path === url?.pathname,
      )
      if (!upgrade || !isSoundHost(request.headers.host)) return deny(socket, '404 Not Found')
      const { host, origin, authorization } = request.headers
      const asked = { method: 'GET', host, origin, authorization, fetchSite: undefined }
      if (isForeignPage(asked, options.publicUrl)) return deny(socket, '403 Forbidden')
      upgrade.handle(request, socket, head)
    } catch (error) {
      log.error({ err: error }, 'A live connection could not be opened')
      socket.destroy()
    }
  })

  return {
    server,
    serve: (parts) => {
      serving = parts
    },
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, () => {
          server.off('error', reject)
          server.on('error', (error) => log.error({ err: error }, 'The server has trouble'))
          resolve(server.address() as AddressInfo)
        })
      }),
    close: (graceMs) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => {
          server.closeAllConnections()
          for (const socket of upgraded) socket.destroy()
        }, graceMs)
        server.close(() => {
          clearTimeout(cut)
          for (const socket of upgraded) socket.destroy()
          resolve()
        })
        server.closeIdleConnections()
      }),
    use: (standing) => {
      middleware = standing
    },
  }
}

function deny(socket: Duplex, status: string) {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
