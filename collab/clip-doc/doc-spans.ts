import * as Y from 'yjs'
import { type ClipDoc, yDoc } from './clip-doc.ts'
import { readDecisions } from './decisions.ts'
import { type Span, spansOf } from './spans.ts'

/** The source's end, as the clip was seeded with it. */
export const endOf = (doc: ClipDoc): number => {
  const end = yDoc(doc).getMap('meta').get('durationMs')
  return typeof end === 'number' && end > 0 ? end : Infinity
}

export const spansIn = (doc: ClipDoc): Span[] => spansOf(readDecisions(doc), endOf(doc))

/** Nobody else can have it: this replica's own number, and how much it has written. */
export const freshId = (doc: ClipDoc): string => {
  const { clientID, store } = yDoc(doc)
  return `${clientID.toString(36)}-${Y.getState(store, clientID).toString(36)}`
}
