import { expect, test } from 'vitest'
import { pageTitle } from './page-title.ts'

const root = (name: string) => [
  { id: 'root', data: { label: { name, logo: false, colour: null } } },
]

test.each([
  ['a page names its place', 'Library', root('Halden Clips'), 'Library · Halden Clips'],
  ['one without a name is the place', null, root('Halden Clips'), 'Halden Clips'],
  ['where the root failed the name is ours', 'Library', [], 'Library · Cliproom'],
])('%s', (_, say, matches, title) => {
  expect(pageTitle(say, matches)).toBe(title)
})
