import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { commentPage } from '#core/comment-page.ts'
import { printPage } from './print-page.ts'
import { findTools } from './tools.ts'

const comment = (body: string) => ({
  ...{ from: 0, to: 0, author: 'Ana', body, quote: null, resolved: false, internal: false },
  answers: [],
})

test('comments become a PDF on A4, in every script, page after page', async () => {
  const tools = await findTools()
  const few = commentPage({ title: 'A talk' }, [comment('One')])
  const many = commentPage(
    { title: 'A talk' },
    Array.from({ length: 60 }, (_, i) => comment(`${i} هذا جيد 日本語 בסדר हिन्दी 한국어 🎉`)),
  )
  // At once: the second waits its turn.
  const [short, long] = await Promise.all([printPage(tools, few), printPage(tools, many)])
  const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length
  expect(short.subarray(0, 5).toString()).toBe('%PDF-')
  expect(short.toString('latin1')).toMatch(/\/MediaBox\s*\[\s*0 0 59[45](\.\d+)? 84[12]/)
  expect(pages(short)).toBe(1)
  expect(pages(long)).toBeGreaterThan(3)
  expect(long.toString('latin1')).toMatch(/NotoSansDevanagari/)
})

test('a page reaches nothing but its letters', async () => {
  let asked = 0
  const server = createServer((_, response) => {
    asked++
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const html = `<!doctype html><img src="http://127.0.0.1:${port}/a.png"><link rel="stylesheet" href="http://127.0.0.1:${port}/b.css"><img src="file:///etc/hostname">`
  expect((await printPage(await findTools(), html)).subarray(0, 5).toString()).toBe('%PDF-')
  expect(asked).toBe(0)
})
