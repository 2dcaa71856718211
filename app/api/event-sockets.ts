import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { isAppError } from '#core/errors.ts'
import { RenderId, type UserId, type WorkspaceId } from '#core/ids.ts'
import type { Change } from '#db/notify.ts'
import { getRender } from '#db/renders.ts'
import { workspaceHolding } from '#db/workspaces.ts'
import type { AppServices } from '../server/context.ts'
import { requestUrl } from '../server/request-path.ts'
import { callerOf } from './caller.ts'
import { eventTeller } from './event-messages.ts'
import { readSocketToken } from './socket-tokens.ts'

export const EVENTS_PATH = '/ws'

const MAX_SOCKETS = 2_000
const MAX_EACH = 20
/** How often a socket is looked after: is it there, and does its token still count. */
const ROUND_MS = 30_000
/** More than this unread and the other side is not reading. */
const MAX_WAITING_BYTES = 1024 ** 2
/** As HTTP's 401, among the codes that are an application's own. */
const NO_LONGER_ALLOWED = 4401

type Watcher = { userId: UserId; render: RenderId | null; within: WorkspaceId | null }

/** Tells programs what happens, as it happens: `/ws?token=` of everything, `/ws/<render>` of one render. */
export function createEventSockets(services: AppServices) {
  const { db, keys, changes, log } = services
  const wss = new WebSocketServer({ noServer: true, maxPayload: 4096, perMessageDeflate: false })
  const open = new Map<WebSocket, { userId: UserId; lookAgain(): void }>()

  /** Who a request speaks for and what they may watch; null where nobody. */
  const authorise = async (request: IncomingMessage): Promise<Watcher | null> => {
    const url = requestUrl(request.url)
    const header = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const token = url?.searchParams.get('token') ?? header
    if (!url || !token) return null
    const named = url.pathname.slice(EVENTS_PATH.length + 1)
    const render = named === '' ? null : RenderId.safeParse(named)
    if (render && !render.success) return null
    try {
      const special = await readSocketToken(keys, token)
      if (special) {
        if (special.render !== render?.data) return null
        await getRender(db, special.render, special.sub)
        return { userId: special.sub, render: special.render, within: null }
      }
      const caller = await callerOf({ db, keys }, token)
      if (caller.scopes && !caller.scopes.has('read')) return null
      if (render?.data) await getRender(db, render.data, caller.user.id)
      return { userId: caller.user.id, render: render?.data ?? null, within: caller.within }
    } catch (error) {
      if (isAppError(error)) return null
      throw error
    }
  }

  const serve = async (ws: WebSocket, request: IncomingMessage, watcher: Watcher) => {
    const ended = new AbortController()
    const lookAgain = () =>
      authorise(request).then(
        (still) => still ?? ws.close(NO_LONGER_ALLOWED, 'This token no longer counts'),
        (error: unknown) => log.error({ err: error }, 'A token could not be looked at'),
      )
    open.set(ws, { userId: watcher.userId, lookAgain })
    let alive = true
    ws.on('pong', () => {
      alive = true
    })
    ws.on('error', (error) => log.debug({ err: error }, 'An event socket broke off'))
    const round = setInterval(() => {
      if (!alive) return ws.terminate()
      alive = false
      ws.ping()
      void lookAgain()
    }, ROUND_MS)
    ws.on('close', () => {
      clearInterval(round)
      open.delete(ws)
      ended.abort()
    })

    const tell = eventTeller(services, { id: watcher.userId })
    const send = async (change: Change) => {
      if (watcher.within && !(await isWithin(change, watcher.within))) return
      for (const message of await tell(change)) {
        const mine = watcher.render === null || message.payload.job_id === watcher.render
        if (!mine || ws.readyState !== ws.OPEN) continue
        if (ws.bufferedAmount > MAX_WAITING_BYTES) return ws.terminate()
        ws.send(JSON.stringify(message))
      }
    }
    const coming = changes.watch(watcher.userId, ended.signal)
    // From here on nothing is missed; where it stands now comes first.
    const first = coming.next()
    if (watcher.render) {
      const { jobId } = await getRender(db, watcher.render, watcher.userId)
      if (jobId) await send({ kind: 'job', id: jobId, entityId: '' })
    }
    for (let next = await first; !next.done; next = await coming.next()) await send(next.value)
  }

  const isWithin = async (change: Change, workspaceId: WorkspaceId) => {
    const id = change.kind === 'job' ? change.entityId : change.id
    return id === '' || (await workspaceHolding(db, id)) === workspaceId
  }

  return {
    handle(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      const refuse = (status: string) =>
        socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      authorise(request).then(
        (watcher) => {
          if (!watcher) return refuse('401 Unauthorized')
          const same = [...open.values()].filter(({ userId }) => userId === watcher.userId)
          if (open.size >= MAX_SOCKETS || same.length >= MAX_EACH) {
            return refuse('429 Too Many Requests')
          }
          wss.handleUpgrade(request, socket, head, (ws) => {
            serve(ws, request, watcher).catch((error: unknown) => {
              log.error({ err: error }, 'An event socket failed')
              ws.close(1011, 'Something broke here')
            })
          })
        },
        (error: unknown) => {
          log.error({ err: error }, 'An event socket could not be opened')
          refuse('500 Internal Server Error')
        },
      )
    },
    /** Somebody's rights changed: what no longer counts ends now, not at its next round. */
    lookAgain(userId: string): void {
      for (const socket of open.values()) if (socket.userId === userId) socket.lookAgain()
    },
    close() {
      for (const ws of open.keys()) ws.close(1001, 'The server stops')
    },
  }
}
