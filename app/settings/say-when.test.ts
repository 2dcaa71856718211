import { expect, test } from 'vitest'
import { sayFor } from './say-when.ts'

test.each([
  [20_000, 'for a moment'],
  [12 * 60_000, 'for 12 min'],
  [5 * 3_600_000, 'for 5 h'],
  [86_400_000, 'for 1 day'],
  [3.5 * 86_400_000, 'for 3 days'],
])('%s ms of no answer is said as “%s”', (ms, say) => {
  expect(sayFor(new Date(1_000_000), 1_000_000 + ms)).toBe(say)
})
