/**
 * Other people's programs at a running server: signs up over HTTP, opens the sample talk, makes a clip
 * of it and edits that with `@hocuspocus/provider` and y-websocket's `WebsocketProvider` as they come
 * from npm. Knows of us what the documentation says, and imports nothing of ours.
 *
 *   npm run test:clients
 *
 * The server is a process of its own on a new data folder, and is killed on the way. The last line is
 * JSON: how many edits each kind of client made, and what was missing at the end.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const root = resolve(import.meta.dirname, '..')
/** The first start may build the website, and the first sample is drawn. */
const SLOW_MS = 10 * 60_000
const PATIENCE_MS = 60_000

const folder = await mkdtemp(join(tmpdir(), 'cliproom-clients-'))
const say = (line: string) => console.error(line)

let server: ChildProcess | null = null
async function start(port: number): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'scripts/start.ts')], {
    cwd: root,
    env: {
      ...process.env,
      ...{ PORT: String(port), CLIPROOM_DATA: folder, DATABASE_URL: '' },
      // It asks again and again whether the sample is ready.
      ...{ RATE_LIMIT_FREE: '100000', RATE_LIMIT_IP: '100000' },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  server = child
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /Cliproom is at (\S+)/.exec(line)?.[1]
      if (url) resolve(url)
    })
  })
}
async function kill() {
  if (!server || server.exitCode !== null || server.signalCode !== null) return
  const gone = once(server, 'exit')
  server.kill('SIGKILL')
  await gone
}
process.once('exit', () => server?.kill('SIGKILL'))

async function until<T>(what: string, look: () => T | Promise<T>, withinMs = PATIENCE_MS) {
  const started = Date.now()
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() - started > withinMs) throw new Error(`waited in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
function check(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`not so: ${what}`)
}

let base = ''
async function ask<T>(path: string, { token, cookie, body }: Ask = {}): Promise<T> {
  const answer = await fetch(base + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(cookie !== undefined && { cookie }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  check(answer.ok, `${path} answers: ${answer.status} ${text.slice(0, 300)}`)
  return JSON.parse(text) as T
}
type Ask = { token?: string; cookie?: string; body?: unknown }

/** A page's form. Returns the cookie it set. */
async function form(path: string, fields: Record<string, string>, cookie = ''): Promise<string> {
  const answer = await fetch(base + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: new URL(base).origin, cookie },
    body: new URLSearchParams(fields),
  })
  check(answer.status < 400, `${path} answers: ${answer.status}`)
  return answer.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ')
}

async function signUp(name: string) {
  const email = `${name.toLowerCase()}@example.com`
  const password = 'correct horse battery'
  const cookie = await form('/signup', { fullName: name, email, password })
  check(cookie, `${name} is signed in`)
  const { token } = await ask<{ token: { access_token: string } }>('/api/v1/auth/login', {
    body: { email, password },
  })
  return { cookie, token: token.access_token }
}

type Client = { doc: Y.Doc; stop(): void; cut(word: string): void; settled(): Promise<unknown> }

const live = () => base.replace(/^http/, 'ws')
const open: Client[] = []
const cuts = { hocuspocus: 0, yWebsocket: 0 }
const cut = (doc: Y.Doc, word: string) => doc.getMap('words').set(`${word}/x`, true)

async function hocuspocusClient(clipId: string, token: string, doc = new Y.Doc()): Promise<Client> {
  const websocketProvider = new HocuspocusProviderWebsocket({
    url: `${live()}/collab?schema=2`,
    // None may be under `minDelay`, or the provider never connects and says nothing.
    ...{ delay: 200, minDelay: 100, maxDelay: 1000 },
  })
  const provider = new HocuspocusProvider({
    websocketProvider,
    name: `clip:${clipId}`,
    document: doc,
    token,
  })
  provider.attach()
  const client: Client = {
    doc,
    stop() {
      provider.destroy()
      websocketProvider.destroy()
    },
    cut(word) {
      cuts.hocuspocus++
      cut(doc, word)
    },
    settled: () =>
      until('an acknowledgement', () => provider.isSynced && provider.unsyncedChanges === 0),
  }
  open.push(client)
  await until('Hocuspocus’ provider syncs', () => provider.isSynced)
  return client
}

async function yWebsocketClient(clipId: string, token: string): Promise<Client> {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${live()}/yjs`, `clip:${clipId}`, doc, {
    params: { token },
    disableBc: true,
    maxBackoffTime: 1000,
  })
  const client: Client = {
    doc,
    stop: () => provider.destroy(),
    cut(word) {
      cuts.yWebsocket++
      cut(doc, word)
    },
    settled: () => until('y-websocket syncs', () => provider.synced),
  }
  open.push(client)
  await client.settled()
  return client
}

