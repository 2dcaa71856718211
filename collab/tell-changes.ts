import type { ClipProject } from '#core/clip-project.ts'
import type { ClipId } from '#core/ids.ts'
import type { ClipDoc } from './clip-doc/clip-doc.ts'
import type { ClipSource } from './clip-doc/normalize.ts'
import { readClip } from './clip-doc/read-clip.ts'
import { TELL_AFTER_MS, TELL_AT_LEAST_MS } from './limits.ts'

export type OnClipChanged = (clipId: ClipId, project: ClipProject) => void | Promise<void>

type Pending = { doc: ClipDoc; since: number; timer: NodeJS.Timeout }

/**
 * Tells of changed clips once they rest, so that lists can show their title and length. A copy for
 * convenience: whatever goes wrong here costs no edit, and the next change says it again.
 */
export function createTeller(options: {
  tell: OnClipChanged
  sourceOf: (clipId: ClipId) => Promise<ClipSource | null>
  onError: (error: unknown) => void
}) {
  const pending = new Map<ClipId, Pending>()
  const sources = new WeakMap<ClipDoc, Promise<ClipSource | null>>()
  const telling = new Set<Promise<void>>()

  const run = async (clipId: ClipId, doc: ClipDoc) => {
    // A transcript does not change while its clip is open, and may be long: read once a document.
    const source = sources.get(doc) ?? options.sourceOf(clipId)
    sources.set(doc, source)
    try {
      const known = await source
      if (known) await options.tell(clipId, readClip(doc, known))
    } catch (error) {
      sources.delete(doc)
      options.onError(error)
    }
  }
  const tellNow = (clipId: ClipId) => {
    const waiting = pending.get(clipId)
    if (!waiting) return
    clearTimeout(waiting.timer)
    pending.delete(clipId)
    const done = run(clipId, waiting.doc)
    telling.add(done)
    void done.finally(() => telling.delete(done))
  }

  return {
    changed(clipId: ClipId, doc: ClipDoc) {
      const waiting = pending.get(clipId)
      clearTimeout(waiting?.timer)
      const since = waiting?.since ?? Date.now()
      const rest = Math.min(TELL_AFTER_MS, Math.max(0, since + TELL_AT_LEAST_MS - Date.now()))
      pending.set(clipId, { doc, since, timer: setTimeout(() => tellNow(clipId), rest) })
    },
    /** Tells what waits, and resolves once it was told. */
    async flush() {
      for (const clipId of pending.keys()) tellNow(clipId)
      await Promise.all(telling)
    },
  }
}
