import { generateKeyBetween } from 'fractional-indexing'
import * as Y from 'yjs'
import { type Arrangement, asSpoken } from '#core/arrangement.ts'
import { CaptionStyle } from '#core/caption-style.ts'
import type { Overlay } from '#core/overlay.ts'
import type { Shape } from '#core/shape.ts'
import type { Range } from '#core/time.ts'
import { cleanText, TITLE_LENGTH } from './clean-text.ts'
import { CLIP_SCHEMA, edit, newClipDoc, yDoc } from './clip-doc.ts'
import { spansIn } from './doc-spans.ts'
import { type FramedShot, frameShots } from './framing-verbs.ts'
import { addTake } from './order-verbs.ts'
import { addOverlay, type OverlayChange } from './overlay-verbs.ts'
import { deletePiece, splitPiece } from './piece-verbs.ts'
import { styleKeys } from './style-keys.ts'

/**
 * The first row of a new clip's log: one take of one stretch, told as proposed. Written once, by whoever creates the
 * clip; a document is never seeded when it is loaded.
 */
export function seedClip(clip: {
  title: string
  shape: Shape
  style: CaptionStyle
  /** What lies on it from the beginning, from the lowest to the topmost. */
  overlays?: readonly Overlay[]
  range: Range
  /** How its stretch is told in pieces. What is skipped keeps its place and can be put back. */
  arrangement?: Arrangement
  transcriptVersion: number
  /** Of the whole source: no edge is dragged past it. */
  durationMs: number
  /** How a reframer frames its shots. */
  framed?: FramedShot[]
}): Uint8Array {
  const doc = newClipDoc()
  const style = CaptionStyle.parse(clip.style)
  const origin = { source: 'pipeline', job: 'seed' } as const
  edit(doc, origin, (write) => {
    write('meta', 'schema', CLIP_SCHEMA)
    write('meta', 'transcriptVersion', clip.transcriptVersion)
    write('meta', 'durationMs', clip.durationMs)
    write('meta', 'title', cleanText(clip.title, TITLE_LENGTH))
    write('meta', 'shape', clip.shape)
    write('takes', 't1/pos', generateKeyBetween(null, null))
    write('takes', 't1/in', clip.range.from)
    write('takes', 't1/out', clip.range.to)
    for (const [key, value] of styleKeys(style)) write('style', key, value)
    for (const { kind, id: _, ...values } of clip.overlays ?? [])
      addOverlay(doc, kind, values as OverlayChange<typeof kind>, origin)
  })
  const { opensWith, skips } = clip.arrangement ?? asSpoken()
  for (const { from, to } of skips) {
    const here = spansIn(doc).find((span) => span.take === 't1' && span.from < from && span.to > to)
    const gone = here && splitPiece(doc, here.id, from, origin)
    if (gone && splitPiece(doc, gone, to, origin)) deletePiece(doc, gone, origin)
  }
  if (opensWith) addTake(doc, opensWith, 'start', origin)
  if (clip.framed?.length) frameShots(doc, clip.shape, clip.framed, origin)
  return Y.encodeStateAsUpdate(yDoc(doc))
}
