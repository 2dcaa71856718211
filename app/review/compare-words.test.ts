import { expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { changesOf, compareWords } from './compare-words.ts'

test('two versions read as one text, with what was cut, put back and put in other words', () => {
  const words = compareWords(clipOf('So um -we did it all'), clipOf('So -um we did that -all'))
  expect(words.map(({ kind, text }) => [kind, text])).toEqual([
    ['same', 'So'],
    ['gone', 'um'],
    ['back', 'we'],
    ['same', 'did'],
    ['changed', 'that'],
    ['gone', 'all'],
  ])
  expect(words[4]?.was).toBe('it')
  expect(changesOf(words).map(({ text }) => text)).toEqual(['um', 'we', 'that', 'all'])
  expect(compareWords(clipOf('a -b'), clipOf('a -b')).map(({ text }) => text)).toEqual(['a'])
})
