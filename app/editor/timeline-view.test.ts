import { expect, test } from 'vitest'
import {
  atZoomShare,
  clampView,
  fitView,
  followView,
  readableScale,
  rulerTicks,
  sayClock,
  sayLength,
  sayTenths,
  type TimelineView,
  toMs,
  toX,
  wordsShown,
  zoomShare,
  zoomView,
} from './timeline-view.ts'

const view: TimelineView = { pxPerMs: 0.1, at: 10_000, width: 1200, length: 42_500 }

test('time and place lead to each other', () => {
  expect(toMs(view, toX(view, 13_100))).toBeCloseTo(13_100, 6)
})

test('zooming keeps what lies under the pointer there', () => {
  const under = toMs(view, 700)
  const closer = zoomView(view, 1.7, 700)
  expect(closer.pxPerMs).toBeCloseTo(0.17, 6)
  expect(toMs(closer, 700)).toBeCloseTo(under, 3)
})

test('the view never leaves the clip, nor zooms out past the whole of it', () => {
  const out = zoomView(view, 0.0001, 300)
  expect(out.at).toBe(0)
  expect(toX(out, view.length)).toBeLessThanOrEqual(view.width)
  expect(out.pxPerMs).toBeCloseTo(fitView(view).pxPerMs, 9)
  expect(clampView({ ...view, at: 90_000 }).at).toBeLessThan(view.length)
  expect(clampView({ ...view, at: -5 }).at).toBe(0)
})

test('the slider runs from the whole clip to the closest look', () => {
  const fit = fitView(view)
  expect(zoomShare(fit)).toBeCloseTo(0, 9)
  const half = atZoomShare(fit, 0.5, 600)
  expect(zoomShare(half)).toBeCloseTo(0.5, 6)
  expect(zoomShare(atZoomShare(half, 1, 600))).toBeCloseTo(1, 6)
})

test('a clip shorter than the lanes at the closest look still has a place', () => {
  const short = fitView({ ...view, length: 500 })
  expect(Number.isFinite(zoomShare(short))).toBe(true)
  expect(toX(short, 500)).toBeLessThan(short.width)
})

test('the page turns when the playhead leaves it, and stays still while it is in view', () => {
  expect(followView(view, 12_000, true)).toBe(view)
  const turned = followView(view, 21_500, true)
  expect(turned.at).toBeGreaterThan(view.at)
  expect(toX(turned, 21_500)).toBeGreaterThan(0)
  expect(followView(view, 21_000, false)).toBe(view)
})

test('ruler labels are even and far enough apart to read', () => {
  const ticks = rulerTicks(view)
  const labels = ticks.filter((tick) => tick.label)
  expect(labels.map((tick) => tick.label)).toContain('0:12')
  const [a, b] = labels
  expect(toX(view, b?.ms ?? 0) - toX(view, a?.ms ?? 0)).toBeGreaterThanOrEqual(88)
})

test.each([
  [0, '0:00'],
  [65_000, '1:05'],
  [3_725_000, '1:02:05'],
])('%i ms is said %s', (ms, said) => {
  expect(sayClock(ms)).toBe(said)
})

test('tenths round to the second they belong to', () => {
  expect(sayTenths(13_060)).toBe('0:13.1')
  expect(sayTenths(59_960)).toBe('1:00.0')
  expect(sayLength(14_080)).toBe('14.1 s')
  expect(sayLength(90_000)).toBe('1:30 min')
})

test('a clip opens close enough to read its words, whatever the pace', () => {
  for (const average of [180, 250, 400])
    expect(wordsShown(readableScale(average), average)).toBe(true)
  expect(wordsShown(0.02, 400)).toBe(false)
  expect(readableScale(0)).toBeGreaterThan(0)
})
