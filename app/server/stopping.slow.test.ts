import { expect, onTestFinished, test } from 'vitest'
import { startTestServer } from './test-server.ts'
import { visitor } from './visitor.fixtures.ts'

test('Ctrl-C ends it within 5 s with a live page open, and lets go of the folder', async () => {
  const own = await startTestServer()
  onTestFinished(() => own.dispose())
  const mara = visitor(own.url)
  await mara.signUp('mara@studio.example')
  const live = await mara.go('/trpc/changes.watch', { headers: { accept: 'text/event-stream' } })
  expect(live.status).toBe(200)

  const { code, ms } = await own.stop('SIGINT')
  expect(code).toBe(0)
  expect(ms).toBeLessThan(5_000)

  const again = await startTestServer({ dataFolder: own.dataFolder })
  onTestFinished(() => again.dispose())
  const back = await visitor(again.url).submit('/login', {
    email: 'mara@studio.example',
    password: 'correct horse',
  })
  expect(back.status).toBe(302)
})

test('npm, told to end, takes the server with it', async () => {
  const own = await startTestServer({ byNpm: true })
  onTestFinished(() => own.dispose())
  await own.stop('SIGTERM')
  await expect.poll(() => own.output(), { timeout: 10_000 }).toContain('Stopped after')
  await expect(fetch(`${own.url}/healthz`)).rejects.toThrow()
})
