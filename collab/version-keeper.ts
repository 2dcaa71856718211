import type { ClipId, UserId } from '#core/ids.ts'
import type { ClipDoc } from './clip-doc/clip-doc.ts'
import { type FlatClip, flatten } from './clip-doc/flat-clip.ts'
import { VERSION_AFTER_MS } from './limits.ts'

/** Edits of one person or a pair that belong together. */
export type EditGroup = {
  clipId: ClipId
  people: UserId[]
  edits: number
  startedAt: Date
  /** The clip as they left it. */
  decisions: FlatClip
}

type Open = {
  doc: ClipDoc
  people: Set<UserId>
  edits: number
  startedAt: Date
  timer?: NodeJS.Timeout
}

export type VersionKeeper = ReturnType<typeof createVersionKeeper>

/**
 * Finds the moments worth keeping: when one person or a pair has edited a clip and then been quiet for
 * a while, and when somebody else joins in. What it keeps of them is its owner's business. A group
 * that is open when the process is killed is kept with the next: its edits are in the log.
 */
export function createVersionKeeper({
  keep,
  onError,
  afterMs = VERSION_AFTER_MS,
}: {
  keep: (group: EditGroup) => Promise<void>
  onError: (error: unknown) => void
  /** How long nobody edits before a group is over. */
  afterMs?: number
}) {
  const groups = new Map<ClipId, Open>()
  /** Versions of a clip are kept one after the other: each says what changed since the one before. */
  const keeping = new Map<ClipId, Promise<void>>()

  const close = (clipId: ClipId) => {
    const group = groups.get(clipId)
    if (!group) return
    clearTimeout(group.timer)
    groups.delete(clipId)
    const { doc, people, edits, startedAt } = group
    const closed = { clipId, people: [...people], edits, startedAt, decisions: flatten(doc) }
    const done: Promise<void> = (keeping.get(clipId) ?? Promise.resolve())
      .then(() => keep(closed))
      .catch(onError)
      .finally(() => {
        if (keeping.get(clipId) === done) keeping.delete(clipId)
      })
    keeping.set(clipId, done)
  }

  return {
    /** Somebody is about to change the document, which still is as it was. */
    editing(clipId: ClipId, userId: UserId, doc: ClipDoc) {
      const open = groups.get(clipId)
      const joins = open && !open.people.has(userId) && open.people.size >= 2
      if (open && (joins || open.doc !== doc)) close(clipId)
      const group: Open = groups.get(clipId) ?? {
        doc,
        people: new Set(),
        edits: 0,
        startedAt: new Date(),
      }
      clearTimeout(group.timer)
      group.people.add(userId)
      group.edits++
      group.timer = setTimeout(() => close(clipId), afterMs)
      // A process that is asked to end does not wait for people to be quiet.
      group.timer.unref()
      groups.set(clipId, group)
    },
    /** Ends a clip's open group now, and resolves once all of its versions are kept. */
    async settle(clipId: ClipId) {
      close(clipId)
      await keeping.get(clipId)
    },
    /** The same for all clips. */
    async flush() {
      for (const clipId of [...groups.keys()]) close(clipId)
      await Promise.all(keeping.values())
    },
  }
}
