import type { Duplex } from 'node:stream'
import * as decoding from 'lib0/decoding'
import type { WebSocket } from 'ws'
import type { ClipId } from '#core/ids.ts'
import { closeCodes } from './close-codes.ts'
import { addressOf, authFrame, FrameKind } from './frame.ts'
import { MAX_QUEUED_BYTES, MAX_UNSENT_BYTES, MIN_QUEUED_BYTES } from './limits.ts'
import type { Visitor } from './presence-gate.ts'

const CLIP_NAME = /^clip:[0-9a-f-]{36}$/

/** What lets a connection in: Hocuspocus' side of it. */
type Door = {
  handleMessage(data: Uint8Array): void
  handleClose(event: { code: number; reason: string }): void
  lastMessageReceivedAt: number
}

/** What takes the frames once the document is open. */
export type Gates = {
  sync: { take(kind: number, content: Uint8Array): void }
  presence: { take(update: Uint8Array): void }
}

/**
 * One page's socket. It lets through the few kinds of frames that our own pages send, for one
 * document, and stops reading while the server is behind: nothing a client does may grow a queue
 * without end or reach code that was not meant for clients. Hocuspocus sees the sign-in alone.
 *
 * It also speaks y-websocket's protocol, to a client that named its document in the address: the same
 * frames without the address, and without those of Hocuspocus' own.
 */
export class ClientSocket {
  visitor: Visitor | null = null
  clipId: ClipId | null = null

  /** How frames for its document begin. */
  address: Uint8Array | null = null

  private gates: Gates | null = null
  private early: Uint8Array[] | null = null
  private authenticated = false
  private ended = false
  private queuedBytes = 0
  private door: Door | null = null

  constructor(
    private readonly ws: WebSocket,
    /** What is under it. */
    private readonly stream: Duplex,
    private readonly plain: { name: string; token: string } | null = null,
  ) {}

  /** What it sent before may still be waiting; it does not count. */
  get hasEnded() {
    return this.ended
  }

  /** `open` is the sockets there are: it goes with them when it closes. */
  attach(door: Door, open: Set<ClientSocket>) {
    this.door = door
    this.ws.on('message', (data: Buffer, isBinary) => {
      if (this.ended) return
      try {
        if (!isBinary) throw new Error('text')
        this.receive(data)
      } catch {
        this.end('refused', 'unreadable frame')
      }
    })
    this.ws.on('close', (code, reason) => {
      open.delete(this)
      door.handleClose({ code, reason: String(reason) })
    })
    if (!this.plain) return
    const { name, token } = this.plain
    if (!CLIP_NAME.test(name)) return this.end('gone', 'no such document')
    this.address = addressOf(name)
    this.authenticated = true
    door.handleMessage(authFrame(name, token))
  }

  private receive(data: Buffer) {
    const decoder = decoding.createDecoder(data)
    if (!this.plain && !this.isAddressed(data, decoder)) return
    const kind = decoding.readVarUint(decoder)
    switch (kind) {
      case FrameKind.awareness:
      case FrameKind.sync:
      case FrameKind.syncReply:
        if (this.gates) return this.pass(kind, decoder, this.gates)
        this.queuedBytes += data.byteLength
        if (this.queuedBytes > MAX_QUEUED_BYTES) this.ws.pause()
        this.early ??= []
        this.early.push(data)
        return
      case FrameKind.auth:
        // A second one would ask again on a connection that is open.
        if (this.authenticated) return
        this.authenticated = true
        this.door?.handleMessage(data)
        return
      case FrameKind.close:
        this.ws.close(1000)
    }
  }

  /** Reads the address away. False where it is of no document, which ends the connection. */
  private isAddressed(data: Buffer, decoder: decoding.Decoder): boolean {
    if (this.address) {
      decoder.pos = this.address.length
      if (data.subarray(0, decoder.pos).equals(this.address)) return true
      throw new Error('another document')
    }
    const name = decoding.readVarString(decoder)
    // Hocuspocus keeps its books in plain objects, where a document may not be called `__proto__`.
    if (!CLIP_NAME.test(name)) {
      this.end('gone', 'no such document')
      return false
    }
    this.address = addressOf(name)
    return true
  }

  private pass(kind: number, decoder: decoding.Decoder, { sync, presence }: Gates) {
    // Hocuspocus ends a connection that is silent, and never sees these.
    if (this.door) this.door.lastMessageReceivedAt = Date.now()
    if (kind === FrameKind.awareness) return presence.take(decoding.readVarUint8Array(decoder))
    const step = decoding.readVarUint(decoder)
    const content = decoding.readVarUint8Array(decoder)
    this.queuedBytes += content.byteLength
    if (this.queuedBytes > MAX_QUEUED_BYTES) this.ws.pause()
    sync.take(step, content)
  }

  /** Frames have been dealt with: there is room for more. */
  handled(bytes: number) {
    this.queuedBytes -= bytes
    if (this.queuedBytes < MIN_QUEUED_BYTES && this.ws.isPaused) this.ws.resume()
  }

  /** The document is open: what has come meanwhile is dealt with, and what comes from now on. */
  open(gates: Gates) {
    const early = this.early
    this.early = null
    this.gates = gates
    try {
      for (const data of early ?? []) {
        if (this.ended) return
        this.handled(data.byteLength)
        const decoder = decoding.createDecoder(data)
        decoder.pos = this.plain ? 0 : (this.address?.length ?? 0)
        this.pass(decoding.readVarUint(decoder), decoder, gates)
      }
    } catch {
      this.end('refused', 'unreadable frame')
    }
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
    if (this.ws.readyState !== this.ws.OPEN) return
    if (this.stream.writableLength > MAX_UNSENT_BYTES) return this.terminate()
    if (!this.plain) return void this.stream.write(framed(data, 0))
    const start = this.address?.length ?? 0
    // Acknowledgements and the sign-in are Hocuspocus' own.
    if (data[start] === FrameKind.sync || data[start] === FrameKind.awareness) {
      this.stream.write(framed(data, start))
    }
  }
  /** Sends an answer so many times, in one packet with what else this turn brings them. */
  acknowledge(answer: Uint8Array, times: number) {
    if (corked.size === 0) setImmediate(uncork)
    if (!corked.has(this.stream)) {
      corked.add(this.stream)
      this.stream.cork()
    }
    for (let i = 0; i < times; i++) this.send(answer)
  }
  close(code?: number, reason?: string) {
    this.ended = true
    this.ws.close(code, reason)
  }
}

/** Streams that hold back what they are to send until the end of this turn. */
const corked = new Set<Duplex>()
function uncork() {
  for (const stream of corked) stream.uncork()
  corked.clear()
}

/** The newest message as it goes over the wire: it mostly goes to everybody in a clip. */
let last: { data: Uint8Array; start: number; frame: Buffer } | null = null

/**
 * A binary WebSocket message (RFC 6455, 5.2: final, not masked), without the first `start` bytes. ws
 * would make one for each receiver and write it in two parts.
 */
function framed(data: Uint8Array, start: number): Buffer {
  if (last?.data === data && last.start === start) return last.frame
  const length = data.byteLength - start
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(head + length)
  frame[0] = 0x82
  if (head === 2) frame[1] = length
  else if (head === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(start === 0 ? data : data.subarray(start), head)
  last = { data, start, frame }
  return frame
}
