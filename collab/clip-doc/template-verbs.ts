import type { TemplateRef } from '#core/caption-style.ts'
import type { Shape } from '#core/shape.ts'
import { isOfItsPlace, partOf, type TemplateLook, withTitle } from '#core/template.ts'
import { ms } from '#core/time.ts'
import { type ClipDoc, edit, yDoc } from './clip-doc.ts'
import type { EditOrigin } from './edit-origin.ts'
import { setLayout } from './framing-verbs.ts'
import { applyStyle, setShape } from './look-verbs.ts'
import { readMeta } from './normalize.ts'
import { addOverlay, type OverlayChange, removeOverlay } from './overlay-verbs.ts'
import { readFraming } from './read-framing.ts'
import { placedOverlays } from './read-overlays.ts'
import { setSound } from './sound-verbs.ts'
import { pinned } from './style-keys.ts'

/**
 * Gives a clip the look of a template, and writes down which version it was. Only what the look speaks
 * about changes; what lies at one place of this clip alone stays there. Done twice it is as done once.
 */
export function applyLook(
  doc: ClipDoc,
  look: TemplateLook,
  given: TemplateRef,
  origin: EditOrigin,
): boolean {
  return edit(doc, origin, (write) => {
    const has = (part: TemplateLook['parts'][number]) => look.parts.includes(part)
    if (has('captions')) applyStyle(doc, look.style, origin)
    if (has('layout')) {
      setShape(doc, look.shape, origin)
      const durationMs = yDoc(doc).getMap('meta').get('durationMs')
      const to = ms(typeof durationMs === 'number' ? Math.max(1, durationMs) : 1)
      const { own, layouts } = readFraming(doc)
      // The whole source, so that a piece that is made longer is laid out alike.
      for (const shape of new Set<Shape>(['9:16', ...own])) {
        const there = layouts.filter((one) => one.shape === shape)
        const stands = there.length === 1 && there[0]?.from === 0 && there[0].to === to
        if (stands && there[0]?.kind === look.layout) continue
        setLayout(doc, shape, { from: ms(0), to }, look.layout, origin)
      }
    }
    replaceOverlays(doc, look, origin)
    if (has('sound')) setSound(doc, look.sound, origin)
    write('meta', 'given', pinned(given))
  })
}

function replaceOverlays(doc: ClipDoc, look: TemplateLook, origin: EditOrigin): void {
  const { title } = readMeta(doc)
  const wanted = look.overlays.map((overlay) => withTitle(overlay, title))
  const there = placedOverlays(doc).map(({ overlay }) => overlay)
  const mine = there.filter((one) => look.parts.includes(partOf(one)) && !isOfItsPlace(one))
  const kept = new Set<string>()
  const fresh = wanted.filter((overlay) => {
    const twin = mine.find((one) => !kept.has(one.id) && sameFields(one, overlay))
    if (twin) kept.add(twin.id)
    return !twin
  })
  for (const { id } of mine) if (!kept.has(id)) removeOverlay(doc, id, origin)
  for (const { kind, id: _, ...values } of fresh)
    addOverlay(doc, kind, values as OverlayChange<typeof kind>, origin)
}

const sameFields = ({ id: _, ...a }: { id: string }, { id: __, ...b }: { id: string }) =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())
