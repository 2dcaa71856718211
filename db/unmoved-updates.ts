import type { ClipId } from '#core/ids.ts'

type Row = { clipId: ClipId; update: Uint8Array }

/**
 * Updates that are in this process's journal and not in its database yet, by clip. One for the whole
 * process: whoever reads a clip's log, in a transaction or not, has a connection in hand and no more,
 * and clips of different databases have different ids.
 */
const clips = new Map<ClipId, Set<Row>>()

export const notYetMoved = {
  add(row: Row): void {
    const rows = clips.get(row.clipId)
    if (rows) rows.add(row)
    else clips.set(row.clipId, new Set([row]))
  },
  delete(row: Row): void {
    const rows = clips.get(row.clipId)
    rows?.delete(row)
    if (rows?.size === 0) clips.delete(row.clipId)
  },
  /** Of one clip, oldest first. */
  of: (clipId: ClipId): Uint8Array[] => [...(clips.get(clipId) ?? [])].map(({ update }) => update),
}
