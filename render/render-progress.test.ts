import { expect, test } from 'vitest'
import { type RenderProgress, trackProgress } from './render-progress.ts'

function track() {
  const seen: RenderProgress[] = []
  let clock = 0
  const tell = trackProgress(
    { captions: 1, film: 3 },
    (progress) => seen.push(progress),
    () => clock,
  )
  return {
    seen,
    tell,
    at: (time: number) => {
      clock = time
    },
  }
}

test('each step counts for its share of the work', () => {
  const { seen, tell } = track()
  tell('captions', 0.5)
  tell('captions', 1)
  tell('film', 0.5)
  expect(seen.map((progress) => progress.percent)).toEqual([12.5, 25, 62.5])
})

test('progress never goes back and is not done before the end', () => {
  const { seen, tell } = track()
  for (const share of [0.5, 0.2, 1, 1.7, -1]) tell('film', share)
  tell('captions', 1)
  const percents = seen.map((progress) => progress.percent)
  expect(percents).toEqual([...percents].sort((a, b) => a - b))
  expect(percents.at(-1)).toBe(99)
})

test('the time left follows from the speed so far, once there is one', () => {
  const { seen, tell, at } = track()
  at(500)
  tell('captions', 0.5)
  at(4000)
  tell('film', 1 / 3)
  tell('captions', 1)
  expect(seen.map((progress) => progress.etaMs)).toEqual([null, 6667, 4000])
})
