import { type ClipDoc, yDoc } from './clip-doc.ts'
import { type EditOrigin, internOrigin } from './edit-origin.ts'

/** Several verbs of one person as one undo step, seen by everybody at once. */
export function oneStep(doc: ClipDoc, origin: EditOrigin, verbs: () => void): void {
  const y = yDoc(doc)
  y.transact(verbs, internOrigin(y, origin))
}
