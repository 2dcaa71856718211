import { expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { AssetId } from '#core/ids.ts'
import { overlayDefaults, overlaySchemas } from '#core/overlay.ts'
import type { Shape } from '#core/shape.ts'
import { evenFont } from '../layout.fixtures.ts'
import type { LaidGraphic } from './graphic-layout.ts'
import { layOutGraphics } from './lay-out-graphics.ts'

const asset = AssetId.parse('00000000-0000-4000-8000-0000000000f1')
const withOverlays = (...overlays: ClipProject['overlays']): ClipProject => ({
  ...clipOf('so here is the thing'),
  overlays,
})
const text = (more: object) =>
  overlaySchemas.text.parse({ kind: 'text', id: 't', ...overlayDefaults.text, ...more })
const laidText = (more: object, shape: Shape = '9:16') => {
  const [graphic] = layOutGraphics(withOverlays(text(more)), shape, {}, evenFont)
  if (graphic?.paint.kind !== 'text') throw new Error('no text')
  return { ...graphic, ...graphic.paint }
}
const lines = ({ lines: rows }: ReturnType<typeof laidText>) =>
  rows.map(({ runs }) => runs.map((run) => run.text).join(''))
const edges = ({ lines: rows, box }: ReturnType<typeof laidText>) =>
  rows.map(({ runs }) => {
    const [first, last] = [runs[0], runs.at(-1)]
    return [
      Math.round(box.x + (first?.x ?? 0)),
      Math.round(box.x + (last?.x ?? 0) + (last?.width ?? 0)),
    ]
  })

test('text breaks where its box ends, and at its own line breaks', () => {
  // At .6 em a letter 864 px hold 24 letters of 60 px; among lines as few, the even ones that read well.
  const laid = laidText({ text: 'seven letters make a line of text\n\nand more', size: 60 })
  expect(lines(laid)).toEqual(['seven letters', 'make a line of text', '', 'and more'])
})

test.each([
  [
    'left',
    [
      [108, 216],
      [108, 252],
    ],
  ],
  [
    'right',
    [
      [864, 972],
      [828, 972],
    ],
  ],
  [
    'centre',
    [
      [486, 594],
      [468, 612],
    ],
  ],
])('lines stand at the %s of their box', (align, expected) => {
  expect(edges(laidText({ text: 'one\nfour', size: 60, align }))).toEqual(expected)
})

test('a word wider than its box makes the letters smaller and stays whole', () => {
  const laid = laidText({ text: 'extraordinarily long', size: 72, w: 0.2 })
  expect(lines(laid)).toEqual(['extraordinarily', 'long'])
  expect(laid.size).toBeCloseTo((0.2 * 1080) / (15 * 0.6))
})

test('the same text in a wider picture is larger by as much', () => {
  expect(laidText({ text: 'one' }, '16:9').size).toBeCloseTo((48 * 1920) / 1080)
})

test('a ground holds every line, and the box holds the ground', () => {
  const { ground, box, lines: rows } = laidText({ text: 'one\nfour', background: '#000000' })
  expect(ground?.box.x).toBeGreaterThan(0)
  expect((ground?.box.y ?? 0) + (ground?.box.height ?? 0)).toBeLessThan(box.height)
  for (const { runs } of rows) expect(runs[0]?.x).toBeGreaterThan(ground?.box.x ?? 0)
  expect([box.x, box.y, box.width, box.height].every((side) => side % 2 === 0)).toBe(true)
})

test('graphics lie as they are listed; what is empty or not there is left out', () => {
  const image = overlaySchemas.image.parse({
    ...{ kind: 'image', id: 'i', asset, ...overlayDefaults.image },
  })
  const bar = overlaySchemas.progress.parse({
    ...{ kind: 'progress', id: 'p', ...overlayDefaults.progress },
  })
  const project = withOverlays(bar, image, text({ text: ' ' }))
  const names = (laid: LaidGraphic[]) => laid.map(({ id }) => id)
  const picture = { src: '/logo.png', width: 200, height: 100 }
  expect(names(layOutGraphics(project, '1:1', { [asset]: picture }, evenFont))).toEqual(['p', 'i'])
  expect(names(layOutGraphics(project, '1:1', {}, evenFont))).toEqual(['p'])
})
