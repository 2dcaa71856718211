import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'

/** Process ids count within one machine, and containers may share a folder. */
const PREFIX = `cliproom-browser-${hostname()}-`

/** A new folder for a browser's profile, named for this process: with it ends the browser. */
export const makeProfile = (): Promise<string> =>
  mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))

export const removeProfile = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 3 })

/** Removes the profiles of processes that were ended before they could. */
export async function sweepProfiles(): Promise<void> {
  const left = (await readdir(tmpdir())).filter(
    (name) => name.startsWith(PREFIX) && !isAlive(Number.parseInt(name.slice(PREFIX.length), 10)),
  )
  // A browser may still be ending; what stays is for the next who sweeps.
  await Promise.allSettled(left.map((name) => removeProfile(join(tmpdir(), name))))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Somebody else's process is one that may not be asked.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
