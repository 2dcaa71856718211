import { CaptionStyle } from '#core/caption-style.ts'
import { Shape } from '#core/shape.ts'
import { cleanText, TITLE_LENGTH } from './clean-text.ts'
import { type ClipDoc, edit } from './clip-doc.ts'
import type { EditOrigin } from './edit-origin.ts'

/** Each verb returns whether it changed anything. */

export const setTitle = (doc: ClipDoc, title: string, origin: EditOrigin) =>
  edit(doc, origin, (write) => write('meta', 'title', cleanText(title, TITLE_LENGTH)))

export const setShape = (doc: ClipDoc, shape: Shape, origin: EditOrigin) =>
  edit(doc, origin, (write) => write('meta', 'shape', Shape.parse(shape)))

/** Changes the named properties and leaves the others to whoever changes them meanwhile. */
export function setStyle(doc: ClipDoc, change: Partial<CaptionStyle>, origin: EditOrigin) {
  const values = Object.entries(CaptionStyle.partial().parse(change))
  return edit(doc, origin, (write) => {
    for (const [key, value] of values) if (value !== undefined) write('style', key, value)
  })
}
