import * as decoding from 'lib0/decoding'
import type { WebSocket } from 'ws'
import type { ClipId } from '#core/ids.ts'
import { closeCodes } from './close-codes.ts'
import { FrameKind, readFrame } from './frame.ts'
import { MAX_QUEUED_BYTES, MAX_UNSENT_BYTES, MIN_QUEUED_BYTES } from './limits.ts'
import type { Visitor } from './presence-gate.ts'

const CLIP_NAME = /^clip:[0-9a-f-]{36}$/

/** What passes a frame on: Hocuspocus' side of a connection. */
type Receiver = {
  handleMessage(data: Uint8Array): void
  handleClose(event: { code: number; reason: string }): void
  lastMessageReceivedAt: number
}

/**
 * One browser's socket. It lets through the few kinds of frames that our own pages send, for one
 * document, and stops reading while the server is behind: nothing a client does may grow a queue
 * without end or reach code that was not meant for clients.
 */
export class ClientSocket {
  visitor: Visitor | null = null
  clipId: ClipId | null = null
  /** Takes presence once the document is open. */
  showPresence: ((update: Uint8Array) => void) | null = null

  private earlyPresence: Uint8Array | null = null
  private document: string | null = null
  private authenticated = false
  private ended = false
  private queuedBytes = 0
  private receiver: Receiver | null = null

  constructor(private readonly ws: WebSocket) {}

  /** What it sent before may still be waiting; it does not count. */
  get hasEnded() {
    return this.ended
  }

  attach(receiver: Receiver) {
    this.receiver = receiver
    this.ws.on('message', (data: Buffer, isBinary) => {
      if (this.ended) return
      try {
        if (!isBinary) throw new Error('text')
        this.receive(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
      } catch {
        this.end('refused', 'unreadable frame')
      }
    })
    this.ws.on('close', (code, reason) => receiver.handleClose({ code, reason: String(reason) }))
  }

  private receive(data: Uint8Array) {
    const { name, kind, decoder } = readFrame(data)
    // Hocuspocus keeps its books in plain objects, where a document may not be called `__proto__`.
    if (!CLIP_NAME.test(name)) return this.end('gone', 'no such document')
    this.document ??= name
    if (name !== this.document) throw new Error('another document')
    switch (kind) {
      case FrameKind.awareness: {
        // Counts as a sign of life though Hocuspocus never sees it.
        if (this.receiver) this.receiver.lastMessageReceivedAt = Date.now()
        const update = decoding.readVarUint8Array(decoder)
        if (this.showPresence) this.showPresence(update)
        else this.earlyPresence = update
        return
      }
      case FrameKind.auth:
        // A second one would ask again on a connection that is open.
        if (this.authenticated) return
        this.authenticated = true
        this.receiver?.handleMessage(data)
        return
      case FrameKind.sync:
      case FrameKind.syncReply:
        this.queuedBytes += data.byteLength
        if (this.queuedBytes > MAX_QUEUED_BYTES) this.ws.pause()
        this.receiver?.handleMessage(data)
        return
      case FrameKind.close:
        this.ws.close(1000)
    }
  }

  /** A frame has been dealt with: there is room for more. */
  handled(bytes: number) {
    this.queuedBytes -= bytes
    if (this.ws.isPaused && this.queuedBytes < MIN_QUEUED_BYTES) this.ws.resume()
  }

  openPresence(show: (update: Uint8Array) => void) {
    this.showPresence = show
    if (this.earlyPresence) show(this.earlyPresence)
    this.earlyPresence = null
  }

  /** Ends the connection with a reason the page understands. Nothing it sends counts any more. */
  end(kind: keyof typeof closeCodes, reason: string) {
    if (this.ended) return
    this.ended = true
    this.ws.resume()
    this.ws.close(closeCodes[kind], reason)
  }

  terminate() {
    this.ended = true
    this.ws.terminate()
  }

  // What Hocuspocus asks of a socket.
  get readyState() {
    return this.ws.readyState
  }
  send(data: Uint8Array) {
    if (this.ws.bufferedAmount > MAX_UNSENT_BYTES) return this.terminate()
    this.ws.send(data, noticed)
  }
  close(code?: number, reason?: string) {
    this.ended = true
    this.ws.close(code, reason)
  }
}

/** A send that fails has closed the socket, which says so itself. */
const noticed = () => {}
