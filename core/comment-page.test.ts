import { expect, test } from 'vitest'
import type { CommentMarker } from './comment-markers.ts'
import { commentPage } from './comment-page.ts'

const said = (change: Partial<CommentMarker>): CommentMarker => ({
  ...{ from: 1240, to: 1240, author: 'Ana', body: 'Start later.', quote: null },
  ...{ resolved: false, internal: false, answers: [] },
  ...change,
})

test('a page says when, who, of which words and what was answered', () => {
  const page = commentPage({ title: 'A talk' }, [
    said({ from: 61_000, to: 63_250, quote: 'and then it broke', resolved: true }),
    said({ internal: true, answers: [{ author: 'Ben', body: 'Done.' }] }),
  ])
  const words = page.replace(/<style>.*<\/style>/s, '').replace(/<[^>]+>/g, ' ')
  expect(words.replace(/\s+/g, ' ').trim()).toBe(
    'A talk A talk 2 comments, 1 resolved. ' +
      '1:01.0–1:03.3 Ana Resolved and then it broke Start later. ' +
      '0:01.2 Ana Internal Start later. Ben Done.',
  )
})

test('what people wrote is text, whatever it looks like', () => {
  const page = commentPage({ title: '<script>a()</script>' }, [
    said({ author: '"><img src=x>', body: '</p><script>b()</script> & so on' }),
  ])
  expect(page).not.toMatch(/<script|<img/)
  expect(page).toContain('&lt;/p&gt;&lt;script&gt;b()&lt;/script&gt; &amp; so on')
})

test('without comments the page says so', () => {
  expect(commentPage({ title: 'A talk' }, [])).toContain('No comments.')
})
