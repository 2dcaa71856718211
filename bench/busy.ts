/**
 * How long an acknowledgement takes while the same server takes in a video, looks for moments in
 * 30,000 words and makes a file, all at once: beside a quiet one before and after, in one run.
 *
 *   npm run -s bench:busy -- [--rounds 2] [--json]
 *
 * A real server in a process of its own, on PGlite; two people edit one clip about 80 times a second.
 */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startChild } from '#collab/child-process.fixtures.ts'
import { CLIP_SCHEMA } from '#collab/clip-doc/clip-doc.ts'
import { clipDocName } from '#core/ids.ts'
import { median } from '#core/median.ts'
import { findTools } from '#render/tools.ts'
import { startTestServer } from '../app/server/test-server.ts'
import { layLongTalk } from './long-talk.ts'

const { values } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== '--'),
  options: {
    rounds: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
  },
})
/** What all that work may do to an acknowledgement: the 95th percentile, as a multiple of the quiet one. */
const BAR = 3
const WINDOW_MS = 10_000
/** Work that takes longer than this is not waited for. */
const PATIENCE_MS = 4 * 60_000

const say = (line: string) => {
  if (!values.json) console.log(line)
}
const turn = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const dataFolder = await mkdtemp(join(tmpdir(), 'cliproom-bench-busy-'))
const talk = await layLongTalk({
  ...{ dataFolder, tools: await findTools(), words: 30_000, hours: 3, cuts: 300 },
})
const server = await startTestServer({ dataFolder })
const people = startChild(new URL('../collab/honest-pair.ts', import.meta.url))

async function ask<T>(procedure: string, input: unknown, how: 'query' | 'mutation'): Promise<T> {
  const query = how === 'query' ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''
  const answer = await fetch(`${server.url}/trpc/${procedure}${query}`, {
    ...(how === 'mutation' && { method: 'POST', body: JSON.stringify(input ?? {}) }),
    headers: {
      'content-type': 'application/json',
      origin: server.url,
      cookie: `${talk.cookie.name}=${talk.cookie.value}`,
    },
  })
  const body = (await answer.json()) as { result?: { data: T } }
  if (!body.result) throw new Error(`${procedure}: ${JSON.stringify(body).slice(0, 300)}`)
  return body.result.data
}
let sample = ''
type Job = { id: string; status: string }

/** Three kinds of work begin; the answer tells which of them still goes on. */
async function beginWork(round: number) {
  // A sample that is there is not taken in again.
  if (sample) await ask('videos.remove', { videoId: sample }, 'mutation')
  const { videoId } = await ask<{ videoId: string }>('videos.openSample', {}, 'mutation')
  sample = videoId
  await ask('suggestions.steer', { videoId: talk.videoId, options: {} }, 'mutation')
  const clipId = talk.clips.minute
  const shapes = [round % 2 === 0 ? '9:16' : '1:1']
  await ask('renders.request', { clipId, shapes }, 'mutation')
  return async (): Promise<string[]> => {
    const renders = await ask<Job[]>('renders.list', { clipId }, 'query')
    const cards = await ask<Job[]>('videos.cards', { ids: [videoId, talk.videoId] }, 'query')
    return [
      ...renders.filter(({ status }) => status === 'pending' || status === 'running'),
      ...cards.filter(({ status }) => status !== 'ready'),
    ].map(({ id, status }) => `${id} ${status}`)
  }
}

const quiet: number[] = []
const busy: number[] = []
try {
  const url = `${server.url.replace(/^http/, 'ws')}/collab?schema=${CLIP_SCHEMA}`
  await people.ask('open', [url, url], clipDocName(talk.clips.minute), talk.cookie.value)
  // What a process does for the first time in its life counts for nothing.
  await turn(WINDOW_MS)
  const resting = async () => {
    await people.ask('p95')
    await turn(WINDOW_MS)
    const p95 = await people.ask<number>('p95')
    quiet.push(p95)
    say(`  quiet: ${p95.toFixed(2)} ms`)
  }
  await resting()
  for (let round = 0; round < Number(values.rounds); round++) {
    const open = await beginWork(round)
    const since = performance.now()
    await people.ask('p95')
    for (;;) {
      await turn(1000)
      const left = await open()
      if (left.length === 0) break
      if (performance.now() - since > PATIENCE_MS) throw new Error(`still at work: ${left}`)
    }
    const p95 = await people.ask<number>('p95')
    busy.push(p95)
    say(`  busy for ${((performance.now() - since) / 1000).toFixed(0)} s: ${p95.toFixed(2)} ms`)
    await resting()
  }
} finally {
  await people.kill()
  await server.dispose()
}
const ratio = Number((median(busy) / median(quiet)).toFixed(2))
say(`${ratio} times the quiet one, of ${BAR}: ${ratio <= BAR ? 'holds' : 'FALLS SHORT'}`)
console.log(
  JSON.stringify({
    quietP95: Number(median(quiet).toFixed(2)),
    busyP95: Number(median(busy).toFixed(2)),
    ratio,
    bar: BAR,
  }),
)
process.exit(0)
