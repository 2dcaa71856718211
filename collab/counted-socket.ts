import { HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { carriesChanges, readStatus } from './frame.ts'
import type { SaveCount } from './save-count.ts'

/** Ms between two tries to connect: the first and the longest. */
const RETRY_MS = 500
const LONGEST_RETRY_MS = 5000

/**
 * The provider's socket, with the changes that leave it counted. It sends what the server can take
 * and nothing else: the provider would keep frames for later and send them besides what the sync on
 * reconnecting sends, and before it, when the server still lacks what they build on.
 */
export class CountedSocket extends HocuspocusProviderWebsocket {
  /** Whether the server has been sent what it lacked since this connection opened. */
  private caughtUp = false

  constructor(
    url: string,
    private readonly saves: SaveCount,
  ) {
    super({
      url,
      autoConnect: false,
      delay: RETRY_MS,
      minDelay: RETRY_MS,
      maxDelay: LONGEST_RETRY_MS,
    })
    this.on('message', ({ data }: MessageEvent<ArrayBuffer>) => this.answered(new Uint8Array(data)))
    this.on('close', () => {
      this.caughtUp = false
      saves.lost()
    })
  }

  override send(frame: Uint8Array) {
    if (this.webSocket?.readyState !== WebSocket.OPEN) return
    const changes = carriesChanges(frame)
    if (changes === 'update' && !this.caughtUp) return
    if (changes === 'step2') this.caughtUp = true
    if (changes) this.saves.sent(changes)
    super.send(frame)
  }

  private answered(frame: Uint8Array) {
    // One byte is a ping, which has no address.
    if (frame.length < 2) return
    const stored = readStatus(frame)
    if (stored === null) return
    this.emit('answered', { taken: this.saves.answered(stored) })
  }
}