const words = (doc: Y.Doc) =>
  [...doc.getMap('words').entries()]
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join()
const agree = (clients: Client[]) =>
  until('all have the same', () => new Set(clients.map(({ doc }) => words(doc))).size === 1)

async function run() {
  base = await start(0)
  const port = Number(new URL(base).port)
  say(`a server at ${base}`)
  const ana = await signUp('Ana')
  const rae = await signUp('Rae')
  const { invitations } = await ask<{ invitations: { link: string }[] }>('/api/v1/invitations', {
    token: ana.token,
    body: { role: 'reviewer' },
  })
  const invitation = new URL(invitations[0]?.link ?? '').searchParams.get('token') ?? ''
  await form('/join', { token: invitation }, rae.cookie)

  const sample = await ask<{ result: { data: { videoId: string } } }>('/trpc/videos.openSample', {
    cookie: ana.cookie,
    body: {},
  })
  const { videoId } = sample.result.data
  say('the sample talk is on its way')
  await until(
    'the sample is ready',
    async () => {
      const { video } = await ask<{ video: { status: string } }>(`/api/v1/videos/${videoId}`, {
        token: ana.token,
      })
      check(video.status !== 'failed' && video.status !== 'error', 'the sample can be drawn')
      await new Promise((resolve) => setTimeout(resolve, 1000))
      return video.status === 'ready'
    },
    SLOW_MS,
  )
  const { clip } = await ask<{ clip: { id: string } }>('/api/v1/clips', {
    token: ana.token,
    body: { video_id: videoId, name: 'By a program', start_time: 1, end_time: 20 },
  })
  say(`a clip: ${clip.id}`)

  const one = await hocuspocusClient(clip.id, ana.token)
  const two = await hocuspocusClient(clip.id, ana.token)
  const plain = await yWebsocketClient(clip.id, ana.token)
  const editors = [one, two, plain]
  for (let i = 0; i < 60; i++) editors[i % 3]?.cut(`w${i}`)
  await agree(editors)
  await Promise.all(editors.map((client) => client.settled()))
  check(one.doc.getMap('words').size === 60, 'sixty words are cut')
  say('three clients of two kinds agree')

  // A tab that is closed, edits alone, and comes back with what it has.
  two.stop()
  two.cut('w60')
  one.cut('w61')
  const back = await hocuspocusClient(clip.id, ana.token, two.doc)
  await agree([one, back, plain])
  check(one.doc.getMap('words').get('w60/x') === true, 'an edit made offline arrived')
  say('what was edited offline arrived')

  const raes = [
    await hocuspocusClient(clip.id, rae.token),
    await yWebsocketClient(clip.id, rae.token),
  ]
  await agree([one, ...raes])
  for (const [i, client] of raes.entries()) cut(client.doc, `w9${i}`)
  one.cut('w62')
  await until('reviewers see what editors do', () =>
    raes.every(({ doc }) => doc.getMap('words').get('w62/x') === true),
  )
  for (const client of raes) client.stop()
  await one.settled()
  const refused = ['w90/x', 'w91/x'].every((key) => !one.doc.getMap('words').has(key))
  check(refused, 'nothing of a reviewer’s reached an editor')
  say('a reviewer reads and does not write')

  // Acknowledged a moment ago, and then the power is cut.
  for (let i = 0; i < 30; i++) [one, back][i % 2]?.cut(`w1${100 + i}`)
  await Promise.all([one.settled(), back.settled()])
  const acknowledged = words(one.doc)
  for (const client of [one, back, plain]) client.stop()
  await kill()
  say('the server was killed')
  base = await start(port)
  const fresh = await hocuspocusClient(clip.id, ana.token)
  const freshPlain = await yWebsocketClient(clip.id, ana.token)
  await agree([fresh, freshPlain])
  const there = new Set(words(fresh.doc).split(','))
  const lost = acknowledged.split(',').filter((entry) => !there.has(entry))
  check(!there.has('w90/x=true') && !there.has('w91/x=true'), 'nothing of a reviewer’s was stored')
  fresh.cut('w63')
  freshPlain.cut('w64')
  await agree([fresh, freshPlain])
  return { ...cuts, acknowledged: acknowledged.split(',').length, lost: lost.length, refused: 2 }
}

let passed = false
try {
  const result = await run()
  passed = result.lost === 0
  console.log(JSON.stringify({ passed, ...result }))
} catch (error) {
  console.log(JSON.stringify({ passed, because: String(error) }))
} finally {
  for (const client of open) client.stop()
  await kill()
  await rm(folder, { recursive: true, force: true })
}
process.exit(passed ? 0 : 1)
