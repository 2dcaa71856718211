import { expect, test } from 'vitest'
import { progressLine } from './progress-line.ts'

function shown(isTTY: boolean) {
  let written = ''
  const line = progressLine({
    isTTY,
    columns: 80,
    write: (text) => {
      written += text
    },
  })
  return { line, written: () => written }
}

test('a terminal gets one line, rubbed out at the end', () => {
  const { line, written } = shown(true)
  line.show({ percent: 50, step: 'Making the preview', etaMs: 75_000 })
  expect(written()).toContain('50%  Making the preview, 1 min 15 s left')
  expect(written()).not.toContain('\n')
  line.end()
  expect(written().endsWith('\r\x1b[2K')).toBe(true)
})

test('a log gets a line for each step and each tenth', () => {
  const { line, written } = shown(false)
  for (let percent = 0; percent <= 40; percent++) {
    line.show({ percent, step: percent < 25 ? 'Listening' : 'Making clips', etaMs: null })
  }
  expect(written().split('\n').filter(Boolean)).toEqual([
    '  0%  Listening',
    ' 10%  Listening',
    ' 20%  Listening',
    ' 25%  Making clips',
    ' 35%  Making clips',
  ])
})
