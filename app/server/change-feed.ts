import { LRUCache } from 'lru-cache'
import type { ClipId, UserId, VideoId, WorkspaceId } from '#core/ids.ts'
import type { Database } from '#db/client.ts'
import { CHANGES, type Change } from '#db/notify.ts'
import { listMemberships, workspaceHolding } from '#db/workspaces.ts'

export type ChangeFeed = {
  /** Changes this person may see, from now until `signal` aborts or the feed closes. */
  watch(userId: UserId, signal?: AbortSignal): AsyncGenerator<Change, void>
  /** What is told of one clip, for somebody without an account: whether they may is asked elsewhere. */
  watchClip(
    clip: { clipId: ClipId; videoId: VideoId },
    signal?: AbortSignal,
  ): AsyncGenerator<Change, void>
  close(): Promise<void>
}

/** A membership is looked up again after this long; the change itself carries no content. */
const MEMBERSHIP_TTL_MS = 5_000

/**
 * Listens once to the database's changes and hands each to whoever may see it. A slow reader never
 * makes a backlog: a change that waits is replaced by the newer one of the same thing.
 */
export async function openChangeFeed(
  { db, listen }: Database,
  onError: (error: unknown) => void,
): Promise<ChangeFeed> {
  const watchers = new Set<(change: Change, workspaceId: WorkspaceId | null) => void>()
  const closing = new AbortController()

  // Things do not move between workspaces, so what was found once stays true. The search itself is
  // kept: two changes of one thing wait for the same one, and so stay in order.
  const places = new LRUCache<string, Promise<WorkspaceId | null>>({ max: 10_000 })
  const memberships = new LRUCache<UserId, Promise<Set<WorkspaceId>>>({
    max: 1_000,
    ttl: MEMBERSHIP_TTL_MS,
  })

  const placeOf = async (change: Change): Promise<WorkspaceId | null> => {
    if (change.kind === 'video' && change.workspaceId) return change.workspaceId as WorkspaceId
    const id = change.kind === 'job' ? change.entityId : change.id
    const known = places.get(id)
    if (known) return known
    const looked = workspaceHolding(db, id)
    places.set(id, looked)
    const forget = () => places.delete(id)
    looked.then((found) => found ?? forget(), forget)
    return looked
  }

  const workspacesOf = (userId: UserId) => {
    const known = memberships.get(userId)
    if (known) return known
    const asked = listMemberships(db, userId).then(
      (rows) => new Set(rows.map((row) => row.workspaceId)),
    )
    memberships.set(userId, asked)
    asked.catch(() => memberships.delete(userId))
    return asked
  }

  const stopListening = await listen(CHANGES, (payload) => {
    if (watchers.size === 0) return
    const change = JSON.parse(payload) as Change
    const tell = (workspaceId: WorkspaceId | null) => {
      for (const watcher of watchers) watcher(change, workspaceId)
    }
    if (change.kind === 'inbox') return tell(null)
    placeOf(change).then((workspaceId) => workspaceId && tell(workspaceId), onError)
  })

  /** The changes that `accepts` takes, from now until `signal` aborts or the feed closes. */
  async function* stream(
    accepts: (change: Change, workspaceId: WorkspaceId | null) => boolean | Promise<boolean>,
    signal?: AbortSignal,
  ): AsyncGenerator<Change, void> {
    const waiting = new Map<string, Change>()
    let wake = () => {}
    const take = (change: Change) => {
      const key = `${change.kind}:${change.id}`
      waiting.delete(key)
      waiting.set(key, change)
      wake()
    }
    const watcher = (change: Change, workspaceId: WorkspaceId | null) => {
      const mine = accepts(change, workspaceId)
      if (mine === true) take(change)
      else if (mine) mine.then((yes) => yes && take(change), onError)
    }
    const stop = () => wake()
    watchers.add(watcher)
    signal?.addEventListener('abort', stop)
    closing.signal.addEventListener('abort', stop)
    try {
      while (!signal?.aborted && !closing.signal.aborted) {
        for (const [key, change] of waiting) {
          waiting.delete(key)
          yield change
        }
        if (waiting.size > 0 || signal?.aborted || closing.signal.aborted) continue
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    } finally {
      watchers.delete(watcher)
      signal?.removeEventListener('abort', stop)
      closing.signal.removeEventListener('abort', stop)
    }
  }

  return {
    watch: (userId, signal) =>
      stream((change, workspaceId) => {
        if (change.kind === 'inbox') return change.id === userId
        return workspacesOf(userId).then((mine) => workspaceId !== null && mine.has(workspaceId))
      }, signal),
    watchClip: ({ clipId, videoId }, signal) =>
      stream(({ kind, id }) => id === clipId || (kind === 'video' && id === videoId), signal),
    async close() {
      closing.abort()
      await stopListening()
    },
  }
}
