import { expect, test } from 'vitest'
import type { SheetPlan } from '#remotion/sheet-plan.ts'
import { sheetFeed } from './sheet-feed.ts'

const plan = (frames: (number | null)[], cells = 2): SheetPlan => ({
  band: { x: 0, y: 0, width: 100, height: 50 },
  cells,
  sheets: 2,
  states: [],
  frames,
})

const feed = (frames: (number | null)[]) => {
  const { list, commands, firstCell } = sheetFeed(plan(frames), ['a.png', "b'.png"])
  return {
    sheets: [...list.matchAll(/file '(.)[^\n]*\nduration (\S+)/g)].map((m) => [
      m[1],
      Math.round(Number(m[2]) * 25),
    ]),
    commands: [...commands.matchAll(/^(\S+) crop@cell y (\d+);$/gm)].map((m) => [
      Number(m[1]) * 30,
      Number(m[2]) / 50,
    ]),
    firstCell,
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
  expect(sheetFeed(plan([2]), ['a.png', "b'.png"]).list).toContain("file 'b'\\''.png'")
})
