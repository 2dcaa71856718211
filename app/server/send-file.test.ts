import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { sendFile } from './send-file.ts'

const words = 'so here is the trick'
const modified = new Date('2026-03-01T10:00:00.500Z')

const ask = (headers: Record<string, string> = {}, method = 'GET') =>
  sendFile(
    new Request('http://cliproom.invalid/', { method, headers }),
    {
      size: words.length,
      modified,
      type: 'text/plain',
      read: (range) =>
        Readable.from([Buffer.from(words.slice(range?.start, (range?.end ?? 99) + 1))]),
    },
    { 'Cache-Control': 'private' },
  )

test('a file comes whole, and says that parts of it may be had', async () => {
  const answer = ask()
  expect(answer.status).toBe(200)
  expect(answer.headers.get('accept-ranges')).toBe('bytes')
  expect(answer.headers.get('content-length')).toBe('20')
  expect(answer.headers.get('cache-control')).toBe('private')
  expect(await answer.text()).toBe(words)
})

test.each([
  ['bytes=0-1', 'so', 'bytes 0-1/20'],
  ['bytes=3-6', 'here', 'bytes 3-6/20'],
  ['bytes=15-', 'trick', 'bytes 15-19/20'],
  ['bytes=-5', 'trick', 'bytes 15-19/20'],
  ['bytes=15-999', 'trick', 'bytes 15-19/20'],
  ['bytes=-999', words, 'bytes 0-19/20'],
])('%s is %j', async (range, part, said) => {
  const answer = ask({ range })
  expect(answer.status).toBe(206)
  expect(answer.headers.get('content-range')).toBe(said)
  expect(answer.headers.get('content-length')).toBe(String(part.length))
  expect(await answer.text()).toBe(part)
})

test.each([['bytes=20-'], ['bytes=99-100'], ['bytes=-0']])('%s is beyond the file', (range) => {
  const answer = ask({ range })
  expect(answer.status).toBe(416)
  expect(answer.headers.get('content-range')).toBe('bytes */20')
})

test.each([['bytes=5-2'], ['bytes=-'], ['words=0-1'], ['bytes=0-1,4-5'], ['bytes=a-b']])(
  '%s is no range, so the whole file comes',
  (range) => expect(ask({ range }).status).toBe(200),
)

test('what the browser has already is not sent again', () => {
  const etag = ask().headers.get('etag') ?? ''
  expect(ask({ 'if-none-match': etag }).status).toBe(304)
  expect(ask({ 'if-none-match': `"other", W/${etag}` }).status).toBe(304)
  expect(ask({ 'if-none-match': '"other"' }).status).toBe(200)
  expect(ask({ 'if-modified-since': 'Sun, 01 Mar 2026 10:00:00 GMT' }).status).toBe(304)
  expect(ask({ 'if-modified-since': 'Sun, 01 Mar 2026 09:59:59 GMT' }).status).toBe(200)
})

test('a part of a file that has changed meanwhile is answered with the new whole', () => {
  const etag = ask().headers.get('etag') ?? ''
  expect(ask({ range: 'bytes=0-1', 'if-range': etag }).status).toBe(206)
  expect(ask({ range: 'bytes=0-1', 'if-range': '"old"' }).status).toBe(200)
})

test('HEAD has every header and no body', async () => {
  const answer = ask({}, 'HEAD')
  expect(answer.headers.get('content-length')).toBe('20')
  expect(answer.body).toBeNull()
})
