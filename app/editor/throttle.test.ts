import { expect, test } from 'vitest'
import { throttle } from './throttle.ts'

test('the first goes at once, then the newest of what came, no more often than allowed', () => {
  let now = 0
  const timers: { at: number; run: () => void }[] = []
  const clock = {
    now: () => now,
    later: (run: () => void, ms: number) => timers.push({ at: now + ms, run }),
  }
  const pass = (to: number) => {
    now = to
    for (const timer of timers.splice(0)) timer.at <= now ? timer.run() : timers.push(timer)
  }
  const sent: [number, number][] = []
  const send = throttle<number>(
    (value) => sent.push([now, value]),
    () => 100,
    clock,
  )

  for (let i = 0; i < 25; i++) {
    pass(i * 10)
    send(i)
  }
  pass(400)
  expect(sent).toEqual([
    [0, 0],
    [100, 9],
    [200, 19],
    [400, 24],
  ])
})
