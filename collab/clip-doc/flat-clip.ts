import {
  type ClipDoc,
  type Decision,
  edit,
  newClipDoc,
  type Table,
  tables,
  yDoc,
} from './clip-doc.ts'
import { byText } from './decisions.ts'
import type { EditOrigin } from './edit-origin.ts'

/** All decisions of a clip as plain JSON: table, key, value. What nobody decided is not there. */
export type FlatClip = Partial<Record<Table, Record<string, Decision>>>

/** Facts about the clip rather than decisions: no version brings them back. */
const facts = new Set(['schema', 'transcriptVersion', 'durationMs'])

/** The decisions as they stand, keys sorted. */
export function flatten(doc: ClipDoc): FlatClip {
  const flat: FlatClip = {}
  for (const table of tables) {
    const rows: [string, Decision][] = []
    yDoc(doc)
      .getMap(table)
      .forEach((value, key) => {
        if (isDecision(value)) rows.push([key, value])
      })
    if (rows.length > 0) flat[table] = Object.fromEntries(rows.sort(([a], [b]) => byText(a, b)))
  }
  return flat
}

const isDecision = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value))

/** A document that says what `flat` says, apart from all others: to look at, never to be merged. */
export function docOfFlat(flat: FlatClip): ClipDoc {
  const doc = newClipDoc()
  edit(doc, { source: 'pipeline', job: 'look at a version' }, (write) => {
    for (const table of tables) {
      for (const [key, value] of Object.entries(flat[table] ?? {})) write(table, key, value)
    }
  })
  return doc
}

/** A key whose value differs between two states; null: nothing is said there. */
export type FlatChange = { table: Table; key: string; from: Decision; to: Decision }

/** What has to be written to make `to` of `from`. Facts are left as they are. */
export function flatChanges(from: FlatClip, to: FlatClip): FlatChange[] {
  return tables.flatMap((table) => {
    const [old, now] = [from[table] ?? {}, to[table] ?? {}]
    const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort(byText)
    return keys.flatMap((key): FlatChange[] => {
      if (table === 'meta' && facts.has(key)) return []
      const [a, b] = [own(old, key), own(now, key)]
      return Object.is(a, b) ? [] : [{ table, key, from: a, to: b }]
    })
  })
}
const own = (record: Record<string, Decision>, key: string): Decision =>
  Object.hasOwn(record, key) ? (record[key] ?? null) : null

/**
 * Brings a clip to the decisions of another state, as a change of its own: nobody's history is undone,
 * everybody sees it, and it can be taken back. Returns how many decisions changed.
 */
export function restoreFlat(doc: ClipDoc, flat: FlatClip, origin: EditOrigin): number {
  const changes = flatChanges(flatten(doc), flat)
  edit(doc, origin, (write) => {
    for (const { table, key, to } of changes) write(table, key, to)
  })
  return changes.length
}
