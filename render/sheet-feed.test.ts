import { expect, test } from 'vitest'
import { type Cell, sheetFeed } from './sheet-feed.ts'

const files = ['a.png', "b'.png"]
/** Two states a sheet, 50 px each. */
const cell = (state: number | null): Cell | null =>
  state === null ? null : { file: files[Math.floor(state / 2)] ?? '', y: (state % 2) * 50 }

const feed = (frames: (number | null)[], rate = 30) => {
  const { list, commands, firstY } = sheetFeed(frames.map(cell), 100, rate) ?? {
    list: '',
    commands: '',
    firstY: -1,
  }
  return {
    sheets: [...list.matchAll(/file '(.)[^\n]*\nduration (\S+)/g)].map((m) => [
      m[1],
      Math.round(Number(m[2]) * 25),
    ]),
    commands: [...commands.matchAll(/^(\S+) crop@cell y (\d+);$/gm)].map((m) => [
      Number(m[1]) * rate,
      Number(m[2]) / 50,
    ]),
    firstCell: firstY / 50,
  }
}

test('each sheet stays for its states, and one more still makes the last one last', () => {
  expect(feed([0, 0, 1, 2, 2]).sheets).toEqual([
    ['a', 3],
    ['b', 2],
    ['b', 1],
  ])
})

test('a cell is chosen half a frame before it is shown, and only when it changes', () => {
  const { commands, firstCell } = feed([0, 0, 1, 2, 2])
  expect(firstCell).toBe(0)
  expect(commands.map(([at, cell]) => [Number(at?.toFixed(3)), cell])).toEqual([
    [1.5, 1],
    [2.5, 0],
  ])
})

test('while nothing is written the sheet stays and its empty cell shows', () => {
  const { sheets, commands, firstCell } = feed([null, 0, null, null, 3])
  expect(firstCell).toBe(2)
  expect(sheets).toEqual([
    ['a', 4],
    ['b', 1],
    ['b', 1],
  ])
  expect(commands.map(([, cell]) => cell)).toEqual([0, 2, 1])
})

test('a state seen before brings its sheet back', () => {
  expect(feed([0, 2, 0]).sheets).toEqual([
    ['a', 1],
    ['b', 1],
    ['a', 1],
    ['a', 1],
  ])
})

test('a quote in a file’s name stays in its name', () => {
  expect(sheetFeed([cell(2)], 100, 30)?.list).toContain("file 'b'\\''.png'")
})

test('where nothing is ever written there is nothing to feed', () => {
  expect(sheetFeed([null, null], 100, 30)).toBeNull()
})

test('the commands follow the rate of the film', () => {
  expect(feed([0, 1], 60).commands).toEqual([[expect.closeTo(0.5, 3), 1]])
})
