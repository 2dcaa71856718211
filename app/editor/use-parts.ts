import { createPartActions, type PartActions } from './part-actions.ts'
import type { Room } from './room.ts'
import { useRoom } from './use-room.tsx'

const made = new WeakMap<Room, PartActions>()

/** What can be done to this clip's picture and sound. Loaded with the first panel that needs it. */
export function useParts(): PartActions {
  const { room } = useRoom()
  const known = made.get(room) ?? createPartActions(room)
  made.set(room, known)
  return known
}
