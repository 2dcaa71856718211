import {
  type Overlay,
  type OverlayKind,
  onlyOnce,
  overlayDefaults,
  overlaySchemas,
} from '#core/overlay.ts'
import { cleanLines, cleanText } from './clean-text.ts'
import type { ClipDoc } from './clip-doc.ts'
import { byText, orderKey } from './decisions.ts'
import { readFields, rowsOf } from './flat-rows.ts'

/** More than fits in a picture; the rest of a forged document is not read. */
const MAX_OVERLAYS = 200

/** An overlay and its place among the others. */
export type PlacedOverlay = { overlay: Overlay; pos: string }

/** All overlays that stand, from the lowest to the topmost. */
export function placedOverlays(doc: ClipDoc): PlacedOverlay[] {
  return rowsOf(doc, 'overlays')
    .flatMap(([id, row]): PlacedOverlay[] => {
      const kind = row.get('kind')
      if (!isKind(kind) || (onlyOnce.includes(kind) && id !== kind)) return []
      const fields = readFields(fieldsOf(kind), overlayDefaults[kind], (name) => row.get(name))
      if (!fields) return []
      const overlay = { ...fields, kind, id } as unknown as Overlay
      return [{ overlay: cleaned(overlay), pos: orderKey(row.get('pos')) ?? '' }]
    })
    .sort((a, b) => byText(a.pos, b.pos) || byText(a.overlay.id, b.overlay.id))
    .slice(0, MAX_OVERLAYS)
}

export const readOverlays = (doc: ClipDoc): Overlay[] =>
  placedOverlays(doc).map(({ overlay }) => overlay)

const isKind = (value: unknown): value is OverlayKind =>
  typeof value === 'string' && Object.hasOwn(overlaySchemas, value)

/** What can be said about an overlay of this kind. */
export function fieldsOf(kind: OverlayKind) {
  const { kind: _, id: __, ...fields } = overlaySchemas[kind].shape
  return fields
}

function cleaned(overlay: Overlay): Overlay {
  if (overlay.kind === 'text') return { ...overlay, text: cleanLines(overlay.text, 280) }
  return 'text' in overlay ? { ...overlay, text: cleanText(overlay.text, 120) } : overlay
}
