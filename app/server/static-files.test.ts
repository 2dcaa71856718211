import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { staticFile } from './static-files.ts'

async function folder() {
  const root = await mkdtemp(join(tmpdir(), 'cliproom-static-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const client = join(root, 'client')
  await mkdir(join(client, 'assets'), { recursive: true })
  await writeFile(join(client, 'assets/app-1a2b.js'), 'let a = 1')
  await writeFile(join(client, 'assets/app-1a2b.js.br'), 'packed')
  await writeFile(join(client, 'favicon.svg'), '<svg/>')
  await writeFile(join(root, 'secret.js'), 'secret')
  return (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    staticFile(client, new Request('http://cliproom.invalid/', { headers, method }), path)
}

test('a file named by its content is kept for a year, others are asked about again', async () => {
  const get = await folder()
  const script = await get('/assets/app-1a2b.js')
  expect(script?.headers.get('cache-control')).toContain('immutable')
  expect(script?.headers.get('content-type')).toContain('text/javascript')
  expect(await script?.text()).toBe('let a = 1')
  const icon = await get('/favicon.svg')
  expect(icon?.headers.get('cache-control')).toContain('must-revalidate')
})

test('who takes brotli gets the packed script', async () => {
  const get = await folder()
  const packed = await get('/assets/app-1a2b.js', { 'accept-encoding': 'gzip, br' })
  expect(packed?.headers.get('content-encoding')).toBe('br')
  expect(packed?.headers.get('content-type')).toContain('text/javascript')
  expect(await packed?.text()).toBe('packed')
  const plain = await get('/favicon.svg', { 'accept-encoding': 'gzip, br' })
  expect(plain?.headers.get('content-encoding')).toBeNull()
})

test.each([
  ['/assets/none.js'],
  ['/assets'],
  ['/'],
  ['/../secret.js'],
  ['/..%2fsecret.js'],
  ['/assets/..%2f..%2fsecret.js'],
  ['/%00favicon.svg'],
  ['/%zz.js'],
])('%s is no file of the website', async (path) => {
  const get = await folder()
  expect(await get(path)).toBeNull()
})

test('a post is not for files', async () => {
  const get = await folder()
  expect(await get('/favicon.svg', {}, 'POST')).toBeNull()
})
