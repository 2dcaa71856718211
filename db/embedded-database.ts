import { Worker } from 'node:worker_threads'
import type { Results } from '@electric-sql/pglite'
import type { Answer, Request } from './pglite-thread.ts'

type QueryOptions = {
  rowMode?: 'array' | 'object'
  /** Only that a type is named counts: its values are wanted as Postgres writes them. */
  parsers?: Record<number, unknown>
}

type Statements = {
  query<Row>(text: string, values?: unknown[], options?: QueryOptions): Promise<Results<Row>>
  exec(text: string): Promise<Results[]>
}

/** What is asked of PGlite, which answers in this thread or, as an EmbeddedDatabase, in another. */
export type EmbeddedEngine = Statements & {
  readonly closed: boolean
  transaction<Output>(work: (tx: Statements) => Promise<Output>): Promise<Output>
  listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** A request without what is added on its way. */
type Asked = Request extends infer Each ? (Each extends Request ? Omit<Each, 'id'> : never) : never

/**
 * PGlite in a thread of its own, with as much of PGlite's own interface as Drizzle and the queue ask
 * for: no statement, however long, holds up the people who edit. One connection: transactions run one
 * after the other, and what is asked outside of one waits until it is over.
 *
 * Waiting for it keeps the process alive; an idle one does not.
 */
export class EmbeddedDatabase implements EmbeddedEngine {
  private readonly worker: Worker
  private readonly waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >()
  private readonly listeners = new Map<number, (payload: string) => void>()
  private last = 0
  private lost: Error | null = null
  closed = false

  private constructor(worker: Worker) {
    this.worker = worker
    worker.on('message', (answer: Answer) => this.hear(answer))
    worker.on('error', (error) => this.lose(error))
    worker.on('exit', () => this.lose(new Error('The database is closed.')))
  }

  /** Opens the folder, or a database in memory. Resolves when it takes statements. */
  static async open(folder?: string): Promise<EmbeddedDatabase> {
    const worker = new Worker(new URL('./pglite-thread.ts', import.meta.url), {
      workerData: { options: folder ? { dataDir: folder } : {} },
      // Nothing of what this process was started with: it needs no loader.
      execArgv: [],
    })
    const database = new EmbeddedDatabase(worker)
    await database.answerTo(0)
    return database
  }

  query<Row>(text: string, values: unknown[] = [], options: QueryOptions = {}) {
    return this.queryWithin<Row>(undefined, text, values, options)
  }

  exec(text: string) {
    return this.ask<Results[]>({ do: 'exec', text })
  }

  /** Commits when `work` is done, takes everything back when it throws, and throws the same. */
  async transaction<Output>(work: (tx: Statements) => Promise<Output>): Promise<Output> {
    const id = ++this.last
    await this.send({ id, do: 'begin' })
    let output: Output
    try {
      output = await work({
        query: (text, values = [], options = {}) => this.queryWithin(id, text, values, options),
        exec: (text) => this.ask({ do: 'exec', text, within: id }),
      })
    } catch (error) {
      // Where even that fails the engine is gone, and `error` says more about it.
      await this.ask({ do: 'end', within: id, commit: false }).catch(() => {})
      throw error
    }
    await this.ask({ do: 'end', within: id, commit: true })
    return output
  }

  async listen(channel: string, onPayload: (payload: string) => void) {
    const listener = ++this.last
    this.listeners.set(listener, onPayload)
    await this.ask({ do: 'listen', channel, listener })
    return async () => {
      this.listeners.delete(listener)
      await this.ask({ do: 'unlisten', listener })
    }
  }

  /** Waits for what was asked before. */
  async close(): Promise<void> {
    if (this.closed) return
    this.closed = true
    await this.ask({ do: 'close' })
    await this.worker.terminate()
  }

  private queryWithin<Row>(
    within: number | undefined,
    text: string,
    values: unknown[],
    { rowMode = 'object', parsers = {} }: QueryOptions,
  ) {
    const asText = Object.keys(parsers).map(Number)
    return this.ask<Results<Row>>({ do: 'query', within, text, values, rowMode, asText })
  }

  private ask<Value>(asked: Asked): Promise<Value> {
    return this.send<Value>({ ...asked, id: ++this.last } as Request)
  }

  private send<Value>(request: Request): Promise<Value> {
    if (this.lost) return Promise.reject(this.lost)
    const answer = this.answerTo<Value>(request.id)
    try {
      this.worker.postMessage(request)
    } catch (error) {
      // A value that cannot be copied.
      this.settle(request.id)?.reject(error as Error)
    }
    return answer
  }

  private answerTo<Value>(id: number): Promise<Value> {
    if (this.waiting.size === 0) this.worker.ref()
    return new Promise<Value>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
    })
  }

  private settle(id: number) {
    const waiting = this.waiting.get(id)
    this.waiting.delete(id)
    if (this.waiting.size === 0) this.worker.unref()
    return waiting
  }

  private hear(answer: Answer) {
    if ('listener' in answer) this.listeners.get(answer.listener)?.(answer.payload)
    else if ('error' in answer) {
      const error = Object.assign(new Error(answer.error.message), answer.error.fields)
      this.settle(answer.id)?.reject(error)
    } else this.settle(answer.id)?.resolve(answer.value)
  }

  private lose(error: Error) {
    this.lost ??= error
    this.closed = true
    for (const id of [...this.waiting.keys()]) this.settle(id)?.reject(this.lost)
  }
}
