import { expect, test } from 'vitest'
import { clipOf } from './clip-project.fixtures.ts'
import { cutList } from './cut-list.ts'
import { filledWidth, graphicFrames, pictureRect, progressRect } from './graphic.ts'
import { AssetId } from './ids.ts'
import { type OverlayOf, overlayDefaults, overlaySchemas } from './overlay.ts'

const asset = AssetId.parse('00000000-0000-4000-8000-0000000000f1')
const logo = (more: object): OverlayOf<'logo'> =>
  overlaySchemas.logo.parse({ kind: 'logo', id: 'logo', asset, ...overlayDefaults.logo, ...more })
const text = (more: object): OverlayOf<'text'> =>
  overlaySchemas.text.parse({ kind: 'text', id: 't', ...overlayDefaults.text, ...more })
const progress = overlaySchemas.progress.parse({
  ...{ kind: 'progress', id: 'progress', ...overlayDefaults.progress, height: 9 },
})

test.each([
  ['top-left', { x: 24, y: 24 }],
  ['top', { x: 432, y: 24 }],
  ['right', { x: 840, y: 906 }],
  ['centre', { x: 432, y: 906 }],
  ['bottom-right', { x: 840, y: 1788 }],
])('a logo at the %s keeps its margin from the edges it is at', (place, at) => {
  const rect = pictureRect(logo({ place, scale: 0.2 }), '9:16', { width: 400, height: 200 })
  expect(rect).toEqual({ ...at, width: 216, height: 108 })
})

test('margins and heights grow with a wider picture, and lie on even px', () => {
  const wide = pictureRect(logo({ margin: 25 }), '16:9', { width: 100, height: 33 })
  expect(wide).toEqual({ x: 44, y: 44, width: 346, height: 114 })
  expect(progressRect(progress, '16:9')).toEqual({ x: 0, y: 1064, width: 1920, height: 16 })
  expect(progressRect({ ...progress, edge: 'top' }, '9:16')).toEqual({
    ...{ x: 0, y: 0, width: 1080, height: 10 },
  })
})

test('a graphic shows in whole frames, where the clip plays what it is tied to', () => {
  // Five words of 400 ms; the third is cut.
  const cuts = cutList(clipOf('one two -three four five'))
  const frames = cuts.reduce((sum, cut) => sum + cut.frames, 0)
  expect(graphicFrames(progress, cuts)).toEqual([{ from: 0, to: frames }])
  expect(graphicFrames(text({ shown: 'first', shownMs: 500 }), cuts)).toEqual([{ from: 0, to: 15 }])
  expect(graphicFrames(text({ shown: 'last', shownMs: 500 }), cuts)).toEqual([
    { from: frames - 15, to: frames },
  ])
  // From inside the first word to inside the last one: one showing across the cut.
  const across = graphicFrames(text({ shown: 'source', from: 100, to: 1700 }), cuts)
  expect(across).toHaveLength(1)
  expect(across[0]?.from).toBe(3)
  expect(graphicFrames(text({ shown: 'source', from: 5000, to: 6000 }), cuts)).toEqual([])
  expect(graphicFrames(progress, [])).toEqual([])
})

test('a bar fills evenly and is full with the last frame', () => {
  const widths = Array.from({ length: 90 }, (_, frame) => filledWidth(frame, 90, 1080))
  expect(widths[0]).toBe(12)
  expect(widths[44]).toBe(540)
  expect(widths.at(-1)).toBe(1080)
  expect(widths.every((width) => width % 2 === 0)).toBe(true)
})
