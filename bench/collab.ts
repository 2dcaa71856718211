/**
 * What live editing costs, beside plain Hocuspocus in memory and y-websocket's own server, in one run
 * and in turns: each server alone in a process, the same raw clients in another. Ours stores each edit
 * before it acknowledges it, on PGlite or on the Postgres server DATABASE_URL names.
 *
 *   npm run -s bench:collab -- [--clients 240] [--seconds 12] [--json]
 */
import { parseArgs } from 'node:util'
import { median } from '#core/median.ts'
import { type Child, startChild } from '../collab/child-process.fixtures.ts'
import type { Protocol } from '../collab/raw-client.fixtures.ts'

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '240' },
    seconds: { type: 'string', default: '12' },
    json: { type: 'boolean', default: false },
  },
})
const clients = Number(values.clients)
const seconds = Number(values.seconds)
const A_DOCUMENT = 4
/** Turns each server gets; what else the machine does falls on all of them. */
const ROUNDS = 6
const MEMORY_ROUNDS = 3
const WARM_SECONDS = 3
const say = (line: string) => {
  if (!values.json) console.log(line)
}

type Name = 'ours' | 'hocuspocus' | 'y-websocket'
const names: Name[] = ['ours', 'hocuspocus', 'y-websocket']
const protocols: Record<Name, Protocol> = {
  ours: 'hocuspocus',
  hocuspocus: 'hocuspocus',
  'y-websocket': 'y-websocket',
}

type Ratios = Record<'cpu' | 'p50' | 'p95' | 'memory' | 'presenceCpu', number>

/** What ours may cost, as a multiple of theirs. */
const BARS: Record<'hocuspocus' | 'y-websocket', Ratios> = {
  hocuspocus: { cpu: 1.5, p50: 2.2, p95: 2.5, memory: 1.2, presenceCpu: 0.6 },
  'y-websocket': { cpu: 2.5, p50: 3, p95: 3, memory: 2.4, presenceCpu: 1.5 },
}

type Measured = {
  child: Child
  took: number[]
  /** µs an update, µs a presence message, bytes a connection: one for each turn. */
  cpu: number[]
  presenceCpu: number[]
  memory: number[]
}

const people = startChild(new URL('./collab/clients.ts', import.meta.url))
const servers = new Map<Name, Measured>()
for (const name of names) {
  const child = startChild(new URL('./collab/server.ts', import.meta.url), [
    name,
    String(Math.ceil(clients / A_DOCUMENT)),
  ])
  servers.set(name, { child, took: [], cpu: [], presenceCpu: [], memory: [] })
}
const each = async (
  turn: number,
  work: (name: Name, server: Measured) => Promise<void>,
): Promise<void> => {
  // Nobody always goes first, or after the same one.
  for (let i = 0; i < names.length; i++) {
    const name = names[(turn + i) % names.length] as Name
    await work(name, servers.get(name) as Measured)
  }
}
const connect = async (name: Name, { child }: Measured) => {
  const { port, names } = await child.ask<{ port: number; names: string[] }>('where')
  const target = { server: name, protocol: protocols[name], port, names }
  await people.ask('connect', target, clients, A_DOCUMENT)
}
const cpuOf = async ({ child }: Measured, work: () => Promise<number>) => {
  const before = await child.ask<number>('cpu')
  const count = await work()
  return ((await child.ask<number>('cpu')) - before) / count
}

for (let round = 0; round <= MEMORY_ROUNDS; round++) {
  await each(round, async (name, server) => {
    const before = await server.child.ask<number>('memory')
    await connect(name, server)
    const after = await server.child.ask<number>('memory')
    // The first also pays for code that is compiled once.
    if (round > 0) server.memory.push((after - before) / clients)
    if (round < MEMORY_ROUNDS) await people.ask('disconnect', name)
  })
}
// Once unmeasured, so that nobody pays for compiling.
await each(0, async (name) => {
  await people.ask('edit', name, WARM_SECONDS)
  await people.ask('show', name, 1)
})
for (let round = 0; round < ROUNDS; round++) {
  await each(round, async (name, server) => {
    const cpu = await cpuOf(server, async () => {
      const took = await people.ask<number[]>('edit', name, seconds / ROUNDS)
      server.took.push(...took)
      return took.length
    })
    server.cpu.push(cpu)
  })
}
for (let round = 0; round < ROUNDS; round++) {
  await each(round, async (name, server) => {
    server.presenceCpu.push(
      await cpuOf(server, () => people.ask<number>('show', name, seconds / ROUNDS / 2)),
    )
  })
}

const quantile = (sorted: number[], share: number) => sorted[Math.floor(sorted.length * share)] ?? 0

const engine = process.env.DATABASE_URL ? 'Postgres' : 'PGlite'
say(`${clients} clients, ${A_DOCUMENT} a document, 3 edits a second each; ours on ${engine}`)
say('                p50 ms  p95 ms  p99 ms  CPU µs/update  kB/connection  CPU µs/presence')
const seen = new Map(
  names.map((name) => {
    const { took, cpu, presenceCpu, memory } = servers.get(name) as Measured
    const sorted = took.sort((a, b) => a - b)
    const numbers = {
      cpu: median(cpu),
      p50: quantile(sorted, 0.5),
      p95: quantile(sorted, 0.95),
      memory: median(memory),
      presenceCpu: median(presenceCpu),
    }
    const columns = [
      [numbers.p50.toFixed(2), 8],
      [numbers.p95.toFixed(2), 8],
      [quantile(sorted, 0.99).toFixed(2), 8],
      [numbers.cpu.toFixed(0), 15],
      [(numbers.memory / 1000).toFixed(1), 15],
      [numbers.presenceCpu.toFixed(0), 17],
    ] as const
    say(`${name.padEnd(14)}${columns.map(([text, width]) => text.padStart(width)).join('')}`)
    return [name, numbers] as const
  }),
)
const against = (other: Name): Ratios => {
  const [us, them] = [seen.get('ours'), seen.get(other)]
  if (!us || !them) throw new Error('nothing measured')
  const keys = Object.keys(us) as (keyof typeof us)[]
  const ratios = keys.map((key) => [key, Number((us[key] / them[key]).toFixed(2))])
  return Object.fromEntries(ratios) as Ratios
}
const opened = await servers
  .get('ours')
  ?.child.ask<{ compacted: number; rowAnEdit: number }>('coldOpen')
say(
  `a clip of 10,000 words and 5,000 edits opens in ${opened?.compacted.toFixed(1)} ms, ` +
    `${opened?.rowAnEdit.toFixed(1)} ms before it is compacted`,
)
const ratios = { hocuspocus: against('hocuspocus'), 'y-websocket': against('y-websocket') }
for (const [other, bars] of Object.entries(BARS) as [keyof typeof BARS, Ratios][]) {
  const judged = (Object.keys(bars) as (keyof Ratios)[]).map((key) => {
    const ratio = ratios[other][key]
    return `${key} ${ratio} of ${bars[key]} ${ratio <= bars[key] ? 'passes' : 'FALLS SHORT'}`
  })
  say(`against ${other}: ${judged.join(', ')}`)
}
for (const { child } of servers.values()) {
  await child.ask('dispose')
  await child.kill()
}
await people.kill()
console.log(
  JSON.stringify({
    clients,
    vsHocuspocus: ratios.hocuspocus,
    vsYWebsocket: ratios['y-websocket'],
  }),
)
process.exit(0)
