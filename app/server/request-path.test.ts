import { expect, test } from 'vitest'
import { isSoundHost, requestUrl } from './request-path.ts'

test.each([
  ['/media/videos/1?x=2', '/media/videos/1'],
  ['//evil.example/a', '/evil.example/a'],
  ['/', '/'],
])('%s is read as a path', (target, path) => {
  expect(requestUrl(target)?.pathname).toBe(path)
})

test.each([[undefined], [''], ['*'], ['http://evil.example/'], ['nowhere']])(
  '%j is no path of ours',
  (target) => {
    expect(requestUrl(target)).toBeNull()
  },
)

test.each([['localhost'], ['localhost:3000'], ['clips.example'], ['[::1]:3000'], ['10.0.0.1']])(
  '%s can stand in an address',
  (host) => expect(isSoundHost(host)).toBe(true),
)

test.each([[undefined], [''], ['a b'], ['[::'], ['x:999999'], ['a/b'], ['a@b'], ['a'.repeat(300)]])(
  '%j cannot',
  (host) => expect(isSoundHost(host)).toBe(false),
)
