import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

/** A process of one's own, asked by name. */
export type Child = {
  ask<T = void>(name: string, ...args: unknown[]): Promise<T>
  readonly lives: boolean
  /** Kills it, without a word. */
  kill(): Promise<void>
}

type Question = { id: number; name: string; args: unknown[] }
type Answer = { id: number; result?: unknown; failed?: string }

export function startChild(
  file: URL,
  args: string[] = [],
  env: Record<string, string> = {},
): Child {
  const child: ChildProcess = fork(file, args, {
    execArgv: ['--expose-gc', '--import', 'tsx'],
    env: { ...process.env, ...env },
  })
  const open = new Map<number, (answer: Answer) => void>()
  let last = 0
  let over: string | null = null
  const gone = once(child, 'exit').then(([code]) => {
    over = `${file.pathname} ended with ${code}`
    for (const answer of open.values()) answer({ id: 0, failed: over })
  })
  child.on('message', (answer: Answer) => open.get(answer.id)?.(answer))
  // It must not outlive us, whatever breaks in between.
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  void gone.then(() => process.off('exit', end))
  return {
    ask: (name, ...args) =>
      new Promise((resolve, reject) => {
        if (over) return reject(new Error(over))
        const id = ++last
        open.set(id, ({ result, failed }) => {
          open.delete(id)
          if (failed === undefined) resolve(result as never)
          else reject(new Error(failed))
        })
        child.send({ id, name, args } satisfies Question)
      }),
    get lives() {
      return over === null
    },
    async kill() {
      end()
      await gone
    },
  }
}

/** The other side: answers questions by their name. */
export function answerAs(answers: Record<string, (...args: never[]) => unknown>) {
  process.on('message', async ({ id, name, args }: Question) => {
    try {
      const result = await answers[name]?.(...(args as never[]))
      process.send?.({ id, result } satisfies Answer)
    } catch (error) {
      process.send?.({ id, failed: String((error as Error).stack) } satisfies Answer)
    }
  })
  process.on('disconnect', () => process.exit(0))
}
