import {
  bringsAnother,
  type CaptionStyle,
  type PropValue,
  type StyleChange,
  type TemplateRef,
} from '#core/caption-style.ts'
import { Shape } from '#core/shape.ts'
import { cleanText, TITLE_LENGTH } from './clean-text.ts'
import { type ClipDoc, edit, yDoc } from './clip-doc.ts'
import type { EditOrigin } from './edit-origin.ts'
import { shapeCode } from './shape-code.ts'
import { readStyle, styleKeys } from './style-keys.ts'

/** Each verb returns whether it changed anything. */

export const setTitle = (doc: ClipDoc, title: string, origin: EditOrigin) =>
  edit(doc, origin, (write) => write('meta', 'title', cleanText(title, TITLE_LENGTH)))

/** The shape it is edited in. */
export const setShape = (doc: ClipDoc, shape: Shape, origin: EditOrigin) =>
  edit(doc, origin, (write) => write('meta', 'shape', Shape.parse(shape)))

/** Whether the clip is meant for a shape besides the one it is edited in. */
export const useShape = (doc: ClipDoc, shape: Shape, on: boolean, origin: EditOrigin) =>
  edit(doc, origin, (write) => {
    const key = `shape/${shapeCode(Shape.parse(shape))}`
    if ((yDoc(doc).getMap('meta').get(key) === true) !== on) write('meta', key, on)
  })

/**
 * Changes the named properties and leaves the others to whoever changes them meanwhile. With another
 * template goes what was set of the last one's: a name they share is not one property.
 */
export function setStyle(doc: ClipDoc, change: StyleChange, origin: EditOrigin) {
  const now = readStyle(doc)
  const keys = styleKeys(
    bringsAnother(change, now)
      ? { ...change, overrides: { ...none(now.overrides), ...change.overrides } }
      : change,
  )
  return edit(doc, origin, (write) => {
    for (const [key, value] of keys) write('style', key, value)
  })
}

/** Gives the captions a template with these of its properties set and no others. */
export const pinTemplate = (
  doc: ClipDoc,
  template: TemplateRef,
  overrides: Record<string, PropValue>,
  origin: EditOrigin,
) =>
  setStyle(
    doc,
    { template, overrides: { ...none(readStyle(doc).overrides), ...overrides } },
    origin,
  )

/** Makes the captions look like this altogether: what was changed before and is not in it, goes. */
export function applyStyle(doc: ClipDoc, style: CaptionStyle, origin: EditOrigin) {
  const now = readStyle(doc)
  return setStyle(
    doc,
    {
      ...style,
      overrides: { ...none(now.overrides), ...style.overrides },
      speakers: { ...none(now.speakers), ...style.speakers },
    },
    origin,
  )
}

const none = (set: Record<string, unknown>) =>
  Object.fromEntries(Object.keys(set).map((name) => [name, null]))
