import { expect, test } from 'vitest'
import { saveCount } from './save-count.ts'

test('each answer takes away the change it is about', () => {
  const saves = saveCount()
  saves.changed()
  saves.sent('update')
  saves.changed()
  saves.sent('update')
  expect(saves.count).toBe(2)
  saves.answered(true)
  expect(saves.count).toBe(1)
  saves.answered(true)
  expect(saves.count).toBe(0)
})

test('what was lost with a connection is outstanding until the sync that brings it is answered', () => {
  const saves = saveCount()
  saves.changed()
  saves.sent('update')
  saves.lost()
  saves.changed()
  saves.changed()
  expect(saves.count).toBe(3)
  saves.sent('step2')
  saves.changed()
  saves.sent('update')
  saves.answered(true)
  expect(saves.count).toBe(1)
  saves.answered(true)
  expect(saves.count).toBe(0)
})

test('a refusal is not an acknowledgement, and an answer to nothing changes nothing', () => {
  const saves = saveCount()
  saves.answered(true)
  saves.changed()
  saves.sent('update')
  saves.answered(false)
  expect(saves.count).toBe(1)
})
