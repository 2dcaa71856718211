import { expect, test } from 'vitest'
import { clipOf } from './clip-project.fixtures.ts'
import type { ClipProject } from './clip-project.ts'
import { ms } from './time.ts'
import { wordChanges } from './word-changes.ts'

const talk = clipOf('a b c d e')
const piece = (id: string, from: number, to: number) => ({
  id,
  take: id,
  from: ms(from),
  to: ms(to),
})

/** All of it; its first and last words; the same with a pause over the second word; nothing. */
const plays: Pick<ClipProject, 'pieces' | 'pauses'>[] = [
  { pieces: [piece('p', 0, 2000)], pauses: [] },
  { pieces: [piece('p', 1200, 2000), piece('q', 0, 900)], pauses: [] },
  {
    pieces: [piece('p', 0, 700), piece('q', 300, 2000)],
    pauses: [{ from: ms(400), to: ms(700) }],
  },
  { pieces: [piece('p', 500, 500)], pauses: [] },
]

const states = plays.flatMap((play) =>
  Array.from({ length: 2 ** talk.words.length }, (_, mask): ClipProject => {
    const words = talk.words.map((word, i) => (mask & (1 << i) ? { ...word, cut: true } : word))
    return { ...talk, ...play, words }
  }),
)

const heardIn = ({ words, pieces, pauses }: ClipProject) =>
  words
    .filter(({ cut, from, to }) => {
      const middle = (from + to) / 2
      const inside = (one: { from: number; to: number }) => middle >= one.from && middle < one.to
      return !cut && pieces.some(inside) && !pauses.some(inside)
    })
    .map(({ id }) => id)

test('of any two states, what is gone was heard and is not, and what is back is and was not', () => {
  const wrong: string[] = []
  for (const before of states) {
    const was = heardIn(before)
    for (const after of states) {
      const is = heardIn(after)
      const { gone, back } = wordChanges(before, after)
      const right =
        gone.join() === was.filter((id) => !is.includes(id)).join() &&
        back.join() === is.filter((id) => !was.includes(id)).join()
      if (!right) wrong.push(`${was} to ${is}: ${gone} gone, ${back} back`)
    }
  }
  expect(wrong).toEqual([])
})

test('words on either side of one that was cut before are gone in one place', () => {
  const before = clipOf('a -b c d e')
  const cut = (...ids: number[]) => ({
    ...before,
    words: before.words.map((word, i) => (ids.includes(i) ? { ...word, cut: true } : word)),
  })
  expect(wordChanges(before, cut(0, 1, 2)).places).toBe(1)
  expect(wordChanges(before, cut(0, 1, 3)).places).toBe(2)
})
