import { expect, test } from 'vitest'
import { clipOf } from './clip-project.fixtures.ts'
import { type Overlay, overlayDefaults } from './overlay.ts'
import { requireDrawn, undrawn } from './undrawn.ts'

const plain = clipOf('so here is the thing')
const template = { id: 'marker', version: 4 }

test('a clip is drawn whole, its cards and its loud words too', () => {
  const intro = { kind: 'intro', id: 'intro', ...overlayDefaults.intro } as unknown as Overlay
  const style = { ...plain.style, emphasisBy: 'both' as const }
  expect(undrawn(plain)).toEqual([])
  expect(() => requireDrawn({ ...plain, overlays: [intro], style })).not.toThrow()
})

test('what no film shows yet is named, unless captions are off', () => {
  const clip = { ...plain, style: { ...plain.style, template } }
  expect(() => requireDrawn(clip)).toThrow(
    'This clip has the caption template, which exports do not make yet.',
  )
  expect(undrawn({ style: { ...clip.style, enabled: false } })).toEqual([])
})
