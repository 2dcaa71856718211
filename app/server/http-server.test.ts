import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { expect, onTestFinished, test } from 'vitest'
import { createHttpServer } from './http-server.ts'
import { ownRequest } from './own-request.ts'

async function listening() {
  const http = createHttpServer({ publicUrl: null, log: { debug() {} } as never })
  const { port } = await http.listen(0, '127.0.0.1')
  onTestFinished(() => http.close(0))
  return { http, url: `http://127.0.0.1:${port}` }
}

test('until every part is there it is up, not ready, and says to everybody that it is starting', async () => {
  const { http, url } = await listening()
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  const ready = await fetch(`${url}/readyz`)
  expect(ready.status).toBe(503)
  expect(await ready.json()).toEqual({ ready: false, parts: { website: 'being built' } })
  const page = await fetch(`${url}/library`)
  expect(page.status).toBe(503)
  expect(page.headers.get('retry-after')).toBe('3')
  expect(await page.text()).toContain('Cliproom is starting')

  http.serve({ fetch: () => new Response('served'), raw: [], upgrades: [] })
  expect(await (await fetch(`${url}/library`)).text()).toBe('served')
})

test('a body of unknown length is measured as any other', async () => {
  const { http, url } = await listening()
  const app = new Hono()
  app.use((c, next) => {
    c.req.raw = ownRequest(c.req.raw)
    return next()
  })
  app.use(bodyLimit({ maxSize: 10, onError: (c) => c.text('too much', 413) }))
  app.all('*', async (c) => c.text(await c.req.text()))
  http.serve({ fetch: (request) => app.fetch(request), raw: [], upgrades: [] })
  const send = (text: string) =>
    fetch(url, { method: 'POST', body: new Blob([text]).stream(), duplex: 'half' } as RequestInit)
  expect(await (await send('0123456789')).text()).toBe('0123456789')
  expect((await send('0123456789a')).status).toBe(413)
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(200)
})
