import { expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { clipFrames, cutList } from '#core/cut-list.ts'
import { ms } from '#core/time.ts'
import { sourceRuns } from './source-runs.ts'
import { takesOf } from './takes.ts'

const runsOf = (...spans: [from: number, to: number][]) =>
  sourceRuns(
    takesOf(
      cutList({
        ...clipOf(''),
        pieces: spans.map(([from, to], i) => ({
          id: `p${i}`,
          take: 't',
          from: ms(from),
          to: ms(to),
        })),
      }),
      30,
    ),
    30,
  )

test.each([
  ['one stretch is one run', [[5000, 6000]], [{ seek: 120, takes: [[30, 30]] }]],
  ['nothing is sought before the beginning', [[500, 1000]], [{ seek: 0, takes: [[15, 15]] }]],
  [
    'stretches close together share a run',
    [
      [2000, 3000],
      [4000, 4500],
    ],
    [
      {
        seek: 30,
        takes: [
          [30, 30],
          [90, 15],
        ],
      },
    ],
  ],
  ['reading starts at a whole second', [[5500, 6000]], [{ seek: 120, takes: [[45, 15]] }]],
  [
    'a far one is sought',
    [
      [2000, 3000],
      [60_000, 60_500],
    ],
    [
      { seek: 30, takes: [[30, 30]] },
      { seek: 1770, takes: [[30, 15]] },
    ],
  ],
  [
    'an earlier one is sought',
    [
      [4000, 5000],
      [2000, 2500],
    ],
    [
      { seek: 90, takes: [[30, 30]] },
      { seek: 30, takes: [[30, 15]] },
    ],
  ],
  [
    'the same stretch twice is played from one run',
    [
      [4000, 5000],
      [4000, 5000],
    ],
    [
      {
        seek: 90,
        takes: [
          [30, 30],
          [30, 30],
        ],
      },
    ],
  ],
] as const)('%s', (_, spans, expected) => {
  const runs = runsOf(...spans.map(([from, to]): [number, number] => [from, to]))
  expect(runs.map((run) => ({ ...run, takes: run.takes.map((t) => [t.start, t.frames]) }))).toEqual(
    expected,
  )
})

test('runs play every frame of the cut list', () => {
  const project = clipOf('a -b c d -e -f g h -i j')
  const frames = sourceRuns(takesOf(cutList(project), 30), 30)
    .flatMap((run) => run.takes)
    .reduce((sum, take) => sum + take.frames, 0)
  expect(frames).toBe(clipFrames(cutList(project)))
})
