import { expect, test } from 'vitest'
import { randomOf } from '#core/moments/talk.fixtures.ts'
import { EnginePace, HearingProgress, type Stage } from './hearing-progress.ts'
import { inTurn, planMeeting, planParts } from './plan-chunks.ts'

const LANES = 3
const MINUTE = 60_000

/**
 * Pieces heard in lanes on a clock of their own: what was told every second and at every answer, against
 * the share of the whole time that had gone by. `took` says how long a piece takes, ms.
 */
function hear(
  lengths: number[],
  took: (ms: number, piece: number) => number,
  {
    pace = new EnginePace(),
    stages = [
      { pieces: LANES, lanes: LANES },
      { pieces: lengths.length - LANES, lanes: LANES },
    ] as Stage[],
    kept = 0,
    atOnce = LANES,
    swapped = false,
  } = {},
) {
  let now = 0
  // When each of so many that the engine hears at a time will be free.
  const free = Array.from({ length: atOnce }, () => 0)
  const progress = new HearingProgress(lengths, stages, pace, () => now)
  const told: { at: number; percent: number; answers: number }[] = []
  const underWay: { piece: number; ends: number }[] = []
  let [next, over] = [0, 0]
  const tell = () => told.push({ at: now, percent: progress.percent(), answers: over })
  const first = stages[0] as Stage
  const mayBegin = () =>
    next < first.pieces
      ? underWay.length < first.lanes
      : over >= first.pieces && underWay.length < LANES
  const begin = () => {
    while (next < lengths.length && mayBegin()) {
      if (swapped && next === 1) {
        // The engine takes the third of the first three before the second.
        progress.began(1)
        progress.began(2)
        for (const piece of [2, 1]) {
          free[0] = (free[0] as number) + took(lengths[piece] as number, piece)
          underWay.push({ piece, ends: free[0] })
        }
        next = 3
        continue
      }
      const piece = next++
      progress.began(piece)
      const soonest = free.indexOf(Math.min(...free))
      const ends =
        Math.max(now, free[soonest] as number) +
        (piece < kept ? 0 : took(lengths[piece] as number, piece))
      free[soonest] = ends
      underWay.push({ piece, ends })
    }
    underWay.sort((a, b) => a.ends - b.ends)
  }
  for (begin(); underWay.length > 0; begin()) {
    const { piece, ends } = underWay.shift() as (typeof underWay)[number]
    for (; now + 1000 < ends; tell()) now += 1000
    now = ends
    progress.ended(piece, piece < kept)
    over++
    tell()
  }
  const off = ({ at, percent }: (typeof told)[number]) => Math.abs(percent - (at / now) * 100)
  return { told, off, tookMs: now }
}

const piecesOf = (minutes: number) =>
  inTurn(planParts(new Float32Array(), minutes * MINUTE, 590_000, LANES)).map(
    ({ from, to }) => to - from,
  )

/** An engine that hears so many minutes in one to twenty, each piece up to 8 % faster or slower. */
function engineOf(seed: number, minutes: number) {
  const random = randomOf(seed)
  const any = 200 + random() * 2000
  const each = ((1 + 19 * random() ** 2) * LANES) / minutes
  return (ms: number) => (any + each * ms) * (0.92 + random() * 0.16)
}
const SEEDS = Array.from({ length: 200 }, (_, i) => i + 1)

test.each([60, 95, 180])(
  'from the first answer on, what is told of %i minutes is true to 5 %, whatever the engine',
  (minutes) => {
    for (const seed of SEEDS) {
      const { told, off } = hear(piecesOf(minutes), engineOf(seed * 7919 + minutes, minutes))
      const furthest = Math.max(...told.filter(({ answers }) => answers > 0).map(off))
      expect(furthest, `seed ${seed}`).toBeLessThanOrEqual(5)
    }
  },
)

test.each([60, 95, 180])(
  'of %i minutes and an engine met before, from the first second',
  (minutes) => {
    for (const seed of SEEDS) {
      const pace = new EnginePace()
      const engine = engineOf(seed * 104_729 + minutes, minutes)
      hear(piecesOf(60), engine, { pace })
      const { told, off } = hear(piecesOf(minutes), engine, { pace })
      expect(Math.max(...told.map(off)), `seed ${seed}`).toBeLessThanOrEqual(5)
    }
  },
)

