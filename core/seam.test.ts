import { expect, test } from 'vitest'
import { clipOf } from './clip-project.fixtures.ts'
import type { ClipProject } from './clip-project.ts'
import { needsBoth, seamLook, seamsOf } from './seam.ts'
import { ms } from './time.ts'
import { TransitionKind } from './transition.ts'

/** Three pieces of two, one and two seconds. */
const clip = (...transitions: [piece: string, length: number][]): ClipProject => ({
  ...clipOf('… … … … … … … … … …'),
  pieces: [
    { id: 'a', take: 't', from: ms(0), to: ms(2000) },
    { id: 'b', take: 'u', from: ms(5000), to: ms(6000) },
    { id: 'c', take: 'v', from: ms(2000), to: ms(4000) },
  ],
  transitions: transitions.map(([piece, length]) => ({
    ...{ piece, kind: 'dissolve', ms: ms(length) },
  })),
})

test('half of a transition lies before its seam and half after', () => {
  expect(seamsOf(clip(['b', 400], ['c', 1000]))).toEqual([
    { kind: 'dissolve', cut: 1, from: 54, frames: 12 },
    { kind: 'dissolve', cut: 2, from: 75, frames: 30 },
  ])
})

test('it takes at most half of what lies beside it, so that no two meet', () => {
  const seams = seamsOf(clip(['b', 2000], ['c', 2000]))
  expect(seams.map(({ from, frames }) => [from, from + frames])).toEqual([
    [45, 75],
    [75, 105],
  ])
})

test('nothing comes in before the first piece, and a piece that is gone has no seam', () => {
  expect(seamsOf(clip(['a', 400], ['gone', 400]))).toEqual([])
  expect(seamsOf(clip())).toEqual([])
})

test.each(TransitionKind.options)('%s begins with what goes and ends with what comes', (kind) => {
  const [first, last] = [seamLook(kind, 0), seamLook(kind, 1)]
  expect(first.out).toEqual({ light: 1, zoom: 1 })
  expect(first.white).toBe(0)
  // What comes in is not there yet, or stands beside the picture.
  expect(first.in.opacity === 0 || first.in.shift === 1).toBe(true)
  expect(last.in).toEqual({ opacity: 1, light: 1, shift: 0 })
  expect(last.white).toBe(0)
})

test('where pictures give way at the seam, nothing is seen of either there', () => {
  expect(needsBoth('fade') || needsBoth('flash')).toBe(false)
  expect(seamLook('fade', 0.5).in.light).toBe(0)
  expect(seamLook('flash', 0.5).white).toBe(1)
  expect(seamLook('fade', 0.25).out.light).toBe(0.5)
})
