import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cardFrames, cardsOf, toFilmFrame } from '#core/card.ts'
import { clipOf } from '#core/clip-project.fixtures.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { clipFrames, cutList, sourceFrame } from '#core/cut-list.ts'
import { ExportSettings } from '#core/export-settings.ts'
import { AssetId } from '#core/ids.ts'
import { overlayDefaults, overlaySchemas } from '#core/overlay.ts'
import { ms } from '#core/time.ts'
import type { PlayerPage } from '#remotion/player-page.fixtures.tsx'
import { bundlePage } from './bundle.ts'
import { type DrawingBrowser, launchDrawingBrowser } from './drawing-browser.ts'
import { runFfmpeg } from './ffmpeg.ts'
import {
  numberedFilm,
  readNumbers,
  readPips,
  readPixels,
  readSamples,
} from './numbered-film.fixtures.ts'
import { type RenderAsset, type RenderSource, renderClip } from './render-clip.ts'
import { findTools, type Tools } from './tools.ts'

const asset = AssetId.parse('00000000-0000-4000-8000-0000000000f1')
let tools: Tools
let folder: string
let film: RenderSource
let browser: DrawingBrowser
let picture: RenderAsset
beforeAll(async () => {
  tools = await findTools()
  folder = await mkdtemp(join(tmpdir(), 'cliproom-cards-'))
  film = await numberedFilm(tools, join(folder, 'film.mp4'), { seconds: 8 })
  browser = await launchDrawingBrowser(tools)
  const path = join(folder, 'logo.png')
  await runFfmpeg(tools, [
    ...['-y', '-f', 'lavfi', '-i', 'testsrc2=s=120x80:d=0.04', '-frames:v', '1', path],
  ])
  picture = { path, key: 'logo', kind: 'picture', type: 'image/png' }
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

const small = ExportSettings.parse({ resolution: { width: 360, height: 360 } })
let made = 0
async function render(project: ClipProject, settings: object = small) {
  const parsed = ExportSettings.parse(settings)
  const out = join(folder, `out-${made++}.${parsed.format}`)
  const rendered = await renderClip({
    ...{ project, shape: '1:1', source: film, out, tools, browser, settings: parsed },
    assets: { [asset]: picture },
    workDir: join(folder, 'work'),
    cacheFolder: join(folder, 'cache'),
  })
  return { out, ...rendered }
}

/** Some four seconds in two pieces, the second of which comes from later in the source. */
const talk = clipOf(Array.from({ length: 12 }, (_, i) => `w${i}`).join(' '))
const [piece] = talk.pieces
const project: ClipProject = {
  ...talk,
  shape: '1:1',
  style: { ...talk.style, enabled: false },
  pieces: [
    { ...(piece as NonNullable<typeof piece>), id: 'hook', to: ms(1300) },
    { ...(piece as NonNullable<typeof piece>), id: 'rest', from: ms(2000), to: ms(4400) },
  ],
  overlays: [
    overlaySchemas.intro.parse({
      ...{ kind: 'intro', id: 'intro', ...overlayDefaults.intro, asset, ms: 700 },
      ...{ text: 'Which sentence? שלום', background: '#204080' },
    }),
    overlaySchemas.outro.parse({
      ...{ kind: 'outro', id: 'outro', ...overlayDefaults.outro, ms: 500, background: '#802040' },
    }),
  ],
}
const cards = cardsOf(project)
const cuts = cutList(project)
const numbersOfClip = cuts.flatMap((cut) =>
  Array.from({ length: cut.frames }, (_, i) => sourceFrame(cut) + i),
)

test('hook, intro, the rest, outro: every frame and every sound in its place', async () => {
  const { out, frames, durationMs } = await render(project)
  const all = clipFrames(cuts) + cardFrames(cards)
  expect([frames, durationMs]).toEqual([all, Math.round((all * 1000) / 30)])
  const { numbers, flashes } = await readNumbers(tools, out)
  const inFilm = numbersOfClip.map(
    (_, frame) =>
      // The frame after a card is where the card begins; it shows when that is over.
      toFilmFrame(cards, frame) + (cards.find(({ at }) => at === frame)?.frames ?? 0),
  )
  expect(inFilm.map((frame) => numbers[frame])).toEqual(numbersOfClip)

  // Both cards are as they were asked for, from their first frame to their last.
  const colours = await readPixels(tools, out, 'crop=8:8:2:2,scale=1:1:flags=area,format=rgb24')
  const colourAt = (frame: number) => [...colours.subarray(frame * 3, frame * 3 + 3)]
  const near = (frame: number, wanted: number[]) =>
    colourAt(frame).forEach((value, i) => {
      expect(Math.abs(value - (wanted[i] ?? 0)), `frame ${frame}`).toBeLessThan(8)
    })
  const [intro, outro] = [cards[0]?.at ?? 0, clipFrames(cuts) + 21]
  for (const frame of [intro, intro + 10, intro + 20]) near(frame, [0x20, 0x40, 0x80])
  for (const frame of [outro, outro + 14]) near(frame, [0x80, 0x20, 0x40])

  // Silent while a card is shown, and pips still with their flashes.
  const samples = await readSamples(tools, out)
  const loudest = (from: number, to: number) =>
    samples.subarray(from * 1600, to * 1600).reduce((top, s) => Math.max(top, Math.abs(s)), 0)
  expect(loudest(intro + 2, intro + 19)).toBeLessThan(300)
  const heard = await readPips(tools, out)
  const shown = flashes.filter(
    (frame) => numbers[frame] !== undefined && (numbers[frame] ?? 1) % 30 === 0,
  )
  expect(shown.length).toBeGreaterThan(1)
  for (const flash of shown.filter((frame) => inFilm.includes(frame) && frame > 1))
    expect(Math.min(...heard.map((pip) => Math.abs(pip - flash)))).toBeLessThanOrEqual(1.5)
})

test('a card that is switched off needs no picture', async () => {
  const gone = AssetId.parse('00000000-0000-4000-8000-0000000000f2')
  const [intro, outro] = project.overlays
  const off = { ...project, overlays: [{ ...intro, asset: gone, on: false }, outro] } as ClipProject
  expect((await render(off)).frames).toBe(clipFrames(cuts) + 15)
  const on = { ...project, overlays: [{ ...intro, asset: gone }, outro] } as ClipProject
  await expect(render(on)).rejects.toMatchObject({ code: 'asset.not-found' })
})

test('an edit of a card makes the card anew, and nothing else', async () => {
  await render(project)
  const [intro, outro] = project.overlays
  const longer = { ...project, overlays: [{ ...intro, ms: ms(900) }, outro] } as ClipProject
  const { reuse, frames } = await render(longer)
  expect(reuse?.chunks.encoded).toBe(0)
  expect(frames).toBe(clipFrames(cuts) + 27 + 15)
})

test('a card in the player is the card in the film', async () => {
  await bundlePage('remotion/player-page.fixtures.tsx', join(folder, 'player'))
  const player = await browser.open(join(folder, 'player'))
  const ask = <Name extends keyof PlayerPage>(name: Name, ...args: Parameters<PlayerPage[Name]>) =>
    player.call<void>(name, ...args)
  const src = `data:image/png;base64,${(await readFile(picture.path)).toString('base64')}`
  await ask('film', project, 1080, { [asset]: { src } })
  const { out } = await render(project, { quality: 'best' })
  const look = 'scale=270:270:flags=area,format=rgb24'
  const size = 270 * 270 * 3
  const written = await readPixels(tools, out, look)
  const intro = (cards[0]?.at ?? 0) + 5
  await ask('seek', intro)
  await writeFile(join(folder, 'card.png'), await player.picture(1080, 1080))
  const shown = await readPixels(tools, join(folder, 'card.png'), look)
  const inFilm = written.subarray(intro * size, (intro + 1) * size)
  let apart = 0
  for (let i = 0; i < size; i++) if (Math.abs((shown[i] ?? 0) - (inFilm[i] ?? 0)) > 24) apart++
  expect(apart / size).toBeLessThan(0.008)
  // Letters and the picture are there to be told apart from the ground.
  const ground = [0x20, 0x40, 0x80]
  const painted = inFilm.filter((value, i) => Math.abs(value - (ground[i % 3] ?? 0)) > 40)
  expect(painted.length / size).toBeGreaterThan(0.02)
  await player.close()
})

test('films that are written in one piece have their cards too', async () => {
  const short = {
    ...project,
    pieces: project.pieces.map((one) => ({ ...one, to: ms(one.from + 400) })),
  }
  const parts = [clipFrames(cutList(short)), ...cardsOf(short).map(({ frames }) => frames)]
  for (const settings of [
    { format: 'webm', codec: 'vp9', quality: 'draft', fps: 30 },
    { format: 'gif', codec: 'gif', fps: 15 },
  ]) {
    const { frames } = await render(short, { ...small, ...settings })
    const wanted = parts.map((count) => Math.round((count * settings.fps) / 30))
    expect(frames, settings.format).toBe(wanted.reduce((a, b) => a + b))
  }
})
