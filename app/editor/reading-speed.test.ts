import { expect, test } from 'vitest'
import { captionPages } from '#core/caption-pages.ts'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { readingSpeed, TOO_FAST } from './reading-speed.ts'

test('counts what is written against how long it stays', () => {
  const speed = readingSpeed(captionPages(clipOf('ab cd. … ef gh.')))
  expect(speed?.average).toBeGreaterThan(3)
  expect(speed?.average).toBeLessThan(9)
})

test('finds the page that is gone too soon', () => {
  const speed = readingSpeed(
    captionPages(clipOf('so it is. … incomprehensible internationalisation bureaucracies.')),
  )
  expect(speed?.fastest.perSecond).toBeGreaterThan(TOO_FAST)
  expect(speed?.fastest.at).toBeGreaterThan(1000)
})

test('says nothing where nothing is written', () => {
  expect(readingSpeed([])).toBeNull()
})
