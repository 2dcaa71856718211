import type { ClipProject, Piece } from '#core/clip-project.ts'
import { ms } from '#core/time.ts'
import { type ClipDoc, yDoc } from './clip-doc.ts'
import type { ClipSource } from './normalize.ts'
import { readingOf } from './reading.ts'
import { MIN_PIECE } from './spans.ts'

/** The clip as plain JSON: what it plays, which words, how it looks, and what is wrong with it. */
export const readClip = (doc: ClipDoc, source: ClipSource): ClipProject =>
  readingOf(doc, source).clip()

/** Which version of the source's transcript the clip was made on; null before the clip arrived. */
export function transcriptVersionOf(doc: ClipDoc): number | null {
  const version = yDoc(doc).getMap('meta').get('transcriptVersion')
  return Number.isSafeInteger(version) ? (version as number) : null
}

/** A piece somebody deleted, and the piece it would come after if put back. */
export type DeletedPiece = Piece & { after: string | null }

export function deletedPieces(doc: ClipDoc, source: ClipSource): DeletedPiece[] {
  let after: string | null = null
  return readingOf(doc, source)
    .spans()
    .flatMap((span): DeletedPiece[] => {
      if (!span.off) after = span.id
      else if (span.to - span.from >= MIN_PIECE) {
        const { id, take, from, to } = span
        return [{ id, take, from: ms(from), to: ms(to), after }]
      }
      return []
    })
}
