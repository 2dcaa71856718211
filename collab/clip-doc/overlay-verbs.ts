import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'
import { type OverlayKind, type OverlayOf, onlyOnce } from '#core/overlay.ts'
import { type ClipDoc, type Decision, edit } from './clip-doc.ts'
import { table } from './decisions.ts'
import { freshId } from './doc-spans.ts'
import type { EditOrigin } from './edit-origin.ts'
import { fieldsOf, placedOverlays } from './read-overlays.ts'

export type OverlayChange<K extends OverlayKind> = Partial<Omit<OverlayOf<K>, 'id' | 'kind'>>

/**
 * Puts something on the clip, on top of what is there, and returns its id. A logo, music, a progress
 * bar, an intro and an outro are there once: adding another changes the one. Throws on what no such
 * overlay can be.
 */
export function addOverlay<K extends OverlayKind>(
  doc: ClipDoc,
  kind: K,
  values: OverlayChange<K>,
  origin: EditOrigin,
): string {
  const keys = overlayKeys(kind, values)
  const id = onlyOnce.includes(kind) ? kind : `${kind}-${freshId(doc)}`
  edit(doc, origin, (write) => {
    const top = placedOverlays(doc).at(-1)
    const there = placedOverlays(doc).some(({ overlay }) => overlay.id === id)
    write('overlays', `${id}/kind`, kind)
    for (const [name, value] of keys) write('overlays', `${id}/${name}`, value)
    if (!there) write('overlays', `${id}/pos`, generateKeyBetween(top?.pos || null, null))
    if (table(doc, 'overlays').has(id, 'del')) write('overlays', `${id}/del`, false)
  })
  return id
}

/** Changes what is named and leaves the rest to whoever changes it meanwhile. */
export function changeOverlay<K extends OverlayKind>(
  doc: ClipDoc,
  id: string,
  kind: K,
  change: OverlayChange<K>,
  origin: EditOrigin,
): boolean {
  const keys = overlayKeys(kind, change)
  return edit(doc, origin, (write) => {
    const there = placedOverlays(doc).find(({ overlay }) => overlay.id === id)
    if (there?.overlay.kind !== kind) return
    for (const [name, value] of keys) write('overlays', `${id}/${name}`, value)
  })
}

/** Draws an overlay below the one named; null: on top of all. */
export function moveOverlay(
  doc: ClipDoc,
  id: string,
  below: string | null,
  origin: EditOrigin,
): boolean {
  return edit(doc, origin, (write) => {
    const all = placedOverlays(doc).map(({ overlay, pos }) => ({ id: overlay.id, pos }))
    const rest = all.filter((one) => one.id !== id)
    const at = below === null ? rest.length : rest.findIndex((one) => one.id === below)
    if (at < 0 || rest.length === all.length || all[at]?.id === id) return
    const [low, high] = [rest[at - 1]?.pos ?? '', rest[at]?.pos ?? null]
    if (high === null || low < high) {
      write('overlays', `${id}/pos`, generateKeyBetween(low || null, high))
      return
    }
    // Two were put in one place at once: nothing goes between them until all have places again.
    const keys = generateNKeysBetween(null, null, all.length)
    const order = [...rest.slice(0, at), { id }, ...rest.slice(at)]
    order.forEach((one, i) => {
      write('overlays', `${one.id}/pos`, keys[i] as string)
    })
  })
}

export const removeOverlay = (doc: ClipDoc, id: string, origin: EditOrigin): boolean =>
  edit(doc, origin, (write) => {
    const there = placedOverlays(doc).some(({ overlay }) => overlay.id === id)
    if (there) write('overlays', `${id}/del`, true)
  })

function overlayKeys<K extends OverlayKind>(
  kind: K,
  values: OverlayChange<K>,
): [string, Decision][] {
  const fields: Record<string, { parse(value: unknown): unknown }> = fieldsOf(kind)
  return Object.entries(values).flatMap(([name, value]): [string, Decision][] => {
    const field = fields[name]
    return field && value !== undefined ? [[name, field.parse(value) as Decision]] : []
  })
}
