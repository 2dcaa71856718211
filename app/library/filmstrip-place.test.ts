import { expect, test } from 'vitest'
import { pictureAt } from './filmstrip-place.ts'

const strip = (columns: number, count: number) => ({
  everyMs: 1000,
  width: 160,
  height: 90,
  columns,
  count,
})

test.each([
  [10, 30, 0, '1000% 300%', '0% 0%'],
  [10, 30, 0.999, '1000% 300%', '100% 100%'],
  [10, 30, 1, '1000% 300%', '100% 100%'],
  [10, 30, 0.5, '1000% 300%', `${(5 / 9) * 100}% 50%`],
  [10, 23, 1, '1000% 300%', `${(2 / 9) * 100}% 100%`],
  [1, 1, 0.7, '100% 100%', '0% 0%'],
])(
  'of %i columns and %i pictures, %f lies at its place',
  (columns, count, place, size, position) => {
    expect(pictureAt(strip(columns, count), place)).toEqual({ size, position })
  },
)
