import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { clientTypes, TYPES } from './client-types.ts'

test('the client’s types are those of the API as it is now (npm run client:generate)', async () => {
  expect((await readFile(TYPES, 'utf8')) === (await clientTypes())).toBe(true)
})
