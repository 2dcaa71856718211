import type { Database } from './client.ts'

/** Where processes on one database tell each other what is not worth a row. */
export const NODES = 'clip_nodes'

/** Postgres takes no longer payload in a NOTIFY, bytes. */
export const MAX_NOTIFY_BYTES = 7900

/** Sends messages to all processes that listen, this one too. Nothing on an engine that has but one. */
export async function tellNodes(
  { engine }: Pick<Database, 'engine'>,
  messages: string[],
): Promise<void> {
  if (engine.kind !== 'postgres' || messages.length === 0) return
  await engine.pool.query({
    name: 'tell_nodes',
    text: 'select pg_notify($1, message) from unnest($2::text[]) as message',
    values: [NODES, messages],
  })
}
