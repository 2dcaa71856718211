import { expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { cutList } from '#core/cut-list.ts'
import type { Comment } from './comments.ts'
import { nextThread, placeThreads, quoteOf } from './place-threads.ts'

const view = (line: string) => {
  const project = clipOf(line)
  return { project, cuts: cutList(project) }
}
const said = (id: string, more: Partial<Comment>): Comment => ({
  ...{ id: id as Comment['id'], threadId: null, by: null, body: id, from: null, to: null },
  ...{ quote: null, drawing: null, mentions: [], internal: false, resolved: null, editedAt: null },
  createdAt: '2026-01-01',
  ...(more as object),
})
const at = (from: number, to = from, quote: string | null = null) => ({ from, to, quote }) as never

test('threads stand in the order of the clip, each with its answers', () => {
  const threads = placeThreads(
    [
      said('late', at(800, 1100)),
      said('answer', { threadId: 'late' as never }),
      said('early', at(100)),
    ],
    view('a b c d'),
  )
  expect(threads.map(({ comment, from, to }) => [comment.id, from, to])).toEqual([
    ['early', 100, 100],
    ['late', 800, 1100],
  ])
  expect(threads[1]?.answers.map(({ id }) => id)).toEqual(['answer'])
})

test('a cut before it moves a comment along with its words; cut out itself, it stays where they were', () => {
  const comments = [said('on c', at(800, 1100))]
  expect(placeThreads(comments, view('a -b c d'))[0]).toMatchObject({ from: 427, gone: false })
  expect(placeThreads(comments, view('a b -c d'))[0]).toMatchObject({ from: 767, gone: true })
})

test('a comment knows whether its words are still what they were', () => {
  const then = view('a b c d').project
  const quote = quoteOf(then.words, 400, 1100)
  expect(quote).toBe('b c')
  expect(quoteOf(then.words, 450, 450)).toBe('b')
  const comments = [said('on b c', at(400, 1100, quote))]
  expect(placeThreads(comments, view('a b c d'))[0]?.changed).toBe(false)
  expect(placeThreads(comments, view('a b -c d'))[0]?.changed).toBe(true)
  expect(placeThreads(comments, view('a b see d'))[0]?.changed).toBe(true)
  // Without words there is nothing to differ from.
  expect(placeThreads([said('x', at(0))], view('a'))[0]?.changed).toBe(false)
})

test('the next comment is the one after where one is, in the list or in the clip, and round again', () => {
  const threads = placeThreads([said('one', at(100)), said('two', at(800))], view('a b c d'))
  const next = (current: string | null, playhead = 0) =>
    nextThread(threads, current, playhead)?.comment.id
  expect([next(null), next('one'), next('two')]).toEqual(['one', 'two', 'one'])
  expect([next(null, 500), next(null, 1200)]).toEqual(['two', 'one'])
  expect(nextThread([], null, 0)).toBeUndefined()
})
