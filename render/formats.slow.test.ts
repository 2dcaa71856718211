import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { ExportSettings } from '#core/export-settings.ts'
import { ms } from '#core/time.ts'
import { type DrawingBrowser, launchDrawingBrowser } from './drawing-browser.ts'
import { runFfprobe } from './ffmpeg.ts'
import { makePoster } from './make-poster.ts'
import { numberedFilm, readNumbers, readPips, readPixels } from './numbered-film.fixtures.ts'
import { type RenderSource, renderClip } from './render-clip.ts'
import { findTools, type Tools } from './tools.ts'

let tools: Tools
let folder: string
let film: RenderSource
let browser: DrawingBrowser
beforeAll(async () => {
  tools = await findTools()
  folder = await mkdtemp(join(tmpdir(), 'cliproom-formats-'))
  film = await numberedFilm(tools, join(folder, 'film.mp4'), { seconds: 5, fps: 60 })
  browser = await launchDrawingBrowser(tools)
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

/** Two seconds of the source from its second 1.5, with words. */
const clip = (() => {
  const project = clipOf('… … so here is the thing')
  return {
    ...project,
    pieces: project.pieces.map((piece) => ({ ...piece, from: ms(1500), to: ms(3500) })),
  }
})()
const small = { resolution: { width: 270, height: 480 } }

async function render(name: string, asked: object, project = clip) {
  const settings = ExportSettings.parse(asked)
  const out = join(folder, `${name}.${settings.format}`)
  const workDir = join(folder, 'work')
  const rendered = await renderClip({
    ...{ project, shape: '9:16', source: film, out, tools, browser, settings, workDir },
  })
  expect(await readdir(workDir)).toEqual([])
  const probed = JSON.parse(
    await runFfprobe(tools, ['-v', 'error', '-show_streams', '-of', 'json', out]),
  ) as { streams: Record<string, unknown>[] }
  return { out, rendered, picture: probed.streams[0], sound: probed.streams[1] }
}

test('HEVC, under the name Apple’s players know; sixty frames a second are the source’s own', async () => {
  const { out, rendered, picture, sound } = await render('hevc', {
    ...{ ...small, codec: 'hevc', fps: 60 },
  })
  expect(picture).toMatchObject({
    ...{ codec_name: 'hevc', codec_tag_string: 'hvc1', width: 270, height: 480 },
    ...{ r_frame_rate: '60/1', color_space: 'bt709', nb_frames: '120' },
  })
  expect(sound).toMatchObject({ codec_name: 'aac' })
  expect(rendered.frames).toBe(120)
  expect((await readNumbers(tools, out)).numbers).toEqual(
    Array.from({ length: 120 }, (_, i) => 90 + i),
  )
})

test('WebM with VP9 and Opus, sound beside picture', async () => {
  const { out, picture, sound } = await render('vp9', {
    ...small,
    format: 'webm',
    quality: 'draft',
  })
  expect(picture).toMatchObject({ codec_name: 'vp9', width: 270, height: 480 })
  expect(sound).toMatchObject({ codec_name: 'opus', sample_rate: '48000' })
  const { numbers, flashes } = await readNumbers(tools, out)
  expect(numbers).toEqual(Array.from({ length: 60 }, (_, i) => 90 + i * 2))
  const heard = await readPips(tools, out)
  expect(flashes).toHaveLength(2)
  for (const [i, flash] of flashes.entries())
    expect(Math.abs((heard[i] ?? 0) - flash)).toBeLessThanOrEqual(1)
})

test('twenty-five a second are taken where they fall, at the bitrate asked for', async () => {
  const { out, rendered } = await render('25', {
    ...{ ...small, fps: 25, bitrate: 300, audioBitrate: 64 },
  })
  const { numbers } = await readNumbers(tools, out)
  expect(numbers).toHaveLength(50)
  for (const [i, number] of numbers.entries())
    expect(Math.abs(number / 60 - (38 + i) / 25)).toBeLessThanOrEqual(1 / 50 + 1 / 120)
  expect((rendered.bytes * 8) / 2 / 1000).toBeLessThan((300 + 64) * 1.6)
})

test('ProRes is the captions alone, clear around them, for laying over a film', async () => {
  const { out, picture, sound } = await render('captions', { ...small, format: 'mov' })
  expect(picture).toMatchObject({ codec_name: 'prores', profile: '4444', width: 270, height: 480 })
  expect(String(picture?.pix_fmt)).toMatch(/^yuva444p/)
  expect(sound).toBeUndefined()
  const size = 270 * 480
  const alpha = await readPixels(tools, out, 'alphaextract,format=gray')
  expect(alpha.length).toBe(60 * size)
  const opaque = (frame: number) =>
    alpha.subarray(frame * size, (frame + 1) * size).filter((a) => a > 200).length
  // Nothing is said in the first half second.
  expect(opaque(5)).toBe(0)
  expect(opaque(40)).toBeGreaterThan(500)
  expect(opaque(40)).toBeLessThan(size / 4)
  // The upper fifth is never written on.
  expect(alpha.subarray(40 * size, 40 * size + size / 5).every((a) => a < 8)).toBe(true)
})

test('a GIF is small, has its own rate and plays for ever', async () => {
  const { out, picture, rendered } = await render('small', { format: 'gif' })
  expect(picture).toMatchObject({ codec_name: 'gif', width: 480, height: 854 })
  expect(rendered.frames).toBe(30)
  const { numbers } = await readNumbers(tools, out)
  expect(numbers).toHaveLength(30)
  for (const [i, number] of numbers.entries())
    expect(Math.abs(number / 60 - (22.5 + i) / 15)).toBeLessThanOrEqual(1 / 15)
})

test('twice the size is drawn at twice the size', async () => {
  const project = { ...clip, pieces: clip.pieces.map((p) => ({ ...p, to: ms(1800) })) }
  const { picture } = await render(
    'large',
    { resolution: { width: 2160, height: 3840 }, quality: 'draft' },
    project,
  )
  expect(picture).toMatchObject({ width: 2160, height: 3840, nb_frames: '9' })
})

test('an FFmpeg that cannot write a format says so before anything is made', async () => {
  const poor: Tools = {
    ...tools,
    ffmpeg: {
      ...(tools.ffmpeg as Extract<Tools['ffmpeg'], { path: string }>),
      encoders: new Set(),
    },
  }
  const out = join(folder, 'never.webm')
  const running = renderClip({
    ...{ project: clip, shape: '9:16', source: film, out, tools: poor, browser },
    ...{ workDir: join(folder, 'work'), settings: ExportSettings.parse({ format: 'webm' }) },
  })
  await expect(running).rejects.toMatchObject({
    code: 'export.impossible',
    message: expect.stringContaining('built without libvpx-vp9'),
  })
})

test('a poster is a picture of the film’s first second', async () => {
  const poster = join(folder, 'poster.jpg')
  await makePoster(tools, film.path, poster)
  const { numbers } = await readNumbers(tools, poster)
  expect(numbers).toHaveLength(1)
  expect(numbers[0]).toBeGreaterThan(0)
  expect(numbers[0]).toBeLessThanOrEqual(60)
})
