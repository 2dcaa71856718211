import * as Y from 'yjs'
import type { UserId } from '#core/ids.ts'
import { ACTS, type ClipDoc, yDoc } from './clip-doc.ts'
import type { EditOrigin } from './edit-origin.ts'
import { oneStep } from './one-step.ts'

/** By person, the mark of what was last done for them. */
const actsOf = (y: Y.Doc): Y.Map<unknown> => y.getMap(ACTS)

/**
 * What the server does at somebody's word, as one step: a restore, an assistant's proposal that was
 * accepted. It says whose it is, so that their own tabs can undo it although it came from elsewhere.
 */
export function onBehalfOf(
  doc: ClipDoc,
  userId: UserId,
  action: string,
  verbs: (origin: EditOrigin) => void,
): void {
  const y = yDoc(doc)
  const origin: EditOrigin = { source: 'assistant', userId, action }
  oneStep(doc, origin, () => {
    const before = Y.getState(y.store, y.clientID)
    verbs(origin)
    const now = Y.getState(y.store, y.clientID)
    if (now > before) actsOf(y).set(userId, `${action} ${y.clientID.toString(36)}-${now}`)
  })
}

/** The mark of what was last done for somebody; null: nothing yet. */
export const actFor = (doc: ClipDoc, userId: UserId): unknown =>
  actsOf(yDoc(doc)).get(userId) ?? null

/**
 * Whether a change that came from elsewhere is what was done for this person, and nothing besides: what
 * arrives together with others' edits must not be undone together with them.
 */
export function isActFor(userId: UserId, change: Y.Transaction): boolean {
  const acts = actsOf(change.doc)
  if (change.local || !change.changed.get(acts as never)?.has(userId)) return false
  const writer = acts._map.get(userId)?.id.client
  for (const [client, clock] of change.afterState) {
    if (clock > (change.beforeState.get(client) ?? 0) && client !== writer) return false
  }
  return true
}
