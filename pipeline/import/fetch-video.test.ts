import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { isAppError } from '#core/errors.ts'
import { fetchVideo } from './fetch-video.ts'
import { isVideoSite } from './video-sites.ts'

async function site(listener: RequestListener) {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function fetching(options: { allowPrivate?: boolean; maxBytes?: number } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-fetch-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'source')
  const fetchIt = fetchVideo({ allowPrivate: true, ...options })
  const progress: number[] = []
  const run = (url: string) =>
    fetchIt(url, file, {
      signal: new AbortController().signal,
      onProgress: (percent) => progress.push(percent),
    })
  const code = (url: string) =>
    run(url).then(
      () => null,
      (error: unknown) => (isAppError(error) ? error.code : error),
    )
  return { run, code, file, folder, progress }
}

test('a file is fetched whole, over redirects, and told as it comes', async () => {
  const url = await site((request, response) => {
    if (request.url === '/old') return response.writeHead(302, { location: '/new.mp4' }).end()
    response.writeHead(200, { 'content-length': '10' }).end('0123456789')
  })
  const { run, file, folder, progress } = await fetching()
  expect(await run(`${url}/old`)).toEqual({ bytes: 10, title: null })
  expect(await readFile(file, 'utf8')).toBe('0123456789')
  expect(progress.at(-1)).toBe(100)
  expect(await readdir(folder)).toEqual(['source'])
})

test.each<[string, RequestListener, string]>([
  [
    'a page',
    (_, r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
    'media.not-media',
  ],
  ['a refusal', (_, r) => r.writeHead(403).end(), 'import.failed'],
  ['nothing', (_, r) => r.end(), 'media.empty'],
  [
    'more than is taken, announced',
    (_, r) => r.writeHead(200, { 'content-length': '99' }).end('x'.repeat(99)),
    'media.too-large',
  ],
  ['more than is taken, unannounced', (_, r) => r.end('x'.repeat(99)), 'media.too-large'],
  [
    'half of what was announced',
    (_, r) => {
      r.writeHead(200, { 'content-length': '20' })
      r.write('half', () => r.destroy())
    },
    'import.failed',
  ],
  [
    'redirects without end',
    (_, r) => r.writeHead(302, { location: '/again' }).end(),
    'import.failed',
  ],
  [
    'a redirect to a file',
    (_, r) => r.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    'address.refused',
  ],
])('%s leaves no file', async (_, listener, expected) => {
  const url = await site(listener)
  const { code, folder } = await fetching({ maxBytes: 50 })
  expect(await code(`${url}/a.mp4`)).toBe(expected)
  expect(await readdir(folder)).toEqual([])
})

test('nothing inside this network is asked, by whatever name', async () => {
  let asked = 0
  const url = await site((_, response) => {
    asked++
    response.end('secret')
  })
  const { port } = new URL(url)
  const { code } = await fetching({ allowPrivate: false })
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '0.0.0.0', '2130706433', '127.1']) {
    expect(await code(`http://${host}:${port}/a.mp4`), host).toBe('address.refused')
  }
  expect(asked).toBe(0)
})

test("of a feed its newest episode is fetched, under the feed's own title", async () => {
  const url = await site((request, response) => {
    if (request.url === '/1.mp4') return response.end('0123456789')
    response
      .writeHead(200, { 'content-type': 'application/rss+xml' })
      .end(
        '<rss><item><title>Ep &amp; one</title><enclosure url="1.mp4" type="video/mp4"/></item></rss>',
      )
  })
  const { run, file } = await fetching()
  expect(await run(`${url}/feed`)).toEqual({ bytes: 10, title: 'Ep & one' })
  expect(await readFile(file, 'utf8')).toBe('0123456789')
})

test.each([
  ['a file of this machine', 'file:///etc/passwd', 'address.refused'],
  ['itself', '/feed', 'media.not-media'],
])('a feed that names %s is refused', async (_, named, expected) => {
  const url = await site((_request, response) =>
    response
      .writeHead(200, { 'content-type': 'application/rss+xml' })
      .end(`<rss><item><enclosure url="${named}" type="video/mp4"/></item></rss>`),
  )
  const { code, folder } = await fetching()
  expect(await code(`${url}/feed`)).toBe(expected)
  expect(await readdir(folder)).toEqual([])
})

test('a video site is asked by yt-dlp, whose failure is said plainly', async () => {
  expect(isVideoSite(new URL('https://www.youtube.com/watch?v=1'))).toBe(true)
  expect(isVideoSite(new URL('https://youtube.com.evil.example/'))).toBe(false)
  const { code, run, file, folder } = await fetching()
  const programs = join(folder, 'bin')
  await mkdir(programs)
  const path = process.env.PATH
  onTestFinished(() => {
    process.env.PATH = path
  })
  process.env.PATH = programs
  expect(await code('https://youtu.be/1')).toBe('import.no-tool')
  // Speaks as yt-dlp does: writes where --output says, for the address after --.
  const script = (body: string) =>
    `#!/bin/sh\nwhile [ "$1" != "--output" ]; do shift; done\nout="$2"\n${body}\n`
  const program = join(programs, 'yt-dlp')
  await writeFile(program, script('echo "[download]  50.0% of 4B"; printf film > "$out"'))
  await chmod(program, 0o755)
  process.env.PATH = `${programs}:${path}`
  expect(await run('https://youtu.be/1')).toEqual({ bytes: 4, title: null })
  expect(await readFile(file, 'utf8')).toBe('film')
  await writeFile(program, script('echo "ERROR: private video" >&2; exit 1'))
  expect(await code('https://youtu.be/1')).toBe('import.failed')
})
