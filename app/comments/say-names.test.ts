import { expect, test } from 'vitest'
import { namedIn, namesLike, splitNames, typedName } from './say-names.ts'

const people = ['Ana', 'Ana Reyes', 'Kenji Abe'].map((name) => ({ id: name, name }))

test('names of members are found in a text, the longer one first', () => {
  expect(splitNames('@Ana Reyes and @Kenji Abe: mail a@b.c to @Nobody', people)).toEqual([
    { text: '@Ana Reyes', name: true, at: 0 },
    { text: ' and ', name: false, at: 10 },
    { text: '@Kenji Abe', name: true, at: 15 },
    { text: ': mail a@b.c to @Nobody', name: false, at: 25 },
  ])
  expect(namedIn('@Ana, look', people).map(({ id }) => id)).toEqual(['Ana'])
  expect(namedIn('nobody', people)).toEqual([])
})

test('a name is being typed after an @ that begins a word', () => {
  expect(typedName('see @Ke', 7)).toBe('Ke')
  expect(typedName('see @', 5)).toBe('')
  expect(typedName('see @Ana Re', 11)).toBe('Ana Re')
  expect(typedName('a@b', 3)).toBeNull()
  expect(typedName('see @Ke done already', 20)).toBeNull()
  expect(namesLike('re', people).map(({ name }) => name)).toEqual(['Ana Reyes'])
  expect(namesLike('', people)).toHaveLength(3)
})
