import { expect, test } from 'vitest'
import { PICTURE_BYTES, PICTURE_WIDTH, scenesOf } from './scenes.ts'

/** A picture from the colour of each place. */
const picture = (colour: (x: number, y: number) => [number, number, number]) =>
  Uint8Array.from({ length: PICTURE_BYTES }, (_, i) => {
    const place = Math.floor(i / 3)
    return colour(place % PICTURE_WIDTH, Math.floor(place / PICTURE_WIDTH))[i % 3] ?? 0
  })

const night = picture((x) => [10, 20, 60 + x])
const noon = picture((x, y) => [200 + (x % 7), 190 + y, 120])
const face = picture((x, y) => (Math.hypot(x - 16, y - 9) < 6 ? [220, 180, 150] : [40, 60, 50]))
/** One picture every half second. */
const film = (...rgb: Uint8Array[]) => rgb.map((rgb, i) => ({ atMs: i * 500, rgb }))

test('one shot has no cuts', () => {
  expect(scenesOf(film(face, face, face, face))).toEqual([])
  expect(scenesOf([])).toEqual([])
})

test('a cut is where the next shot begins', () => {
  expect(scenesOf(film(night, night, night, noon, noon, noon, face, face))).toEqual([1500, 3000])
})

test('a head that moves is no cut', () => {
  const moved = (by: number) =>
    picture((x, y) => (Math.hypot(x - 16 - by, y - 9) < 6 ? [220, 180, 150] : [40, 60, 50]))
  expect(scenesOf(film(moved(0), moved(2), moved(5), moved(1), moved(-4), moved(0)))).toEqual([])
})

test('light that goes up slowly is no cut', () => {
  const lit = (level: number) => picture((x) => [level + x, level, level])
  expect(scenesOf(film(...[20, 40, 60, 80, 100, 120, 140, 160].map(lit)))).toEqual([])
})

test('a picture that changes all the time has no cuts', () => {
  const noise = (seed: number) =>
    picture((x, y) => {
      const value = ((x * 7919 + y * 104_729 + seed * 1299) * 2654435761) % 256
      return [value, (value * 3) % 256, (value * 7) % 256]
    })
  expect(scenesOf(film(...[1, 2, 3, 4, 5, 6, 7, 8].map(noise)))).toEqual([])
})

test('a flash is one change', () => {
  const times = [0, 500, 1000, 1033, 1500, 2000]
  const rgb = [face, face, noon, face, face, face]
  const found = scenesOf(times.map((atMs, i) => ({ atMs, rgb: rgb[i] ?? face })))
  expect(found.length).toBeLessThanOrEqual(1)
})
