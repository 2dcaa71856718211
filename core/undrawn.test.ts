import { expect, test } from 'vitest'
import { clipOf } from './clip-project.fixtures.ts'
import { overlayDefaults } from './overlay.ts'
import { requireDrawn, undrawn } from './undrawn.ts'

const plain = clipOf('so here is the thing')
const intro = { kind: 'intro', id: 'intro', ...overlayDefaults.intro } as const

test('a clip of words and crops is drawn whole', () => {
  expect(undrawn(plain)).toEqual([])
  expect(() => requireDrawn(plain)).not.toThrow()
})

test('what no film shows yet is named, each once', () => {
  const clip = {
    ...plain,
    overlays: [{ ...intro }] as unknown as typeof plain.overlays,
    style: { ...plain.style, template: { id: 'marker', version: 4 } },
  }
  expect(undrawn(clip)).toEqual(['the intro', 'the caption template'])
  expect(() => requireDrawn(clip)).toThrow(
    'This clip has the intro and the caption template, which exports do not make yet.',
  )
})

test('a card that is turned off, and captions that are, leave nothing out', () => {
  const off = { ...plain, overlays: [{ ...intro, on: false }] } as typeof plain
  expect(undrawn(off)).toEqual([])
  expect(undrawn({ ...off, overlays: [{ ...intro }] } as typeof plain)).toEqual(['the intro'])
  const silent = {
    ...plain.style,
    enabled: false,
    template: { id: 'marker', version: 4 },
  }
  expect(undrawn({ ...plain, style: silent })).toEqual([])
})
