import { expect, test } from 'vitest'
import { directUrl, isNeon } from './neon.ts'

test.each([
  ['postgres://u:p@ep-cool-rain-1-pooler.eu-central-1.aws.neon.tech/db', true],
  ['postgres://u:p@ep-cool-rain-1.eu-central-1.aws.neon.tech/db?sslmode=require', true],
  ['postgres://u:p@neon.tech.example.com/db', false],
  ['postgres://u:p@localhost/neon.tech', false],
])('%s is Neon: %s', (url, is) => {
  expect(isNeon(url)).toBe(is)
})

test('listening goes past the pooler, with all else as it was', () => {
  expect(directUrl('postgres://u:p@ep-a-pooler.aws.neon.tech/db?sslmode=require')).toBe(
    'postgres://u:p@ep-a.aws.neon.tech/db?sslmode=require',
  )
  expect(directUrl('postgres://u:p@ep-a.aws.neon.tech/db')).toBe(
    'postgres://u:p@ep-a.aws.neon.tech/db',
  )
})
