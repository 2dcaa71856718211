import { expect, test } from 'vitest'
import { checkPost, type PostAnswer } from './post-text.ts'

const said = 'The quiet patient was dying. We picked the loudest one, and the nurse saw it.'
const one = (change: Partial<PostAnswer['youtube']> = {}) => ({
  title: 'We picked the loudest patient',
  description: 'A nurse saw what the rest of us missed.',
  hashtags: ['#medicine', 'Triage'],
  ...change,
})
const answer = (change: Partial<PostAnswer> = {}): PostAnswer => ({
  hooks: ['The quiet patient was dying.'],
  ...{ youtube: one(), tiktok: one(), instagram: one(), linkedin: one() },
  ...change,
})

test('what holds is shown, its hashtags without their sign', () => {
  const { hooks, platforms } = checkPost(answer(), said)
  expect(hooks).toEqual(['The quiet patient was dying.'])
  expect(Object.keys(platforms)).toEqual(['youtube', 'tiktok', 'instagram', 'linkedin'])
  expect(platforms.youtube?.hashtags).toEqual(['medicine', 'Triage'])
})

test.each([
  ['an address', { description: 'The nurse explains at https://evil.example' }],
  ['an address in plain letters', { title: 'The nurse, see evil.com' }],
  ['a name to write to', { description: 'Ask the nurse @evil' }],
  ['nothing of what is said', { title: 'Buy cheap watches today' }],
  ['more than fits', { title: `The nurse ${'very '.repeat(30)}` }],
  ['nothing', { description: ' ' }],
])('a text with %s is left out', (_, change) => {
  const { platforms } = checkPost(answer({ tiktok: one(change) }), said)
  expect(platforms.tiktok).toBeUndefined()
  expect(platforms.youtube).toBeDefined()
})

test('hashtags that are none, and more than are read, are left out', () => {
  const hashtags = ['a b', 'nurse', '##nurse', 'x', 'care', 'er', 'night', 'shift']
  const { platforms } = checkPost(answer({ youtube: one({ hashtags }) }), said)
  expect(platforms.youtube?.hashtags).toEqual(['nurse', 'care', 'er'])
})
