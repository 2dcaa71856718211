import { expect, test } from 'vitest'
import type { Fault } from './candidates.ts'
import { choose } from './choose.ts'
import type { Scored } from './score.ts'

const parts = { hook: 50, emotion: 50, topic: 50, thought: 50, visual: null }
const clip = (
  first: number,
  last: number,
  score: number,
  { topic = 0, faults = [] as Fault[] } = {},
): Scored => ({
  first,
  last,
  from: first * 1000,
  to: last * 1000 + 900,
  topic,
  faults,
  parts,
  raw: parts,
  floor: 3,
  quoted: 0,
  score,
})

const spans = (chosen: Scored[]) => chosen.map(({ first, last }) => [first, last])
const asked = { count: 2, sentences: 10, topics: 1, hasRoom: true }

test('two good clips beat a better one that lies across both', () => {
  const chosen = choose([clip(0, 3, 70), clip(2, 7, 90), clip(5, 9, 75)], asked)
  expect(spans(chosen)).toEqual([
    [5, 9],
    [0, 3],
  ])
})

test('a fault costs more than some points', () => {
  const chosen = choose([clip(0, 3, 90, { faults: ['dangles'] }), clip(1, 4, 60)], {
    ...asked,
    count: 1,
  })
  expect(spans(chosen)).toEqual([[1, 4]])
})

test('where there is room, as many as asked are given, faults and all', () => {
  const chosen = choose([clip(0, 3, 90), clip(5, 8, 20, { faults: ['promo'] })], asked)
  expect(chosen).toHaveLength(2)
})

test('in a short talk a clip with a serious fault is left out', () => {
  const chosen = choose([clip(0, 3, 90), clip(5, 8, 20, { faults: ['promo'] })], {
    ...asked,
    hasRoom: false,
  })
  expect(spans(chosen)).toEqual([[0, 3]])
})

test('a topic that has its share gives way to another', () => {
  const crowd = [0, 10, 20, 30].map((at) => clip(at, at + 5, 80))
  const others = [40, 50].map((at) => clip(at, at + 5, 76, { topic: 1 }))
  const chosen = choose([...crowd, ...others], {
    count: 4,
    sentences: 60,
    topics: 2,
    hasRoom: true,
  })
  expect(new Set(chosen.map(({ topic }) => topic))).toEqual(new Set([0, 1]))
})

test('the highest score comes first', () => {
  const chosen = choose([clip(0, 3, 40), clip(5, 8, 60)], asked)
  expect(chosen.map(({ score }) => score)).toEqual([60, 40])
})

test('nothing to choose from gives nothing', () => {
  expect(choose([], asked)).toEqual([])
})
