import { expect, test } from 'vitest'
import { stemOfFile } from './read-talks.ts'

test.each(['talks/ep.12.json', 'ep.12.mp3', 'ep.12', 'ep.12.SRT'])(
  '%s is the talk ep.12',
  (file) => {
    expect(stemOfFile(file)).toBe('ep.12')
  },
)
