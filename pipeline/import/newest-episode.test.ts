import { expect, test } from 'vitest'
import { isFeed, newestEpisode } from './newest-episode.ts'

const rss = (...items: string[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Show</title>${items
    .map((item) => `<item>${item}</item>`)
    .join('')}</channel></rss>`
const sound = (url: string) => `<enclosure url="${url}" length="9" type="audio/mpeg"/>`

test.each([
  [
    'the newest by date, wherever it stands',
    rss(
      `<title>Old</title>${sound('https://x.example/1.mp3')}<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate>`,
      `<title>New</title>${sound('https://x.example/2.mp3')}<pubDate>Mon, 09 Mar 2026 10:00:00 GMT</pubDate>`,
    ),
    { address: 'https://x.example/2.mp3', title: 'New' },
  ],
  [
    'the first where no dates are told, past entries that are text alone',
    rss('<title>Notes</title>', `<title>One</title>${sound('/1.mp3')}`, sound('/0.mp3')),
    { address: '/1.mp3', title: 'One' },
  ],
  [
    'the picture before the sound of it, and words without their marks',
    rss(
      `<title><![CDATA[Q&A with Ana]]></title>${sound('/1.mp3')}<media:content type='video/mp4' url='/1.mp4?a=1&amp;b=2' />`,
    ),
    { address: '/1.mp4?a=1&b=2', title: 'Q&A with Ana' },
  ],
  [
    "Atom's enclosures, not its pages",
    '<feed><entry><title type="html">Talk &#8211; one</title><link rel="alternate" type="video/mp4" href="/page"/><link rel="enclosure" type="video/mp4" href="/1.mp4"/><updated>2026-03-02T10:00:00Z</updated></entry></feed>',
    { address: '/1.mp4', title: 'Talk – one' },
  ],
  ['none where there is nothing to hear', rss('<title>Notes</title>'), null],
  ['none in what is no feed', 'not <item> a feed', null],
])('%s', (_, feed, expected) => {
  expect(newestEpisode(feed)).toEqual(expected)
})

test('a feed is known by what it calls itself', () => {
  expect(isFeed('application/rss+xml; charset=utf-8')).toBe(true)
  expect(isFeed('text/xml')).toBe(true)
  expect(isFeed('image/svg+xml')).toBe(false)
  expect(isFeed('video/mp4')).toBe(false)
  expect(isFeed(undefined)).toBe(false)
})

test.each(['<item ', '<item><title>', '<item><link ', '<item><title><![CDATA[', '<item>&#'])(
  'a feed of nothing but %j is done with at once',
  (piece) => {
    const began = performance.now()
    expect(newestEpisode(piece.repeat(300_000))).toBeNull()
    expect(performance.now() - began).toBeLessThan(3000)
  },
)
