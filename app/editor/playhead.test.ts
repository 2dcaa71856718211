import { expect, test } from 'vitest'
import { createPlayhead } from './playhead.ts'

test('followers hear the last place once a frame, and nothing where it came back to it', () => {
  const frames: (() => void)[] = []
  const playhead = createPlayhead((run) => frames.push(run))
  const heard: number[] = []
  const leave = playhead.subscribe((at) => heard.push(at))
  playhead.set(10)
  playhead.set(20)
  expect(playhead.get()).toBe(20)
  expect(heard).toEqual([0])
  frames.shift()?.()
  expect(heard).toEqual([0, 20])
  playhead.set(30)
  playhead.set(20)
  frames.shift()?.()
  expect(heard).toEqual([0, 20])
  leave()
  playhead.set(40)
  frames.shift()?.()
  expect(heard).toEqual([0, 20])
})