test.each([60, 95, 180])(
  'of %i minutes whose voices are met first it is as true, and the first answer is soon there',
  (minutes) => {
    const { meeting, parts } = planMeeting(new Float32Array(), minutes * MINUTE, 590_000, LANES)
    const chunks = [...meeting, ...inTurn(parts)]
    const lengths = chunks.map(({ from, to }) => to - from)
    const stages = [
      { pieces: meeting.length, lanes: 1 },
      { pieces: chunks.length - meeting.length, lanes: LANES },
    ]
    for (const seed of SEEDS) {
      const engine = engineOf(seed * 15_485_863 + minutes, minutes)
      const { told, off, tookMs } = hear(lengths, engine, { stages })
      const answered = told.filter(({ answers }) => answers > 0)
      expect(Math.max(...answered.map(off)), `seed ${seed}`).toBeLessThanOrEqual(5)
      expect((answered[0]?.at ?? tookMs) / tookMs, `seed ${seed}`).toBeLessThan(0.08)
    }
  },
)

test.each([
  { atOnce: 1, longest: 55_000 },
  { atOnce: 1, longest: 590_000 },
  { atOnce: 2, longest: 115_000 },
])('an engine that hears $atOnce of three that it is sent is found out', ({ atOnce, longest }) => {
  for (const seed of SEEDS.slice(0, 60)) {
    const parts = planParts(new Float32Array(), 60 * MINUTE, longest, LANES)
    const lengths = inTurn(parts).map(({ from, to }) => to - from)
    const { told, off } = hear(lengths, engineOf(seed * 7907, 60), { atOnce })
    const answered = told.filter(({ answers }) => answers >= LANES)
    expect(Math.max(...answered.map(off)), `seed ${seed}`).toBeLessThanOrEqual(5)
  }
})

test('that it turned to them in another order than they were sent does not lead astray', () => {
  for (const seed of SEEDS.slice(0, 60)) {
    const { told, off } = hear(piecesOf(60), engineOf(seed * 3571, 60), {
      atOnce: 1,
      swapped: true,
    })
    const answered = told.filter(({ answers }) => answers >= LANES)
    expect(Math.max(...answered.map(off)), `seed ${seed}`).toBeLessThanOrEqual(5)
  }
})

test.each([10, 30])(
  'of %i minutes on this machine, one piece at a time, it is true from the first answer on',
  (minutes) => {
    const parts = planParts(new Float32Array(), minutes * MINUTE, 55_000, LANES)
    const lengths = inTurn(parts).map(({ from, to }) => to - from)
    for (const seed of SEEDS) {
      const pace = new EnginePace(1)
      const { told, off } = hear(lengths, engineOf(seed * 6121, minutes), { pace, atOnce: 1 })
      const answered = told.filter(({ answers }) => answers > 0)
      expect(Math.max(...answered.map(off)), `seed ${seed}`).toBeLessThanOrEqual(5)
    }
  },
)

test('before an engine has answered for the first time, little is promised', () => {
  const { told } = hear(piecesOf(60), (ms) => ms / 2)
  expect(
    Math.max(...told.filter(({ answers }) => answers === 0).map(({ percent }) => percent)),
  ).toBeLessThan(5)
})

test('an engine that becomes slower is found out before its answer, and nothing goes back', () => {
  const lengths = Array.from({ length: 12 }, () => MINUTE)
  const { told } = hear(lengths, (_, piece) => (piece < 6 ? 5000 : 40_000))
  const percents = told.map(({ percent }) => percent)
  expect(percents).toEqual(percents.toSorted((a, b) => a - b))
  expect(percents.at(-1)).toBe(100)
  // Nine tenths are said only when nine tenths have gone by.
  const slow = told.find(({ percent }) => percent >= 90)
  expect(slow?.answers).toBeGreaterThanOrEqual(9)
})

test('what was heard before counts by its length, and the rest by its time', () => {
  const { told } = hear([MINUTE, MINUTE, MINUTE, MINUTE], () => 10_000, { kept: 3 })
  expect(told[2]?.percent).toBeGreaterThanOrEqual(75)
  expect(told[2]?.percent).toBeLessThan(80)
  expect(told.at(-1)?.percent).toBe(100)
})
