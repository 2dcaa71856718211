import * as Y from 'yjs'
import type { UserId } from '#core/ids.ts'
import { type ClipChange, clipChange } from './clip-change.ts'
import { type ClipDoc, tables, yDoc } from './clip-doc.ts'
import { isOf } from './edit-origin.ts'
import type { ClipSource } from './normalize.ts'
import { isActFor } from './on-behalf.ts'
import { readClip } from './read-clip.ts'

export type UndoResult = {
  /** What changed; null where everything the step had done was changed by others since. */
  change: ClipChange | null
  /** Steps passed over because somebody else's later change stands in their place. */
  kept: number
}

export type ClipUndo = {
  /** Null where there is nothing of mine to undo. */
  undo(): UndoResult | null
  redo(): UndoResult | null
  canUndo(): boolean
  canRedo(): boolean
  /** Calls back when canUndo or canRedo may have changed. */
  observe(onChange: () => void): () => void
  stop(): void
}

/** Yjs asks two questions of a change, this one and captureTransaction; ours is asked there. */
class AnyOrigin extends Set<unknown> {
  override has(): boolean {
    return true
  }
}

/**
 * One person's undo: their verbs on this document, one step each, since this was called, and what an
 * assistant or the server did for them. Where somebody changed the same thing afterwards, theirs
 * stays.
 */
export function undoFor(doc: ClipDoc, userId: UserId, source: ClipSource): ClipUndo {
  const y = yDoc(doc)
  const manager: Y.UndoManager = new Y.UndoManager(
    tables.map((table) => y.getMap(table)),
    {
      trackedOrigins: new AnyOrigin(),
      captureTransaction: (change) =>
        change.origin === manager || isOf(userId, change.origin) || isActFor(userId, change),
      // Every verb is a step: without this, two within half a second would be undone as one.
      captureTimeout: 0,
    },
  )
  const step = (stack: () => unknown[], pop: () => unknown): UndoResult | null => {
    const depth = stack().length
    if (depth === 0) return null
    const before = readClip(doc, source)
    const done = pop() !== null
    const popped = depth - stack().length
    return {
      change: done ? clipChange(before, readClip(doc, source)) : null,
      kept: done ? popped - 1 : popped,
    }
  }
  return {
    undo: () =>
      step(
        () => manager.undoStack,
        () => manager.undo(),
      ),
    redo: () =>
      step(
        () => manager.redoStack,
        () => manager.redo(),
      ),
    canUndo: () => manager.canUndo(),
    canRedo: () => manager.canRedo(),
    observe(onChange) {
      const events = ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const
      for (const event of events) manager.on(event, onChange)
      return () => {
        for (const event of events) manager.off(event, onChange)
      }
    },
    stop: () => manager.destroy(),
  }
}
