import { expect, test } from 'vitest'
import { transferRate } from './transfer-rate.ts'

const MB = 1_000_000

test('says nothing before it can know', () => {
  const rate = transferRate()
  expect(rate.read(100 * MB)).toEqual({ speed: null, etaMs: null })
  rate.heard(0, 0)
  rate.heard(1000, MB)
  expect(rate.read(100 * MB)).toEqual({ speed: null, etaMs: null })
})

test('a steady transfer has its speed and the time left', () => {
  const rate = transferRate()
  for (let s = 0; s <= 20; s++) rate.heard(s * 1000, s * 2 * MB)
  expect(rate.read(100 * MB)).toEqual({ speed: 2 * MB, etaMs: 30_000 })
})

test('one burst moves it little, a lasting change moves it within seconds', () => {
  const rate = transferRate()
  let sent = 0
  let at = 0
  const go = (seconds: number, speed: number) => {
    for (let i = 0; i < seconds; i++) {
      at += 1000
      sent += speed
      rate.heard(at, sent)
    }
  }
  go(10, 2 * MB)
  go(1, 6 * MB)
  expect(rate.read(1000 * MB).speed).toBeLessThan(3 * MB)
  go(9, 0.5 * MB)
  expect(rate.read(1000 * MB).speed).toBe(0.5 * MB)
})

test('going back to what the server kept starts the count again', () => {
  const rate = transferRate()
  rate.heard(0, 0)
  rate.heard(4000, 40 * MB)
  rate.heard(5000, 32 * MB)
  expect(rate.read(100 * MB).speed).toBeNull()
})
