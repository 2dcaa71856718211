import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import * as Y from 'yjs'
import { StyleId, type UserId } from '#core/ids.ts'
import type { Database } from '#db/client.ts'
import { STYLE_DRAFTS } from '#db/style-updates.ts'
import { closeCodes } from './close-codes.ts'
import type { Visitor } from './presence-gate.ts'
import { Refusal } from './refusal.ts'
import { countFrame, readStyleFrame, StyleFrame, styleFrame } from './style-frame.ts'
import { openStyleRoom, type StyleGuest, type StyleRoom } from './style-room.ts'

/** Who is at the other end and what they may do; null where they may not see this style. */
export type AuthoriseStyle = (
  request: Request,
  styleId: StyleId,
) => Promise<{ user: Visitor; readOnly: boolean } | null>

export type StyleServer = {
  /** Takes over a socket for `…/<style>`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Ends somebody's live connections, so that a changed right counts at once. */
  disconnect(userId: string): void
  /** Ends all connections; resolves once everything that was taken is stored. */
  close(): Promise<void>
}

const MAX_FRAME_BYTES = 512 * 1024
const MAX_GUESTS = 50
const MAX_CONNECTIONS = 500
/** Changes of one connection that wait to be stored. */
const MAX_WAITING = 200

/**
 * Serves drafts of written styles to people who edit them together. As with clips, a change is looked
 * at, stored, applied and only then acknowledged, in that order.
 */
export function createStyleServer({
  database,
  authorise,
  log,
}: {
  database: Database
  authorise: AuthoriseStyle
  log: Record<'debug' | 'error', (data: object, message: string) => void>
}): StyleServer {
  const { db } = database
  const node = randomUUID()
  const rooms = new Map<StyleId, Promise<StyleRoom>>()
  /** Each with what it shows and whose it is, once that is known. */
  const sockets = new Map<WebSocket, { styleId: StyleId; whose: UserId | null }>()
  let closing = false
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  })
  const failed = (what: string) => (error: unknown) => log.error({ err: error }, what)

  const heard = database.listen(STYLE_DRAFTS, (payload) => {
    const [by, id] = payload.split(' ')
    if (by === node) return
    if (by === 'deleted') {
      for (const [ws, { styleId }] of sockets)
        if (styleId === id) ws.close(closeCodes.gone, 'deleted')
      return
    }
    void rooms
      .get(id as StyleId)
      ?.then((room) => room.catchUp())
      .catch(failed('A style’s draft could not be caught up with'))
  })
  heard.catch(failed('Other servers’ drafts could not be heard'))
  const tell = (styleId: StyleId) => {
    if (database.engine.kind === 'postgres')
      database.engine.pool
        .query('select pg_notify($1, $2)', [STYLE_DRAFTS, `${node} ${styleId}`])
        .catch(failed('A changed draft could not be told of'))
  }

  const roomOf = (styleId: StyleId): Promise<StyleRoom> => {
    const known = rooms.get(styleId)
    if (known) return known
    const opening = openStyleRoom(db, styleId)
    rooms.set(styleId, opening)
    opening.catch(() => rooms.delete(styleId))
    return opening
  }
  const leave = async (styleId: StyleId, room: StyleRoom, guest: StyleGuest) => {
    room.leave(guest)
    await room.settled()
    if (room.guests.size > 0 || rooms.get(styleId) === undefined) return
    rooms.delete(styleId)
    await room.close()
  }

  const end = (ws: WebSocket, cause: unknown) => {
    const refusal = cause instanceof Refusal ? cause : new Refusal('reset', 'failed', { cause })
    if (refusal.cause !== undefined) log.error({ err: refusal }, 'A draft’s connection failed')
    ws.close(closeCodes[refusal.kind], refusal.reason)
  }

  const serve = async (ws: WebSocket, styleId: StyleId, asked: Request) => {
    // What comes before the room is open waits for it.
    const early: Buffer[] = []
    const hold = (data: Buffer) => {
      if (early.push(data) > MAX_WAITING) ws.terminate()
    }
    ws.on('message', hold)
    const found = await authorise(asked, styleId)
    if (!found) throw new Refusal('gone', 'no access')
    // Before anything else is waited for: what ends meanwhile ends this one too.
    sockets.set(ws, { styleId, whose: found.user.id })
    const room = await roomOf(styleId)
    if (room.guests.size >= MAX_GUESTS) throw new Refusal('busy', 'too many people')
    if (ws.readyState !== ws.OPEN) return
    const guest = room.join({
      visitor: found.user,
      readOnly: found.readOnly,
      send: (frame) => ws.readyState === ws.OPEN && ws.send(frame),
    })
    ws.on('close', () => void leave(styleId, room, guest).catch(failed('A draft was left open')))
    if (found.readOnly) guest.send(styleFrame(StyleFrame.viewOnly))
    guest.send(styleFrame(StyleFrame.have, Y.encodeStateVector(room.doc)))
    let waiting = 0
    const take = (data: Buffer) => {
      try {
        const { kind, content } = readStyleFrame(data)
        if (kind === StyleFrame.have)
          guest.send(styleFrame(StyleFrame.update, Y.encodeStateAsUpdate(room.doc, content)))
        else if (kind === StyleFrame.presence) guest.presence.take(content)
        else if (kind === StyleFrame.update) {
          if (++waiting > MAX_WAITING) throw new Refusal('refused', 'too many changes')
          room.take(guest, content).then(
            () => {
              waiting--
              guest.send(countFrame(1))
              tell(styleId)
            },
            (cause) => end(ws, cause),
          )
        } else throw new Refusal('refused', 'unknown frame')
      } catch (cause) {
        end(ws, cause instanceof Refusal ? cause : new Refusal('refused', 'unreadable'))
      }
    }
    ws.off('message', hold).on('message', take)
    for (const data of early) take(data)
  }

  return {
    handleUpgrade(request, socket, head) {
      socket.on('error', () => socket.destroy())
      const url = URL.parse(request.url ?? '/', 'http://localhost')
      const styleId = StyleId.safeParse(url?.pathname.split('/').at(-1)).data
      if (closing || !styleId || sockets.size >= MAX_CONNECTIONS) return socket.destroy()
      wss.handleUpgrade(request, socket, head, (ws) => {
        sockets.set(ws, { styleId, whose: null })
        ws.on('error', (error) => log.debug({ err: error }, 'A draft’s connection broke off'))
        ws.on('close', () => sockets.delete(ws))
        const asked = new Request('http://localhost/', {
          headers: { cookie: request.headers.cookie ?? '' },
        })
        serve(ws, styleId, asked).catch((cause) => end(ws, cause))
      })
    },
    disconnect(userId) {
      for (const [ws, { whose }] of sockets)
        if (whose === userId) ws.close(closeCodes.reset, 'access changed')
    },
    async close() {
      closing = true
      for (const ws of sockets.keys()) ws.close(closeCodes.reset, 'the server stops')
      for (const room of await Promise.allSettled(rooms.values()))
        if (room.status === 'fulfilled') await room.value.settled()
      for (const ws of sockets.keys()) ws.terminate()
      await (await heard)()
      wss.close()
    },
  }
}
