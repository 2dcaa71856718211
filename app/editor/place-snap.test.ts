import { expect, test } from 'vitest'
import { nearestPlace, placeBox, underButtons } from './place-snap.ts'

const box = (x: number, y: number) => ({ x, y, width: 400, height: 200 })
const tiktok = { shape: '9:16', platform: 'tiktok', scale: 0.5, free: false } as const

test('a box is drawn to the middle of the picture, and says by which line', () => {
  expect(placeBox(box(331, 700), tiktok)).toEqual({
    ...{ x: 340, y: 700 },
    lines: { x: [540], y: [] },
  })
  expect(placeBox(box(331, 700), { ...tiktok, free: true })).toMatchObject({ x: 331 })
  // Nine px of the screen are too far.
  expect(placeBox(box(322, 700), tiktok)).toMatchObject({ x: 322, lines: { x: [] } })
})

test('it stops at the safe zone, and goes through when it is pulled further', () => {
  const last = 1436 - 200
  expect(placeBox(box(100, last + 30), tiktok)).toMatchObject({ y: last, lines: { y: [1436] } })
  expect(placeBox(box(100, last + 33), tiktok)).toMatchObject({ y: last + 33 })
  // Other shapes are shown without buttons over them.
  expect(placeBox(box(700, 620), { ...tiktok, shape: '1:1' })).toMatchObject({ x: 700, y: 620 })
})

test('a logo goes to the ninth of the picture it is let go in', () => {
  expect(nearestPlace('9:16', 10, 10)).toBe('top-left')
  expect(nearestPlace('9:16', 540, 960)).toBe('centre')
  expect(nearestPlace('9:16', 1300, 1900)).toBe('bottom-right')
})

test('a logo under the platform’s own buttons is told', () => {
  const logo = { margin: 24, scale: 0.18 }
  expect(underButtons({ ...logo, place: 'bottom-right' }, 'tiktok')).toBe(true)
  expect(underButtons({ ...logo, place: 'top' }, 'tiktok')).toBe(true)
  expect(underButtons({ ...logo, place: 'centre' }, 'tiktok')).toBe(false)
  expect(underButtons({ place: 'top', margin: 200, scale: 0.18 }, 'tiktok')).toBe(false)
})
