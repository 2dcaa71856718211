import { expect, test } from 'vitest'
import { hookPoints, hooksOf } from './hooks.ts'
import { splitSentences } from './sentences.ts'
import { talk } from './talk.fixtures.ts'

const hooks = (text: string, language = 'en') => {
  const [sentence] = splitSentences(talk(text, { language }))
  return sentence ? hooksOf(sentence, language) : []
}
const points = (text: string) => hookPoints(hooks(text))

test.each([
  ['question', 'Why do bridges fall?'],
  ['invitation', 'What if the whole plan is backwards?'],
  ['claim', 'The truth is simple and nobody likes it.'],
  ['against', 'Most people get this completely wrong.'],
  ['number', 'Ninety percent of our money went to cables.'],
  ['viewer', 'You read the last page first.'],
  ['story', 'I was nineteen when the river came.'],
  ['stakes', 'We almost lost the whole harbour.'],
])('hears a hook of kind "%s"', (kind, text) => {
  expect(hooks(text).map((hook) => hook.kind)).toContain(kind)
})

test.each([
  ['a plain line', 'The committee met in the spring.'],
  ['moving on', "Let's talk about the next chapter."],
  ['a request to the guest', 'Can you tell us a little about your background?'],
])('a hook beats %s', (_, dull) => {
  expect(points('Most people get this completely wrong.')).toBeGreaterThan(points(dull) + 10)
})

test('five weak signs are not a strong one', () => {
  const weak = Array.from({ length: 5 }, () => ({
    kind: 'viewer' as const,
    points: 9,
    because: '',
  }))
  expect(hookPoints(weak)).toBeLessThan(26)
})

test('what comes late in a long sentence draws nobody in', () => {
  const late = `${'the pump and the cable and the river and the bridge and '.repeat(3)}the truth is out.`
  expect(hooks(`We saw ${late}`).map(({ kind }) => kind)).not.toContain('claim')
})

test('in a language whose words are unknown, questions and numbers still count', () => {
  expect(hooks('Warum fallen 100 Brücken?', 'de').map(({ kind }) => kind)).toEqual([
    'question',
    'number',
  ])
})
