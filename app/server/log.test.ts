import { expect, test } from 'vitest'
import { oneLine } from './log.ts'

const line = (event: object) => oneLine(JSON.stringify({ level: 30, time: 0, ...event }))

test('an event is one line for people', () => {
  const shown = line({ msg: 'Cliproom is at http://localhost:3000', port: 3000, from: 'npm' })
  expect(shown).toMatch(
    /^\d\d:\d\d:\d\d Cliproom is at http:\/\/localhost:3000 port=3000 from=npm\n$/,
  )
})

test('a failure shows its kind and where it came from', () => {
  const err = { type: 'Error', message: 'no', stack: 'Error: no\n    at here' }
  expect(line({ level: 50, msg: 'A page failed', err })).toMatch(
    /ERROR A page failed Error: no\n {4}at here\n$/,
  )
})
