/** The people, alone in a process: the same raw sockets for each server. */
import { answerAs } from '#collab/child-process.fixtures.ts'
import { CLIP_SCHEMA } from '#collab/clip-doc/clip-doc.ts'
import { type Protocol, RawClient } from '#collab/raw-client.fixtures.ts'

type Target = { server: string; protocol: Protocol; port: number; names: string[] }

/** How often each edits and shows where they are, times a second. */
const EDITS = 3
const PRESENCES = 5

const connected = new Map<string, RawClient[]>()
/** Keys never come twice: each edit is a new decision. */
let edits = 0

const person = (n: number) => `00000000-0000-4000-8000-${String(n + 1).padStart(12, '0')}`
const at = (server: string) => {
  const clients = connected.get(server)
  if (!clients) throw new Error(`nobody is at ${server}`)
  return clients
}

/** Calls each of `count` `rate` times a second for `seconds`, spread evenly. */
function spread(count: number, rate: number, seconds: number, call: (i: number) => void) {
  const total = Math.round(count * rate * seconds)
  const started = performance.now()
  let done = 0
  return new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(total, Math.floor(((performance.now() - started) / 1000) * count * rate))
      while (done < due) call(done++ % count)
      if (done < total) return
      clearInterval(timer)
      resolve()
    }, 1)
  })
}

answerAs({
  async connect({ server, protocol, port, names }: Target, clients: number, aDocument: number) {
    const made = Array.from({ length: clients }, (_, i) => {
      const name = names[Math.floor(i / aDocument)] as string
      const path = protocol === 'y-websocket' ? name : 'collab'
      const url = `ws://127.0.0.1:${port}/${path}?schema=${CLIP_SCHEMA}&as=${person(i)}`
      return new RawClient(url, protocol, name, false)
    })
    await Promise.all(made.map(({ synced }) => synced))
    for (const client of made) client.presence({ playhead: 0 })
    connected.set(server, made)
  },
  async disconnect(server: string) {
    const clients = at(server)
    for (const client of clients) client.close()
    await Promise.all(clients.map(({ ended }) => ended))
    connected.delete(server)
  },
  async edit(server: string, seconds: number) {
    const clients = at(server)
    const took: Promise<number>[] = []
    await spread(clients.length, EDITS, seconds, (i) => {
      took.push((clients[i] as RawClient).edit('words', `w${edits++}/x`, true))
    })
    return Promise.all(took)
  },
  async show(server: string, seconds: number) {
    const clients = at(server)
    let shown = 0
    await spread(clients.length, PRESENCES, seconds, (i) => {
      clients[i]?.presence({ playhead: ++shown, selection: null, drag: null, idle: false })
    })
    return shown
  },
})
