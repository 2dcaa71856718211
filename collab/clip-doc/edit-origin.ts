import type * as Y from 'yjs'
import type { UserId } from '#core/ids.ts'

/**
 * Who made a change. A person's undo follows what they did in the editor, and what an assistant did
 * for them; nothing else.
 */
export type EditOrigin =
  | { source: 'editor'; userId: UserId }
  /** `action` is what was asked for: "tighten". */
  | { source: 'assistant'; userId: UserId; action: string }
  | { source: 'pipeline'; job: string }

const known = new WeakMap<Y.Doc, Map<string, EditOrigin>>()

/**
 * The one object that stands for this origin in this document. Yjs compares origins by identity, so
 * two equal literals would otherwise be two people to the undo stack.
 */
export function internOrigin(doc: Y.Doc, origin: EditOrigin): EditOrigin {
  const key = Object.values(origin).join(' ')
  const origins = known.get(doc) ?? new Map<string, EditOrigin>()
  known.set(doc, origins)
  const first = origins.get(key)
  if (first) return first
  origins.set(key, origin)
  return origin
}

/** Whether this is what `userId` did, or what was done at their word. */
export const isOf = (userId: UserId, origin: unknown): boolean =>
  typeof origin === 'object' && origin !== null && 'userId' in origin && origin.userId === userId
