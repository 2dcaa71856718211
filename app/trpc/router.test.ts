import { expect, test } from 'vitest'
import { appRouter } from './router.ts'

test('the router is made: no procedure has a name that tRPC keeps for itself', () => {
  expect(Object.keys(appRouter._def.procedures)).toContain('templates.give')
})
