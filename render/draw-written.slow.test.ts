import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { STARTER_STYLE } from '#core/starter-style.ts'
import { sayFault } from '#core/written-style.ts'
import { hostileStyles, STUCK_STYLE } from '#remotion/written/hostile.fixtures.ts'
import type { StyleAnswer } from '#remotion/written/style-page.tsx'
import { compileStyle } from './compile-style.ts'
import { drawStates } from './draw-sheets.ts'
import { withWrittenPage } from './draw-written.ts'
import { type DrawingBrowser, launchDrawingBrowser } from './drawing-browser.ts'
import { readPixels } from './numbered-film.fixtures.ts'
import { findTools, type Tools } from './tools.ts'
import { readyStylePage } from './written-bundle.ts'

let tools: Tools
let browser: DrawingBrowser
let folder: string
let server: Server
let asked: string[] = []

beforeAll(async () => {
  tools = await findTools()
  browser = await launchDrawingBrowser(tools)
  folder = await mkdtemp(join(tmpdir(), 'cliproom-written-'))
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
})
afterAll(async () => {
  await browser.close()
  server.close()
  await rm(folder, { recursive: true, force: true })
})

const written = (source: string) => ({ name: 'Mine', version: 1, source })
const clip = clipOf('so here is the thing nobody tells you')
const plan = (source: string, props = {}) =>
  withWrittenPage(browser, written(source), props, ({ page }) => page.plan(clip, '9:16'))

test('a written style is planned and drawn like ours: distinct states on sheets', async () => {
  const { facts, drawn, files } = await withWrittenPage(
    browser,
    written(STARTER_STYLE),
    {},
    async ({ page, facts }) => {
      const drawn = await page.plan(clip, '9:16')
      const states = [...drawn.keys.keys()]
      return { facts, drawn, files: await drawStates({ page, plan: drawn, states, folder }) }
    },
  )
  expect(facts.fields.map(({ name, kind }) => [name, kind])).toEqual([
    ['highlight', 'color'],
    ['letters', 'color'],
    ['font', 'font'],
    ['size', 'number'],
    ['tilt', 'number'],
    ['caps', 'toggle'],
    ['enter', 'choice'],
  ])
  // Eight words, each in at most five pictures.
  expect(drawn.keys.length).toBeGreaterThan(8)
  expect(drawn.keys.length).toBeLessThanOrEqual(40)
  const { band } = drawn
  const [sheet] = files
  const pixels = await readPixels(tools, sheet?.file ?? '', 'format=rgb24')
  const yellow = (cell: number) => {
    let count = 0
    for (
      let i = cell * band.width * band.height * 3;
      i < (cell + 1) * band.width * band.height * 3;
      i += 3
    )
      if ((pixels[i] ?? 0) > 240 && (pixels[i + 1] ?? 0) > 210 && (pixels[i + 2] ?? 0) < 100)
        count++
    return count
  }
  // The highlighter grows over the first word.
  expect(yellow(1)).toBeGreaterThan(yellow(0) + 1000)
})

test('where the band grows, all that is cut to it is another picture', async () => {
  const source = `import { z } from 'zod'
export const props = z.object({})
export default ({ page, width, height }) => <rect width={width} height={height} fill="#123456" />`
  const saying = (said: string) => ({
    ...clip,
    words: clip.words.map((word) => ({ ...word, text: said })),
  })
  const planned = (said: string) =>
    withWrittenPage(browser, written(source), {}, ({ page }) => page.plan(saying(said), '9:16'))
  const [low, high, other] = [
    await planned('so'),
    await planned('incomprehensibly'),
    await planned('os'),
  ]
  expect(high.keys).toEqual(low.keys)
  expect(high.band.height).toBeGreaterThan(low.band.height)
  expect(high.besides).not.toEqual(low.besides)
  // An edit that leaves the band as it is leaves what was drawn.
  expect(other.besides).toEqual(low.besides)
})

test('what a clip sets of a style counts, and what cannot be is named', async () => {
  const facts = await withWrittenPage(
    browser,
    written(STARTER_STYLE),
    { size: 60, tilt: 90, unknown: 1 },
    async ({ facts }) => facts,
  )
  expect(facts.layout.size).toBe(60)
  expect(facts.refused).toEqual(['tilt'])
})

test('styles that mean no good fail with a plain sentence, and reach nothing', async () => {
  const address = server.address() as AddressInfo
  asked = []
  const page = await browser.open(await readyStylePage())
  const draw = async (source: string): Promise<StyleAnswer<unknown>> => {
    const compiled = await compileStyle(source)
    if (!compiled.ok) return { ok: false, fault: compiled.faults[0] ?? { say: '', line: null } }
    const opened = await page.call<StyleAnswer<unknown>>('open', compiled.style, {})
    return opened.ok ? page.call<StyleAnswer<unknown>>('plan', clip, '9:16') : opened
  }
  const heard: string[] = []
  for (const [name, source, said] of hostileStyles(`http://127.0.0.1:${address.port}`)) {
    const answer = await draw(source)
    const fault = answer.ok ? 'nothing' : sayFault(answer.fault)
    if (!said.test(fault)) heard.push(`${name}: ${fault}`)
  }
  expect(heard).toEqual([])
  expect(asked).toEqual([])
  // And the next one is drawn as if nothing had been.
  expect(await draw(STARTER_STYLE)).toMatchObject({ ok: true })
})

test('a style writes numbers, capitals and their order in plain English, not as the machine does', async () => {
  const source = `import { z } from 'zod'
export const props = z.object({})
const { NumberFormat, Collator } = Intl
const made = [new NumberFormat(), NumberFormat(), new NumberFormat([]), new NumberFormat('zz'),
  new NumberFormat.prototype.constructor()]
const said = [
  ...made.map((one) => one.format(1234.5)),
  ...[(1234.5).toLocaleString(), [1234.5].toLocaleString(), 1234n.toLocaleString()],
  ...['iI'.toLocaleUpperCase(), 'iI'.toLocaleLowerCase()],
  ...['z'.localeCompare('ä'), Collator().compare('z', 'ä')],
  ...[new Intl.Segmenter(), new NumberFormat('zz')].map((one) => one.resolvedOptions().locale),
  new NumberFormat('de').format(1234.5),
].join(' ')
export default () => <text>{said}</text>`
  const { keys } = await plan(source)
  const english = '1,234.5'
  // The machine’s own would be `en-US`.
  expect(keys).toEqual([
    `<text>${Array(7).fill(english).join(' ')} 1,234 II ii 1 1 en en 1.234,5</text>`,
  ])
})

test('one long call is stopped when its time is over', async () => {
  const compiled = await compileStyle(STUCK_STYLE)
  if (!compiled.ok) throw new Error('it did not compile')
  const page = await browser.open(await readyStylePage())
  await page.call('open', compiled.style, {}, 500)
  expect(await page.call('plan', clip, '9:16')).toEqual({
    ok: false,
    fault: { say: 'The style did not answer within 0.5 seconds, and was stopped.', line: null },
  })
})

test('a style that fills the memory is stopped, and costs only its own drawing', async () => {
  const source = `import { z } from 'zod'
export const props = z.object({})
const kept = []
export default function Style() {
  for (let i = 0; i < 5000; i++) kept.push(new Array(1_000_000).fill(i))
  return <text>x</text>
}`
  await expect(plan(source)).rejects.toMatchObject({ code: 'style.failed' })
})
