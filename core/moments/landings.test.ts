import { expect, test } from 'vitest'
import { startDebts } from './debts.ts'
import { HANGS, landings } from './landings.ts'
import { splitSentences } from './sentences.ts'
import { talk } from './talk.fixtures.ts'

/** How the sentence before the mark lands. */
function landing(lines: string[], index: number) {
  const sentences = splitSentences(talk(lines))
  return landings(sentences, startDebts(sentences, 'en'))[index]
}

test.each<[string, string[], number]>([
  [
    'a question whose answer follows',
    ['Ana: We tried. What broke first?', 'Ben: The pump broke.'],
    1,
  ],
  ['a question answered by the one who asked', ['Ana: What broke first? The pump broke.'], 0],
  ['words that trail off', ['Ana: We tried and...', 'Ben: Then it broke.'], 0],
  ['a bare reply', ['Ana: We tried it.', 'Ben: Yeah, right.', 'Ana: Then we left.'], 1],
  ['an announcement of what comes', ['Ana: Let me tell you a story. We left at dawn.'], 0],
  ['a broken-off sentence', ['Ana: We begin with the', 'Ben: Not yet.'], 0],
  ['the middle of a quotation', ['Ana: He said, "We are done. Go home." We went.'], 0],
])('does not land: %s', (_, lines, index) => {
  const found = landing(lines, index)
  expect(found?.lands).toBeLessThan(HANGS)
  expect(found?.because).not.toBeNull()
})

test.each<[string, string[], number]>([
  [
    'the last sentence of a turn',
    ['Ana: We tried. The pump held for years.', 'Ben: Good to know.'],
    1,
  ],
  ['a conclusion', ['Ana: We lost it all. That is why we test everything.', 'Ben: Since when?'], 1],
  ['the end of the talk', ['Ana: We tried. The pump held.'], 1],
])('lands: %s', (_, lines, index) => {
  const found = landing(lines, index)
  expect(found?.lands).toBeGreaterThan(0.3)
  expect(found?.because).toBeNull()
})

test('a sentence lands less well where the next one leans on it', () => {
  const goesOn = landing(['Ana: We built the pump. And it broke at once. We left.'], 0)
  const rests = landing(['Ana: We built the pump. Rain fell all summer. We left.'], 0)
  expect(goesOn?.lands).toBeLessThan(rests?.lands ?? 0)
})
