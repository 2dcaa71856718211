import type { z } from 'zod'
import { type ClipDoc, type Table, yDoc } from './clip-doc.ts'
import { byText } from './decisions.ts'

/** What is said about one thing, by field. */
export type Row = ReadonlyMap<string, unknown>

/**
 * A table of `id/field` keys, row by row, sorted by id. Rows that say `del` are left out. Anything may
 * be in a row: another's client wrote it.
 */
export function rowsOf(doc: ClipDoc, name: Table): [string, Row][] {
  const rows = new Map<string, Map<string, unknown>>()
  yDoc(doc)
    .getMap(name)
    .forEach((value, key) => {
      const [, id, field] = KEY.exec(key) ?? []
      if (id === undefined || field === undefined) return
      const row = rows.get(id)
      if (row) row.set(field, value)
      else rows.set(id, new Map([[field, value]]))
    })
  return [...rows].filter(([, row]) => row.get('del') !== true).sort(([a], [b]) => byText(a, b))
}
const KEY = /^([\w-]{1,64})\/([\w-]{1,40})$/

/**
 * What a row says of the named fields; where it says nothing that can be, the default. Null where a
 * field without a default is missing.
 */
export function readFields<T extends Record<string, unknown>>(
  fields: Readonly<Record<string, z.ZodType>>,
  defaults: Readonly<Record<string, unknown>>,
  get: (field: string) => unknown,
): T | null {
  const read: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(fields)) {
    const parsed = schema.safeParse(get(name))
    if (parsed.success && parsed.data !== null) read[name] = parsed.data
    else if (name in defaults) read[name] = defaults[name]
    else return null
  }
  return read as T
}
