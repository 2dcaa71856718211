import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const root = resolve(import.meta.dirname, '../..')

export type TestServer = {
  url: string
  dataFolder: string
  child: ChildProcess
  /** Everything it printed so far. */
  output(): string
  /** Asks it to end, as Ctrl-C does; gives its exit code and how long it took. */
  stop(signal?: 'SIGINT' | 'SIGTERM'): Promise<{ code: number | null; ms: number }>
  /** kill -9. */
  kill(): Promise<void>
  /** Ends it, however it is, and removes its folder. */
  dispose(): Promise<void>
}

/**
 * A real server in a process of its own: `npm start` on a free port, with a fresh data folder unless
 * one is given (to start again after a kill), ready when this returns.
 */
export async function startTestServer({
  dataFolder,
  env = {},
  byNpm = false,
}: {
  dataFolder?: string
  env?: Record<string, string>
  /** As people start it; `child` is then npm. */
  byNpm?: boolean
} = {}): Promise<TestServer> {
  const folder = dataFolder ?? (await mkdtemp(join(tmpdir(), 'cliproom-server-')))
  const { child, output } = launch({ CLIPROOM_DATA: folder, ...env }, byNpm)
  const exited = once(child, 'exit') as Promise<[number | null]>
  let ended = false
  exited.then(() => {
    ended = true
  })
  const end = async (signal: NodeJS.Signals) => {
    const since = performance.now()
    if (!ended) child.kill(signal)
    const [code] = await exited
    return { code, ms: performance.now() - since }
  }
  const dispose = async () => {
    await end('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const url = await until(150_000, () => {
      if (ended) throw new Error(`the server ended:\n${output()}`)
      return /Cliproom is at (\S+)/.exec(output())?.[1]
    })
    await until(30_000, async () => {
      const answer = await fetch(`${url}/readyz`).catch(() => null)
      return answer?.ok ? true : undefined
    })
    return {
      url,
      dataFolder: folder,
      child,
      output,
      stop: (signal = 'SIGTERM') => end(signal),
      kill: async () => void (await end('SIGKILL')),
      dispose,
    }
  } catch (error) {
    await dispose()
    throw error
  }
}

/** A start that is expected to be refused: what it says and its exit code. */
export async function startRefused(
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const { child, output } = launch(env)
  const [code] = (await once(child, 'exit')) as [number | null]
  return { code, output: output() }
}

function launch(env: Record<string, string>, byNpm = false) {
  const [command, args] = byNpm
    ? ['npm', ['start']]
    : [process.execPath, ['--import', 'tsx', join(root, 'scripts/start.ts')]]
  const child = spawn(command, args, {
    cwd: root,
    // Blank counts as not set: a developer's own `.env` must not reach a test.
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: '0',
      HOST: '127.0.0.1',
      PUBLIC_URL: '',
      TRUST_PROXY: '',
      DATABASE_URL: '',
      TRANSCRIBE_BASE_URL: '',
      TRANSCRIBE_API_KEY: '',
      TRANSCRIBE_MODEL: '',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const gather = (chunk: Buffer) => {
    printed += chunk.toString()
  }
  child.stdout.on('data', gather)
  child.stderr.on('data', gather)
  return { child, output: () => printed }
}

/** The first value that is there, asked for again and again; fails when there is none in time. */
async function until<T>(
  withinMs: number,
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (performance.now() > deadline) throw new Error(`nothing after ${withinMs} ms`)
    await wait(50)
  }
}
