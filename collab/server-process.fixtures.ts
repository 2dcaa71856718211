import type { UserId } from '#core/ids.ts'
import { startChild } from './child-process.fixtures.ts'

export type Where = { COLLAB_FOLDER: string } | { DATABASE_URL: string }

export type ServerProcess = Awaited<ReturnType<typeof startServer>>

/** A collaboration server in a process of its own, which may be attacked and killed. */
export async function startServer(where: Where) {
  const child = startChild(new URL('./server-process.ts', import.meta.url), [], where)
  const port = await child.ask<number>('port')
  return {
    port,
    url: `ws://127.0.0.1:${port}/collab`,
    plainUrl: `ws://127.0.0.1:${port}/yjs`,
    /** From now on somebody is this, on connections that are open too. */
    allow: (userId: UserId, as: 'editor' | 'reviewer' | 'stranger') =>
      child.ask('allow', userId, as),
    /** Bytes in use, after what nobody holds was let go. */
    memory: () => child.ask<number>('memory'),
    get lives() {
      return child.lives
    },
    kill: () => child.kill(),
  }
}
