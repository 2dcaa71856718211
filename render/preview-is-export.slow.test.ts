import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StyleName } from '#core/caption-style.ts'
import { Shape, shapeSize } from '#core/shape.ts'
import { styled } from '#remotion/layout.fixtures.ts'
import type { PlayerPage } from '#remotion/player-page.fixtures.tsx'
import { bundlePage, readyBundle } from './bundle.ts'
import { drawSheets, sheetPage } from './draw-sheets.ts'
import { type DrawingBrowser, launchDrawingBrowser, type OpenPage } from './drawing-browser.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { readPixels } from './numbered-film.fixtures.ts'
import { renderClip } from './render-clip.ts'
import { findTools, type Tools } from './tools.ts'

let tools: Tools
let folder: string
let browser: DrawingBrowser
let sheets: OpenPage
let player: OpenPage

const ask = <Name extends keyof PlayerPage>(name: Name, ...args: Parameters<PlayerPage[Name]>) =>
  player.call<Awaited<ReturnType<PlayerPage[Name]>>>(name, ...args)

beforeAll(async () => {
  tools = await findTools()
  folder = await mkdtemp(join(tmpdir(), 'cliproom-preview-'))
  await bundlePage('remotion/player-page.fixtures.tsx', join(folder, 'player'))
  browser = await launchDrawingBrowser(tools)
  sheets = await browser.open(await readyBundle())
  player = await browser.open(join(folder, 'player'))
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

const line = 'So here is the *thing nobody tells 🔥 you. Straße, ÀÉÎ 1,000 times'

/** One that pops, one with a pill behind the word, one that stands still. `test:fidelity` looks at all. */
const some = ['punch', 'steps', 'clear'] as const satisfies StyleName[]

test.each([
  ['punch', '9:16'],
  ['steps', '16:9'],
  ['clear', '1:1'],
  // Turned, with a shadow: a browser may draw its letters straight and turn their px.
  ['sticker', '4:5'],
] as const)('%s in %s: the player draws each state as the export does', async (name, shape) => {
  const project = styled(name, line)
  const { width, height } = shapeSize[shape]
  const cellFolder = join(folder, `${name}${width}x${height}`)
  await mkdir(cellFolder)
  const { plan, files } = await drawSheets({
    project,
    shape,
    page: sheetPage(sheets),
    folder: cellFolder,
  })
  await ask('show', project, shape, width)
  const { band, cells } = plan
  // Entry, rest, and one of each page that follows: words, emphasis, emoji, capitals.
  const states = [0, 1, 4, 9, 14, plan.states.length - 1].filter((i) => i < plan.states.length)
  for (const index of states) {
    await ask('seek', plan.frames.indexOf(index))
    const shown = join(cellFolder, 'shown.png')
    await writeFile(shown, await player.picture(width, height))
    const { x, y } = band
    const size = `${band.width}:${band.height}`
    const [inPlayer, inSheet] = await Promise.all([
      readPixels(tools, shown, `crop=${size}:${x}:${y},format=rgba`),
      readPixels(
        tools,
        files[Math.floor(index / cells)] ?? '',
        `crop=${size}:0:${(index % cells) * band.height},format=rgba`,
      ),
    ])
    expect(inPlayer.length).toBe(band.width * band.height * 4)
    expect(differing(inPlayer, inSheet)).toBeLessThan(0.0005)
    if (index > 0) continue
    // And outside the band the player draws nothing.
    const alpha = await readPixels(tools, shown, 'format=rgba,alphaextract,format=gray')
    for (let row = y; row < y + band.height; row++)
      alpha.fill(0, row * width + x, row * width + x + band.width)
    expect(alpha.every((value) => value === 0)).toBe(true)
  }
})

test('what XML has no way to write stops no export', async () => {
  const place = join(folder, 'no-letters')
  await mkdir(place)
  const project = styled('punch', 'so \uffff here')
  const page = sheetPage(sheets)
  const { plan, files } = await drawSheets({ project, shape: '9:16', page, folder: place })
  const alpha = await readPixels(tools, files[0] ?? '', 'format=rgba,alphaextract,format=gray')
  expect(alpha.subarray(0, plan.band.width * plan.band.height).some((value) => value > 0)).toBe(
    true,
  )
})

test.each(some)('a small preview of %s breaks and places every word alike', async (name) => {
  const project = styled(name, line)
  for (const shape of Shape.options) {
    const { width } = shapeSize[shape]
    const places = []
    for (const size of [width, 270, 157]) {
      await ask('show', project, shape, size)
      await ask('seek', 40)
      places.push(await ask('words'))
    }
    const [full, ...small] = places
    for (const words of small) {
      expect(words.map((word) => word.text)).toEqual(full?.map((word) => word.text))
      for (const [i, word] of words.entries())
        for (const side of ['x', 'y', 'width', 'height'] as const)
          expect(Math.abs(word[side] - (full?.[i]?.[side] ?? 0))).toBeLessThan(1.5)
    }
  }
})

/** Pages turn, words change, a silence falls, and a page looks like an earlier one. */
const busy = 'so here is *it … … … we go on -um and on. … so here is *it … … bye'

test.each(some)('every frame of a film shows the %s captions of that frame', async (name) => {
  const project = styled(name, busy)
  const shape = '1:1'
  const picture = shapeSize[shape]
  const ground = join(folder, 'ground.mp4')
  await runFfmpeg(tools, [
    ...['-y', '-f', 'lavfi', '-i', 'color=0x606870:s=320x320:r=30:d=20'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', ground],
  ])
  const out = join(folder, `${name}.mp4`)
  await renderClip({
    ...{ project, shape, out, tools, browser, workDir: join(folder, 'work') },
    source: {
      ...{ path: ground, width: 320, height: 320, durationMs: 20_000 },
      ...{ hasVideo: true, hasAudio: false },
    },
  })

  // Each state as the player shows it, on the same ground, as the yardstick.
  const plan = await drawSheets({ project, shape, page: sheetPage(sheets), folder }).then(
    (drawn) => drawn.plan,
  )
  await ask('show', project, shape, picture.width)
  const { band } = plan
  const small = `crop=${band.width}:${band.height}:${band.x}:${band.y},scale=iw/4:ih/4:flags=area,format=rgb24`
  const empty = plan.frames.indexOf(null)
  expect(empty).toBeGreaterThan(0)
  const looked = [...plan.states.keys()].map((state) => plan.frames.indexOf(state)).concat(empty)
  for (const [i, frame] of looked.entries()) {
    await ask('seek', frame)
    const shown = await player.picture(picture.width, band.y + band.height)
    await writeFile(join(folder, `${name}-${i}.png`), shown)
  }
  const seen = await readPixels(
    tools,
    join(folder, `${name}-%d.png`),
    `split[a][b];[a]lutrgb=r=96:g=104:b=112:a=255[g];[g][b]overlay=format=rgb,${small}`,
  )
  const size = seen.length / looked.length
  const yardsticks = looked.map((_, i) => seen.subarray(i * size, (i + 1) * size))

  const film = await readPixels(tools, out, small)
  expect(film.length / size).toBe(plan.frames.length)
  const shown = plan.frames.map((_, frame) => {
    const own = film.subarray(frame * size, (frame + 1) * size)
    const distances = yardsticks.map((yardstick) => distance(own, yardstick))
    const nearest = distances.indexOf(Math.min(...distances))
    return nearest === plan.states.length ? null : nearest
  })
  expect(shown).toEqual(plan.frames)
})

/**
 * The share of bytes that anybody could see apart. Browsers draw a page in tiles, and where a tile ends
 * the rounding of an edge differs by a shade: the same page at another height is not the same to the bit.
 */
function differing(a: Buffer, b: Buffer): number {
  let apart = 0
  for (let i = 0; i < a.length; i++) if (Math.abs((a[i] ?? 0) - (b[i] ?? 0)) > 8) apart++
  return apart / a.length
}

function distance(a: Buffer, b: Buffer): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2
  return sum
}
