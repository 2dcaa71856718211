import type * as Y from 'yjs'
import type { UserId } from '#core/ids.ts'

/** Who made a change. A person's undo follows their own 'editor' origin and nothing else. */
export type EditOrigin = { source: 'editor'; userId: UserId } | { source: 'pipeline'; job: string }

const known = new WeakMap<Y.Doc, Map<string, EditOrigin>>()

/**
 * The one object that stands for this origin in this document. Yjs compares origins by identity, so
 * two equal literals would otherwise be two people to the undo stack.
 */
export function internOrigin(doc: Y.Doc, origin: EditOrigin): EditOrigin {
  const key = origin.source === 'editor' ? `editor ${origin.userId}` : `pipeline ${origin.job}`
  const origins = known.get(doc) ?? new Map<string, EditOrigin>()
  known.set(doc, origins)
  const first = origins.get(key)
  if (first) return first
  origins.set(key, origin)
  return origin
}
