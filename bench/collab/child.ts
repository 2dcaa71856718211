import { type ChildProcess, fork } from 'node:child_process'

/** A process of this bench's own, asked by name. */
export type Child = {
  ask<T>(name: string, ...args: unknown[]): Promise<T>
  end(): void
}

type Question = { id: number; name: string; args: unknown[] }
type Answer = { id: number; result?: unknown; failed?: string }

export function startChild(file: string, args: string[] = []): Child {
  const child: ChildProcess = fork(new URL(file, import.meta.url), args, {
    execArgv: ['--expose-gc', '--import', 'tsx'],
  })
  const open = new Map<number, (answer: Answer) => void>()
  let last = 0
  child.on('message', (answer: Answer) => open.get(answer.id)?.(answer))
  child.on('exit', (code) => {
    for (const answer of open.values()) answer({ id: 0, failed: `${file} ended with ${code}` })
  })
  process.once('exit', () => child.kill('SIGKILL'))
  return {
    ask: (name, ...args) =>
      new Promise((resolve, reject) => {
        const id = ++last
        open.set(id, ({ result, failed }) => {
          open.delete(id)
          if (failed === undefined) resolve(result as never)
          else reject(new Error(failed))
        })
        child.send({ id, name, args } satisfies Question)
      }),
    end: () => void child.kill('SIGKILL'),
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
