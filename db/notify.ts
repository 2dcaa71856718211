import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'

/** Something a person may be looking at has changed. Ids only: a payload is at most 8 kB. */
export type Change =
  | { kind: 'video'; id: string; workspaceId?: string }
  | { kind: 'job'; id: string; entityId: string; status?: string }
  | { kind: 'clip'; id: string; videoId: string }
  /** By the clip they are about. */
  | { kind: 'comments'; id: string }
  /** What was sent of a clip, what was decided, and who may look: by the clip. */
  | { kind: 'review'; id: string }
  /** A person has something to read: by that person, who alone is told. */
  | { kind: 'inbox'; id: string }

export const CHANGES = 'cliproom_changes'

/** Tells every process of a change once the transaction commits. */
export async function notifyChange(db: Db, change: Change): Promise<void> {
  await db.execute(sql`select pg_notify(${CHANGES}, ${JSON.stringify(change)})`)
}
