import { CLIP_SCHEMA, type ClipDoc, edit, type Write, yDoc } from './clip-doc.ts'

/** Which version of the schema a document was last written in; 0 before the clip has arrived. */
export function schemaOf(doc: ClipDoc): number {
  const schema = yDoc(doc).getMap('meta').get('schema')
  return Number.isSafeInteger(schema) ? (schema as number) : 0
}

/** What brings a document from each version to the next. */
const steps: Record<number, (write: Write, doc: ClipDoc) => void> = {
  // Version 2 says more (order, pauses, framing, overlays, sound) and nothing otherwise. Clients that
  // know only 1 would show pieces in another order than they play, so they are told to reload.
  1: () => {},
}

/**
 * Brings a document to this version's schema, as one change. Returns whether there was anything to do.
 * For the server alone, while it holds the clip's lock: two that migrate at once would both write.
 */
export function migrateClip(doc: ClipDoc): boolean {
  const from = schemaOf(doc)
  if (from === 0 || from >= CLIP_SCHEMA) return false
  return edit(doc, { source: 'pipeline', job: 'migrate' }, (write) => {
    for (let schema = from; schema < CLIP_SCHEMA; schema++) steps[schema]?.(write, doc)
    write('meta', 'schema', CLIP_SCHEMA)
  })
}
