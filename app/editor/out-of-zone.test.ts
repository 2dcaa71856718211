import { expect, test } from 'vitest'
import { type CaptionStyle, plainStyle, StyleName } from '#core/caption-style.ts'
import { Platform } from '#core/safe-zone.ts'
import { resolveLook } from '#remotion/resolve-look.ts'
import { outOfZone } from './out-of-zone.ts'

const place = (change: Partial<CaptionStyle>) => {
  const style = { ...plainStyle('punch'), ...change }
  return outOfZone(resolveLook(style, '9:16'), style.safeZone)
}

test.each(
  StyleName.options.flatMap((name) => Platform.options.map((safeZone) => ({ name, safeZone }))),
)('$name by itself is clear of buttons on $safeZone, however it is aligned', (change) => {
  for (const align of [null, 'start', 'centre', 'end'] as const)
    expect(place({ ...plainStyle(change.name), ...change, align })).toBeNull()
})

test.each<[string, Partial<CaptionStyle>, ReturnType<typeof place>]>([
  ['what TikTok leaves free is under the words of Reels', { y: 0.28, safeZone: 'reels' }, 'low'],
  ['and is clear on TikTok', { y: 0.28, safeZone: 'tiktok' }, null],
  ['a height that somebody chose is not held by the zone', { y: 0.05 }, 'low'],
  ['nor is one above it', { y: 0.9 }, 'high'],
  ['nor a place at the side', { x: 0.85, safeZone: 'shorts' }, 'far to the side'],
])('%s', (_, change, expected) => {
  expect(place(change)).toBe(expected)
})
