import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CaptionStyle, StyleName } from '#core/caption-style.ts'
import { shapeSize } from '#core/shape.ts'
import type { BoundsPage } from '#remotion/bounds-page.fixtures.tsx'
import type { Box } from '#remotion/caption-layout.ts'
import { textNames } from '#remotion/fidelity-cells.fixtures.ts'
import { bundlePage } from './bundle.ts'
import { type DrawingBrowser, launchDrawingBrowser, type OpenPage } from './drawing-browser.ts'
import { readPixels } from './numbered-film.fixtures.ts'
import { findTools, type Tools } from './tools.ts'

let tools: Tools
let folder: string
let browser: DrawingBrowser
let page: OpenPage

beforeAll(async () => {
  tools = await findTools()
  folder = await mkdtemp(join(tmpdir(), 'cliproom-bounds-'))
  await bundlePage('remotion/bounds-page.fixtures.tsx', join(folder, 'page'))
  browser = await launchDrawingBrowser(tools)
  page = await browser.open(join(folder, 'page'))
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

/** As a style is, and with all that makes it reach further: no box, and pages and words that jump. */
const ways = {
  'as it is': {},
  'without a box, slammed and hopping': {
    ...{ background: 'none', entry: 'slam', word: 'hop' },
    ...{ emphasisScale: 1.3, outline: 0.12, tilt: 6 },
  },
  'on lines, dropped and popping': { background: 'line', entry: 'drop', word: 'pop' },
} as const satisfies Record<string, Partial<CaptionStyle>>
type Way = keyof typeof ways

const draw = (on: OpenPage, name: StyleName, chosen: Partial<CaptionStyle>) =>
  on.call<Awaited<ReturnType<BoundsPage['draw']>>>('draw', name, '1:1', chosen)

test.each<[StyleName, Way]>([
  ...StyleName.options.flatMap((name): [StyleName, Way][] => [
    [name, 'as it is'],
    [name, 'without a box, slammed and hopping'],
  ]),
  ['steps', 'on lines, dropped and popping'],
  ['sticker', 'on lines, dropped and popping'],
])('%s %s paints nothing outside its bounds, in any script', async (name, way) => {
  const { width, height } = shapeSize['1:1']
  const drawn = await draw(page, name, ways[way])
  const file = join(folder, 'drawn.png')
  await writeFile(file, await page.picture(width, height * drawn.length))
  const alpha = await readPixels(tools, file, 'format=rgba,alphaextract,format=gray')
  expect(alpha.length).toBe(width * height * drawn.length)
  const outside = drawn.flatMap((boxes, text) => {
    const picture = alpha.subarray(text * width * height, (text + 1) * width * height)
    const found = paintedOutside(picture, width, boxes)
    return found ? [{ text: textNames[text], found }] : []
  })
  expect(outside).toEqual([])
})

test('what a page showed before leaves no trace in a picture', async () => {
  const { width, height } = shapeSize['1:1']
  const [first, second, third] = Object.values(ways)
  for (const chosen of [first, second]) {
    await draw(page, 'steps', chosen ?? {})
    await page.picture(width, height * textNames.length)
  }
  const fresh = await browser.open(join(folder, 'page'))
  const pictures = []
  for (const one of [page, fresh]) {
    await draw(one, 'steps', third ?? {})
    pictures.push(await one.picture(width, height * textNames.length))
  }
  expect(pictures[0]?.equals(pictures[1] ?? Buffer.of())).toBe(true)
})

/** The px furthest out of all that are painted and in no box; null where there are none. */
function paintedOutside(alpha: Buffer, width: number, boxes: Box[]): Box | null {
  let [left, right, top, bottom] = [width, -1, alpha.length / width, -1]
  for (let y = 0; y < alpha.length / width; y++) {
    const across = boxes.filter((box) => y >= Math.floor(box.y) && y < box.y + box.height)
    for (let x = 0; x < width; x++) {
      if (alpha[y * width + x] === 0) continue
      if (across.some((box) => x >= Math.floor(box.x) && x < box.x + box.width)) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  }
  return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}
