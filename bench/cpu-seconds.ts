import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'

export type Measured<T> = { result: T; cpuSeconds: number; wallSeconds: number }

/** Kernel clock ticks a second; 100 on every Linux Node runs on. */
const TICKS = 100
const SAMPLE_MS = 40
const REST_MS = 500
const REST_WINDOWS = 240

/**
 * Runs something and counts the processor time of this process and of all that it starts, however
 * deep, detached or killed: a render is spread over Node, FFmpeg and a browser's family. Linux only.
 */
export async function cpuSeconds<T>(run: () => Promise<T>): Promise<Measured<T>> {
  const look = watchFamily()
  // Looking at every process costs a tenth of a core, which is ours and not the work's.
  let looking = 0
  const sample = () => {
    const before = process.cpuUsage()
    const spent = look()
    const { user, system } = process.cpuUsage(before)
    looking += (user + system) / 1e6
    return spent
  }
  // What the family had spent before: a browser kept warm has a past of its own.
  const before = sample()
  looking = 0
  const timer = setInterval(sample, SAMPLE_MS)
  const started = performance.now()
  try {
    const result = await run()
    const wallSeconds = (performance.now() - started) / 1000
    const spent = sample() - before
    return { result, wallSeconds, cpuSeconds: spent / TICKS - looking }
  } finally {
    clearInterval(timer)
  }
}

/**
 * Waits until what this process has started, itself left out, spends less than a tenth of a core: a
 * browser goes on with its own windows long after it says that they are open. Throws where that
 * never comes.
 */
export async function familyAtRest(): Promise<void> {
  const look = watchFamily({ withSelf: false })
  let spent = look()
  for (let windows = 0; windows < REST_WINDOWS; windows++) {
    await setTimeout(REST_MS)
    const before = spent
    spent = look()
    if (spent - before < (REST_MS / 1000) * TICKS * 0.1) return
  }
  throw new Error('What was started never comes to rest.')
}

/** Gives a function that says what this process and all it has started have spent so far, in ticks. */
function watchFamily({ withSelf = true } = {}): () => number {
  const ticks = new Map<number, number>()
  const family = new Set([process.pid])
  return () => {
    const living = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => ownTicks(Number(name)) ?? [])
    // Parents come before their children, but a child may have a lower number: look until none is new.
    for (let grew = true; grew; ) {
      grew = false
      for (const { pid, parent } of living) {
        if (!family.has(pid) && family.has(parent)) {
          family.add(pid)
          grew = true
        }
      }
    }
    for (const { pid, ticks: spent } of living)
      if (family.has(pid) && (withSelf || pid !== process.pid)) ticks.set(pid, spent)
    return [...ticks.values()].reduce((sum, n) => sum + n, 0)
  }
}

/** What a process itself has spent; null once it is gone. */
function ownTicks(pid: number) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name may hold spaces and brackets; what follows the last bracket does not.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }
  } catch {
    return null
  }
}
