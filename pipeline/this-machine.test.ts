import { expect, test } from 'vitest'
import { isThisMachine } from './this-machine.ts'

test.each([
  ['http://localhost:8000/v1', true],
  ['http://models.localhost/v1', true],
  ['http://127.0.0.1:11434', true],
  ['http://127.8.9.10', true],
  ['http://[::1]:8000/v1', true],
  ['http://[::ffff:127.0.0.1]/v1', true],
  ['http://llm.lan:11434/v1', false],
  ['http://192.168.1.20/v1', false],
  ['https://localhost.example.com/v1', false],
  ['https://api.openai.com/v1', false],
])('what is sent to %s stays here: %s', (address, stays) => {
  expect(isThisMachine(address)).toBe(stays)
})
