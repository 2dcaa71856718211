import { readdirSync, readFileSync } from 'node:fs'

export type Measured<T> = { result: T; cpuSeconds: number; wallSeconds: number }

/** Kernel clock ticks a second; 100 on every Linux Node runs on. */
const TICKS = 100
const SAMPLE_MS = 40

/**
 * Runs something and counts the processor time of this process and of all that it starts, however
 * deep, detached or killed: a render is spread over Node, FFmpeg and a browser's family. Linux only.
 */
export async function cpuSeconds<T>(run: () => Promise<T>): Promise<Measured<T>> {
  const ticks = new Map<number, number>()
  const family = new Set([process.pid])
  // Looking at every process costs a tenth of a core, which is ours and not the work's.
  let looking = 0
  const sample = () => {
    const before = process.cpuUsage()
    look()
    const { user, system } = process.cpuUsage(before)
    looking += (user + system) / 1e6
  }
  const look = () => {
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
    for (const { pid, ticks: spent } of living) if (family.has(pid)) ticks.set(pid, spent)
  }
  // What the family had spent before: a browser kept warm has a past of its own.
  sample()
  const before = [...ticks.values()].reduce((sum, n) => sum + n, 0)
  looking = 0
  const timer = setInterval(sample, SAMPLE_MS)
  const started = performance.now()
  try {
    const result = await run()
    const wallSeconds = (performance.now() - started) / 1000
    sample()
    const spent = [...ticks.values()].reduce((sum, n) => sum + n, 0) - before
    return { result, wallSeconds, cpuSeconds: spent / TICKS - looking }
  } finally {
    clearInterval(timer)
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
