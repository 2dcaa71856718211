import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, type Transaction } from '@electric-sql/pglite'

/**
 * The thread that `EmbeddedDatabase` talks to: it holds the engine, and answers each request by its
 * number. Runs as it stands, without the loader: only types are stripped, and it imports nothing of
 * ours.
 */

/** `within` is the number of the transaction a statement belongs to. */
export type Request = { id: number; within?: number | undefined } & (
  | { do: 'query'; text: string; values: unknown[]; rowMode: 'array' | 'object'; asText: number[] }
  | { do: 'exec'; text: string }
  /** Answered once it is this transaction's turn. */
  | { do: 'begin' }
  | { do: 'end'; commit: boolean }
  | { do: 'listen'; channel: string; listener: number }
  | { do: 'unlisten'; listener: number }
  | { do: 'close' }
)

export type Answer =
  | { id: number; value: unknown }
  | { id: number; error: { message: string; fields: Record<string, string> } }
  | { listener: number; payload: string }

if (!parentPort) throw new Error('this is a thread of EmbeddedDatabase')
const port = parentPort
const pglite = await PGlite.create((workerData as { options: { dataDir?: string } }).options)

const transactions = new Map<number, { tx: Transaction; end(commit: boolean): Promise<void> }>()
const unlisten = new Map<number, () => Promise<void>>()

class RolledBack extends Error {}

/** Resolves once the transaction has begun; it is over when `end` says so. */
const begin = (id: number) =>
  new Promise<void>((begun, failed) => {
    const whole = pglite.transaction(
      (tx) =>
        new Promise<void>((commit, rollBack) => {
          const end = async (committed: boolean) => {
            transactions.delete(id)
            if (committed) commit()
            else rollBack(new RolledBack())
            await whole.catch((error) => {
              if (!(error instanceof RolledBack)) throw error
            })
          }
          transactions.set(id, { tx, end })
          begun()
        }),
    )
    whole.catch(failed)
  })

function open(id: number | undefined) {
  const transaction = transactions.get(id ?? -1)
  if (!transaction) throw new Error('this transaction is over')
  return transaction
}
const within = (id: number | undefined) => (id === undefined ? pglite : open(id).tx)

const asIs = (text: string) => text

async function answer(request: Request): Promise<unknown> {
  switch (request.do) {
    case 'query':
      return within(request.within).query(request.text, request.values, {
        rowMode: request.rowMode,
        parsers: Object.fromEntries(request.asText.map((type) => [type, asIs])),
      })
    case 'exec':
      return within(request.within).exec(request.text)
    case 'begin':
      return begin(request.id)
    case 'end':
      return open(request.within).end(request.commit)
    case 'listen': {
      const { listener } = request
      const stop = await pglite.listen(request.channel, (payload) => {
        port.postMessage({ listener, payload } satisfies Answer)
      })
      unlisten.set(listener, stop)
      return undefined
    }
    case 'unlisten':
      await unlisten.get(request.listener)?.()
      unlisten.delete(request.listener)
      return undefined
    case 'close':
      return pglite.close()
  }
}

/** What Postgres says of an error is in its fields, which a copy of an Error would lose. */
function described(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error), fields: {} }
  const said = Object.entries(error).filter(([, value]) => typeof value === 'string')
  return { message: error.message, fields: { name: error.name, ...Object.fromEntries(said) } }
}

port.on('message', async (request: Request) => {
  try {
    const value = await answer(request)
    port.postMessage({ id: request.id, value } satisfies Answer)
  } catch (error) {
    port.postMessage({ id: request.id, error: described(error) } satisfies Answer)
  }
  if (request.do === 'close') port.close()
})
port.postMessage({ id: 0, value: undefined } satisfies Answer)
