import { expect, test } from 'vitest'
import { DANGLES, debtOf } from './debts.ts'

test.each([
  'And that is how it began.',
  'So we went home.',
  'But nobody came.',
  "That's why it failed.",
  'Because the road was closed.',
  'Which is the problem.',
  'They never called back.',
  'It broke the next day.',
  'This was the second attempt of the year.',
  'He had no idea.',
  'Yeah, we tried.',
  'Yes.',
  'Right, so the point is simple.',
  'You are right.',
  'I do.',
  'They do.',
  'One of them is heavier.',
  'Um, the first week was hard.',
  'Well, the first week was hard.',
  'The vendor ships those libraries for you.',
  'How does it happen?',
])('dangles: %s', (text) => {
  expect(debtOf(text).owes).toBeGreaterThanOrEqual(DANGLES)
  expect(debtOf(text).because).not.toBeNull()
})

test.each([
  'Most short clips fail in the first three seconds.',
  'What if computers get ten times faster?',
  'Why do bridges fall?',
  'I was nineteen when the river took our house.',
  'It takes ten years to become an overnight success.',
  "It's hard to measure trust.",
  'Nobody tells you about the second year.',
  'Those who wait lose.',
  'So what makes a bridge fall?',
  'Imagine a city without water.',
  'They say the best time is now.',
  'Half the people in a waiting room watch without sound.',
])('stands alone: %s', (text) => {
  expect(debtOf(text).owes).toBeLessThan(DANGLES)
})
