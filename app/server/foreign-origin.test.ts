import { expect, test } from 'vitest'
import { type Asked, isForeign, isForeignPage } from './foreign-origin.ts'

const asked = (over: Partial<Asked>): Asked => ({
  method: 'POST',
  host: 'clips.example',
  origin: undefined,
  fetchSite: undefined,
  authorization: undefined,
  ...over,
})

test.each([
  ['a page of ours', { origin: 'https://clips.example' }],
  ['a page of ours, seen through a proxy that ends TLS', { origin: 'http://clips.example' }],
  ['a program that says nothing of itself', {}],
  ['an older browser on our page', { fetchSite: 'same-origin' }],
  ['an address typed by hand', { fetchSite: 'none' }],
  ['a read, from wherever', { method: 'GET', origin: 'https://evil.example' }],
  ['a bearer token', { origin: 'https://evil.example', authorization: 'Bearer abc' }],
])('%s is let in', (_, over) => {
  expect(isForeign(asked(over), null)).toBe(false)
})

test.each([
  ['another site', { origin: 'https://evil.example' }],
  ['another port', { origin: 'https://clips.example:8443' }],
  ['a site that begins as ours does', { origin: 'https://clips.example.evil.example' }],
  ['a sandboxed frame', { origin: 'null' }],
  ['a sibling site', { fetchSite: 'same-site' }],
  ['another site without an origin', { fetchSite: 'cross-site' }],
  ['a password in the header', { origin: 'https://evil.example', authorization: 'Basic abc' }],
])('%s is refused', (_, over) => {
  expect(isForeign(asked(over), null)).toBe(true)
})

test('the public address counts whatever the host says', () => {
  const behindProxy = asked({ host: '10.0.0.7:3000', origin: 'https://clips.example' })
  expect(isForeign(behindProxy, 'https://clips.example')).toBe(false)
  expect(isForeign(behindProxy, null)).toBe(true)
})

test('a live connection is judged although it opens with GET', () => {
  const foreign = asked({ method: 'GET', origin: 'https://evil.example' })
  expect(isForeignPage(foreign, null)).toBe(true)
})
