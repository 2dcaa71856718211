import { expect, test } from 'vitest'
import { type Overlay, overlayDefaults, overlaySchemas } from './overlay.ts'
import {
  laidBy,
  type OverlayTemplate,
  overlayOfTemplate,
  overlayTemplates,
  sayTemplate,
  templateNamed,
} from './overlay-template.ts'
import { Shape } from './shape.ts'

const laid = (template: OverlayTemplate, shape: Shape): Overlay => {
  const { kind, values } = overlayOfTemplate(template, { title: 'The quiet one', shape })
  return overlaySchemas[kind].parse({ kind, id: kind, ...overlayDefaults[kind], ...values })
}

test('a template goes by its name, however that is written', () => {
  expect(['progress-bar', 'Lower Third', 'title_card', 'none', null].map(templateNamed)).toEqual([
    ...['progress-bar', 'lower-third', 'title-card', null, null],
  ])
  expect(templateNamed('confetti')).toBeUndefined()
})

test.each(overlayTemplates)(
  '%s is known again by what it put on the clip, in any shape',
  (name) => {
    for (const shape of Shape.options) {
      const overlay = laid(name, shape)
      expect(laidBy(name, [overlay])).toBe(overlay)
      expect(sayTemplate(name, [overlay])).toBe(name)
    }
    expect(sayTemplate(name, [])).toBeNull()
  },
)

test('titles are the clip’s own', () => {
  for (const name of ['lower-third', 'title-card'] as const)
    expect(laid(name, '9:16')).toMatchObject({ text: 'The quiet one' })
})

test('a text that people moved is theirs, and so is a card they brought a film for', () => {
  const text = { ...laid('lower-third', '9:16'), y: 0.3 } as Overlay
  const card = { ...laid('title-card', '9:16'), asset: 'theirs' } as Overlay
  expect(laidBy('lower-third', [text])).toBeUndefined()
  expect(laidBy('title-card', [card])).toBeUndefined()
})

test('none stays as it was written, and a name that draws nothing is not told as if it did', () => {
  expect(sayTemplate('none', [])).toBe('none')
  expect(sayTemplate(null, [])).toBeNull()
  expect(sayTemplate('confetti', [laid('progress-bar', '1:1')])).toBeNull()
})
