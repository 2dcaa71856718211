import { expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { cutList } from '#core/cut-list.ts'
import { ms } from '#core/time.ts'
import { clipBlocks, clipSeams, cutTotal } from './clip-blocks.ts'

const seamsOf = (line: string) => {
  const project = clipOf(line)
  return clipSeams(project, cutList(project))
}

test('a piece is one block however often it is cut', () => {
  const project = clipOf('a -b c -d e')
  const [block, ...more] = clipBlocks(project, cutList(project))
  expect(more).toEqual([])
  expect(block).toMatchObject({ start: 0, number: 1, of: 1 })
  expect(block?.cuts).toHaveLength(3)
})

test('a seam tells where in the clip it lies, what it leaves out, and which words', () => {
  const [seam] = seamsOf('a -b -c d')
  expect(seam).toMatchObject({ from: 380, to: 1140, removed: 760, at: 367 })
  expect(seam?.words.map((word) => word.text)).toEqual(['b', 'c'])
})

test('words cut at the very start and end have seams there', () => {
  const seams = seamsOf('-a b -c')
  expect(seams.map((seam) => seam.words.map((word) => word.text))).toEqual([['a'], ['c']])
  expect(seams[0]?.at).toBe(0)
})

test('a split removes nothing, and says which pieces meet', () => {
  const project = clipOf('a b c d')
  const [whole] = project.pieces
  if (!whole) throw new Error('no piece')
  project.pieces = [
    { ...whole, to: ms(800) },
    { ...whole, id: 's1', from: ms(800) },
  ]
  const [seam, ...more] = clipSeams(project, cutList(project))
  expect(more).toEqual([])
  expect(seam).toMatchObject({ removed: 0, pieces: ['t1.h', 's1'], at: 800 })
})

test('a piece that was moved is not cut where it was', () => {
  const project = clipOf('a b c d')
  const [whole] = project.pieces
  if (!whole) throw new Error('no piece')
  const middle = { ...whole, id: 's1', from: ms(400), to: ms(800) }
  const [head, tail] = [
    { ...whole, to: ms(400) },
    { ...whole, id: 's2', from: ms(1000) },
  ]
  project.pieces = [middle, head, tail]
  const seams = clipSeams(project, cutList(project))
  expect(seams.map(({ removed }) => removed)).toEqual([0, 200])
})

test('the footer counts what is cut and in how many places, not the splits', () => {
  const { ms: cut, places } = cutTotal(seamsOf('a -b c -d -e f'))
  expect(places).toBe(2)
  expect(cut).toBe(360 + 760)
})

test('what plays lies end to end: blocks and seams agree about places', () => {
  const project = clipOf('a -b c d -e f')
  const cuts = cutList(project)
  const [block] = clipBlocks(project, cuts)
  for (const seam of clipSeams(project, cuts)) {
    expect(seam.at).toBeGreaterThanOrEqual(block?.start ?? 0)
    expect(seam.at).toBeLessThanOrEqual(block?.end ?? 0)
  }
})
