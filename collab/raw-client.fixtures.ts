import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'

/**
 * A client that knows the two protocols from their descriptions and nothing of our own code: what it
 * says and hears are bytes on a socket. With so little behind it, hundreds fit into one process.
 */
export type Protocol = 'hocuspocus' | 'y-websocket'

type Writer = (encoder: encoding.Encoder) => void
export type Ended = { code: number; reason: string }

/** An answer that does not come within this is none, ms. */
const PATIENCE_MS = 20_000

export class RawClient {
  readonly ended: Promise<Ended>
  /** Presence frames heard, and the newest state of each id. */
  presenceHeard = 0
  readonly present = new Map<number, unknown>()
  /** Resolves when the server has sent what it has. */
  readonly synced: Promise<void>
  /** What the server said of the document: read and write, or only read. */
  scope: string | null = null

  private readonly ws: WebSocket
  private readonly waiting: ((stored: boolean) => void)[] = []
  private presenceClock = 0
  private onSynced = () => {}

  constructor(
    readonly url: string,
    private readonly protocol: Protocol,
    private readonly name: string,
    /** Whether it keeps up with the others; a client made for load does not. */
    private readonly follows = true,
    token = '',
    /** Its own, to go on with where another connection was lost. */
    readonly doc = new Y.Doc(),
  ) {
    this.ws = new WebSocket(url, { perMessageDeflate: false, maxPayload: 64 * 1024 * 1024 })
    this.ws.binaryType = 'nodebuffer'
    this.synced = new Promise((resolve) => {
      this.onSynced = resolve
    })
    this.ended = new Promise((resolve) => {
      this.ws.on('close', (code, reason) => resolve({ code, reason: String(reason) }))
    })
    this.ws.on('error', () => {})
    this.ws.on('open', () => {
      if (protocol === 'hocuspocus') {
        this.frame(2, (e) => {
          encoding.writeVarUint(e, 0)
          encoding.writeVarString(e, token)
        })
      }
      this.frame(0, (e) => {
        encoding.writeVarUint(e, 0)
        encoding.writeVarUint8Array(e, Y.encodeStateVector(this.doc))
      })
    })
    this.ws.on('message', (data: Buffer) => this.hear(data))
  }

  /** One frame of any kind. */
  frame(kind: number, write: Writer) {
    const encoder = encoding.createEncoder()
    if (this.protocol === 'hocuspocus') encoding.writeVarString(encoder, this.name)
    encoding.writeVarUint(encoder, kind)
    write(encoder)
    this.ws.send(encoding.toUint8Array(encoder))
  }

  /** Bytes as they are. */
  bytes(data: Uint8Array | string) {
    this.ws.send(data)
  }

  /** Changes the document by itself and sends the change. Ms until the server acknowledged it. */
  async edit(table: string, key: string, value: string | number | boolean | null) {
    let update: Uint8Array | null = null
    const listener = (bytes: Uint8Array) => {
      update = bytes
    }
    this.doc.on('update', listener)
    this.doc.getMap(table).set(key, value)
    this.doc.off('update', listener)
    if (!update) throw new Error('no change')
    const started = performance.now()
    if (!(await this.update(update))) throw new Error('refused')
    return performance.now() - started
  }

  /** Sends an update as it is. Whether the server took it; rejects where it ends the connection. */
  update(update: Uint8Array, kind: 'update' | 'step2' = 'update'): Promise<boolean> {
    const answer = new Promise<boolean>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no answer')), PATIENCE_MS)
      this.waiting.push((stored) => {
        clearTimeout(timer)
        resolve(stored)
      })
      void this.ended.then(({ code, reason }) => {
        clearTimeout(timer)
        reject(new Error(`ended: ${code} ${reason}`))
      })
    })
    this.frame(0, (e) => {
      encoding.writeVarUint(e, kind === 'update' ? 2 : 1)
      encoding.writeVarUint8Array(e, update)
    })
    return answer
  }

  /** Says where this one is. */
  presence(state: object, id = this.doc.clientID, clock = ++this.presenceClock) {
    this.presences([[id, clock, JSON.stringify(state)]])
  }
  presences(entries: [id: number, clock: number, json: string][]) {
    this.frame(1, (e) => {
      const inner = encoding.createEncoder()
      encoding.writeVarUint(inner, entries.length)
      for (const [id, clock, json] of entries) {
        encoding.writeVarUint(inner, id)
        encoding.writeVarUint(inner, clock)
        encoding.writeVarString(inner, json)
      }
      encoding.writeVarUint8Array(e, encoding.toUint8Array(inner))
    })
  }

  close() {
    this.ws.close()
  }
  /** Without a goodbye. */
  drop() {
    this.ws.terminate()
  }
  get isOpen() {
    return this.ws.readyState === this.ws.OPEN
  }

  private hear(data: Buffer) {
    const decoder = decoding.createDecoder(data)
    if (this.protocol === 'hocuspocus') {
      // Five bytes or fewer are a sign of life without an address.
      if (data.length < 2) return
      decoding.readVarString(decoder)
    }
    const kind = decoding.readVarUint(decoder)
    if (kind === 0 || kind === 4) return this.hearSync(decoder)
    if (kind === 1) return this.hearPresence(decoder)
    if (this.protocol !== 'hocuspocus') return
    if (kind === 8) this.waiting.shift()?.(decoding.readVarUint(decoder) === 1)
    if (kind === 2 && decoding.readVarUint(decoder) === 2)
      this.scope = decoding.readVarString(decoder)
  }

  private hearSync(decoder: decoding.Decoder) {
    const kind = decoding.readVarUint(decoder)
    if (kind === 0) return
    const update = decoding.readVarUint8Array(decoder)
    if (this.follows) Y.applyUpdate(this.doc, update, 'server')
    if (kind === 1) this.onSynced()
    // This protocol has no acknowledgement; a server sends everybody's updates to everybody, and what
    // comes back was taken.
    else if (this.protocol === 'y-websocket' && this.waiting.length > 0 && this.isMine(update)) {
      this.waiting.shift()?.(true)
    }
  }

  private isMine(update: Uint8Array) {
    const decoder = decoding.createDecoder(update)
    const writers = decoding.readVarUint(decoder)
    if (writers === 0) return false
    decoding.readVarUint(decoder)
    return decoding.readVarUint(decoder) === this.doc.clientID
  }

  private hearPresence(decoder: decoding.Decoder) {
    this.presenceHeard++
    if (!this.follows) return
    const inner = decoding.createDecoder(decoding.readVarUint8Array(decoder))
    for (let left = decoding.readVarUint(inner); left > 0; left--) {
      const id = decoding.readVarUint(inner)
      decoding.readVarUint(inner)
      const state: unknown = JSON.parse(decoding.readVarString(inner))
      if (state === null) this.present.delete(id)
      else this.present.set(id, state)
    }
  }
}
