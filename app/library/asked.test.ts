import { expect, test } from 'vitest'
import { readAsked, writeAsked } from './asked.ts'

const at = (search: string) => new URLSearchParams(search)

test('an address without a question asks for everything', () => {
  expect(readAsked(at(''))).toEqual({ filter: 'all', typed: '' })
  expect(readAsked(at('show=nonsense'))).toEqual({ filter: 'all', typed: '' })
})

test('what is asked is written so that it can be read, and nothing else is touched', () => {
  const asked = { filter: 'needs-you' as const, typed: 'boring checklists' }
  const written = writeAsked(at('import=1'), asked)
  expect(readAsked(written)).toEqual(asked)
  expect(written.get('import')).toBe('1')
  expect(writeAsked(written, { filter: 'all', typed: ' ' }).toString()).toBe('import=1')
})
