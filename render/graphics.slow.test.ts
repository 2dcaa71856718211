import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { clipFrames, cutList } from '#core/cut-list.ts'
import { ExportSettings } from '#core/export-settings.ts'
import { filledWidth, graphicFrames, graphicsOf, pictureRect } from '#core/graphic.ts'
import { AssetId } from '#core/ids.ts'
import { overlayDefaults, overlaySchemas } from '#core/overlay.ts'
import { plainSound } from '#core/sound.ts'
import { gainAt, soundMix } from '#core/sound-mix.ts'
import { ms } from '#core/time.ts'
import type { PlayerPage } from '#remotion/player-page.fixtures.tsx'
import { bundlePage } from './bundle.ts'
import { type DrawingBrowser, launchDrawingBrowser, type OpenPage } from './drawing-browser.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { readPixels } from './numbered-film.fixtures.ts'
import { type RenderAsset, renderClip } from './render-clip.ts'
import { findTools, type Tools } from './tools.ts'

const shape = '1:1'
const side = 1080
const asset = AssetId.parse('00000000-0000-4000-8000-0000000000f1')

let tools: Tools
let folder: string
let browser: DrawingBrowser
let player: OpenPage
let ground: string
let picture: RenderAsset
beforeAll(async () => {
  tools = await findTools()
  folder = await mkdtemp(join(tmpdir(), 'cliproom-graphics-'))
  await bundlePage('remotion/player-page.fixtures.tsx', join(folder, 'player'))
  browser = await launchDrawingBrowser(tools)
  player = await browser.open(join(folder, 'player'))
  ground = join(folder, 'ground.mp4')
  await runFfmpeg(tools, [
    ...['-y', '-f', 'lavfi', '-i', 'color=0x606870:s=320x320:r=30:d=12'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', ground],
  ])
  const path = join(folder, 'logo.png')
  // Smaller than it is shown, and half of it half clear.
  await runFfmpeg(tools, [
    ...['-y', '-f', 'lavfi', '-i', 'testsrc2=s=120x80:d=0.04', '-frames:v', '1'],
    ...['-vf', "format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='if(lt(X,60),255,128)'", path],
  ])
  picture = { path, key: 'logo', kind: 'picture', type: 'image/png' }
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

const overlay = {
  text: (more: object) =>
    overlaySchemas.text.parse({ kind: 'text', id: 'text', ...overlayDefaults.text, ...more }),
  logo: overlaySchemas.logo.parse({
    ...{ kind: 'logo', id: 'logo', asset, ...overlayDefaults.logo, place: 'top-right' },
  }),
  image: (more: object) =>
    overlaySchemas.image.parse({
      ...{ kind: 'image', id: 'image', asset, ...overlayDefaults.image, w: 0.3, y: 0.45, ...more },
    }),
  progress: overlaySchemas.progress.parse({
    ...{ kind: 'progress', id: 'progress', ...overlayDefaults.progress, colour: '#ff2020' },
  }),
}

let made = 0
async function render(project: ClipProject, more: object = {}) {
  const out = join(folder, `film-${made++}.mp4`)
  const rendered = await renderClip({
    ...{ project, shape, out, tools, browser, workDir: join(folder, 'work') },
    source: {
      ...{ path: ground, width: 320, height: 320, durationMs: 12_000 },
      ...{ hasVideo: true, hasAudio: false },
    },
    assets: { [asset]: picture },
    settings: ExportSettings.parse({ quality: 'best' }),
    ...more,
  })
  return { out, ...rendered }
}

const ask = <Name extends keyof PlayerPage>(name: Name, ...args: Parameters<PlayerPage[Name]>) =>
  player.call<Awaited<ReturnType<PlayerPage[Name]>>>(name, ...args)

const wordless = (line: string): ClipProject => {
  const clip = clipOf(line)
  return { ...clip, style: { ...clip.style, enabled: false } }
}

test('text, a picture, the logo and the bar lie in the film as the player shows them', async () => {
  const project: ClipProject = {
    ...wordless('… …'),
    pieces: [{ ...(wordless('…').pieces[0] as ClipProject['pieces'][number]), to: ms(1000) }],
    overlays: [
      overlay.image({ shown: 'source', from: 300, to: 700 }),
      overlay.text({
        ...{ text: 'Three things\nnobody says שלום 🔥', size: 64, background: '#000000b0' },
        ...{ shown: 'first', shownMs: 500, y: 0.7 },
      }),
      overlay.logo,
      overlay.progress,
    ],
  }
  const { out, frames } = await render(project)
  expect(frames).toBe(30)
  const src = `data:image/png;base64,${(await readFile(picture.path)).toString('base64')}`
  await ask('show', project, shape, side, { [asset]: { src } })
  const looked = [0, 8, 9, 14, 15, 20, 21, 29]
  for (const [i, frame] of looked.entries()) {
    await ask('seek', frame)
    await writeFile(join(folder, `shown-${i}.png`), await player.picture(side, side))
  }
  const size = 270 * 270 * 3
  const small = 'scale=270:270:flags=area,format=rgb24'
  const shown = await readPixels(
    tools,
    join(folder, 'shown-%d.png'),
    `split[a][b];[a]lutrgb=r=96:g=104:b=112:a=255[g];[g][b]overlay=format=rgb,${small}`,
  )
  const film = await readPixels(tools, out, small)
  expect(film.length).toBe(30 * size)
  const cell = (pixels: Buffer, at: number) => pixels.subarray(at * size, (at + 1) * size)
  for (const [i, frame] of looked.entries())
    expect(apart(cell(shown, i), cell(film, frame)), `frame ${frame}`).toBeLessThan(0.008)
  // Each of them paints: a frame is not like the one before another comes or goes.
  for (const [a, b] of [
    [8, 9],
    [14, 15],
    [20, 21],
  ] as const)
    expect(apart(cell(film, a), cell(film, b))).toBeGreaterThan(0.02)
})

/** The share of bytes that are told apart by more than what encoding and half the colours take. */
function apart(a: Buffer, b: Buffer): number {
  let count = 0
  for (let i = 0; i < a.length; i++) if (Math.abs((a[i] ?? 0) - (b[i] ?? 0)) > 24) count++
  return count / a.length
}

test('after an edit every frame of the joined film has its own bar and its own graphics', async () => {
  const talk = clipOf(Array.from({ length: 20 }, (_, i) => `w${i}`).join(' '))
  const tied = overlay.image({ shown: 'source', from: 4500, to: 6500 })
  const plain = { ...talk, style: { ...talk.style, enabled: false } }
  const cut = {
    ...plain,
    words: plain.words.map((word, i) => (i === 9 ? { ...word, cut: true } : word)),
  }
  const cacheFolder = join(folder, 'cache')
  const settings = ExportSettings.parse({ resolution: { width: 360, height: 360 } })
  // Without a bar, what the edit does not touch is not made anew.
  const first = await render({ ...plain, overlays: [tied] }, { cacheFolder, settings })
  expect(first.reuse?.chunks).toEqual({ all: 4, encoded: 4 })
  const edited = await render({ ...cut, overlays: [tied] }, { cacheFolder, settings })
  expect(edited.reuse?.chunks).toEqual({ all: 4, encoded: 2 })
  // A bar runs through all of it; a picture that changes is another picture.
  const barred = { ...cut, overlays: [tied, overlay.progress] }
  const { out, reuse } = await render(barred, { cacheFolder, settings })
  expect(reuse?.chunks).toEqual({ all: 4, encoded: 4 })
  const other = await render(barred, {
    ...{ cacheFolder, settings, assets: { [asset]: { ...picture, key: 'another' } } },
  })
  expect(other.reuse?.chunks.encoded).toBeGreaterThan(0)
  expect(other.reuse?.chunks.encoded).toBeLessThan(3)

  const cuts = cutList(cut)
  const frames = clipFrames(cuts)
  const [image] = graphicsOf(barred)
  if (image?.kind !== 'image') throw new Error('no image')
  const shown = graphicFrames(image, cuts)
  const { x, y, width, height } = pictureRect(image, shape, { width: 120, height: 80 })
  const probe = await readPixels(
    tools,
    out,
    `crop=${width / 3 - 4}:${height / 3 - 4}:${Math.round(x / 3) + 2}:${Math.round(y / 3) + 2},` +
      'scale=8:8:flags=area,format=rgb24',
  )
  const bars = await readPixels(tools, out, 'crop=360:2:0:358,scale=360:1:flags=area,format=rgb24')
  expect(bars.length).toBe(frames * 360 * 3)
  for (let frame = 0; frame < frames; frame++) {
    const row = bars.subarray(frame * 360 * 3, (frame + 1) * 360 * 3)
    const red = Array.from({ length: 360 }, (_, i) => (row[i * 3] ?? 0) > 180).filter(Boolean)
    const wanted = filledWidth(frame, frames, side) / 3
    expect(Math.abs(red.length - wanted), `bar at frame ${frame}`).toBeLessThanOrEqual(1.5)
    const seen = probe.subarray(frame * 192, (frame + 1) * 192)
    const painted = Math.max(...seen) - Math.min(...seen) > 60
    const expected = shown.some(({ from, to }) => frame >= from && frame < to)
    expect(painted, `picture at frame ${frame}`).toBe(expected)
  }
})

test('captions alone, for laying over a film, come with what lies on the picture', async () => {
  const project = {
    ...wordless('…'),
    overlays: [overlay.logo],
    pieces: [{ ...(wordless('…').pieces[0] as ClipProject['pieces'][number]), to: ms(200) }],
  }
  const out = join(folder, 'clear.mov')
  await render(project, {
    out,
    settings: ExportSettings.parse({ format: 'mov', resolution: { width: 540, height: 540 } }),
  })
  const alpha = await readPixels(tools, out, 'format=yuva444p,alphaextract,format=gray')
  expect(alpha.length).toBe(6 * 540 * 540)
  const at = (px: number, py: number) =>
    alpha[540 * 540 + Math.round(py) * 540 + Math.round(px)] ?? 0
  const { x, y, width, height } = pictureRect(overlay.logo, shape, { width: 120, height: 80 })
  // Nine tenths of the logo, and of its half clear side.
  expect(at((x + width / 4) / 2, (y + height / 2) / 2)).toBeGreaterThan(215)
  const faint = at((x + width * 0.75) / 2, (y + height / 2) / 2)
  expect(faint).toBeGreaterThan(95)
  expect(faint).toBeLessThan(135)
  expect(at(270, 400)).toBe(0)
})

test('the player is as loud at each moment as the mix says, and the export writes', async () => {
  const project: ClipProject = {
    ...wordless('… one … two … …'),
    sound: { ...plainSound(), fadeIn: ms(500), voice: -4 },
    overlays: [
      overlaySchemas.music.parse({
        ...{ kind: 'music', id: 'music', asset, ...overlayDefaults.music, loop: false },
      }),
    ],
  }
  const sound = join(folder, 'tone.wav')
  await runFfmpeg(tools, ['-y', '-f', 'lavfi', '-i', 'sine=f=300:d=6:r=8000', sound])
  const src = `data:audio/wav;base64,${(await readFile(sound)).toString('base64')}`
  await ask('hear', project, src, `${src}#music`)
  const { voice, music } = soundMix(project)
  for (const frame of [0, 6, 20, 29, 32, 40, 60, 130]) {
    await ask('seek', frame)
    const wanted = [voice, music?.gain ?? []].map((gain) => gainAt(gain, (frame * 1000) / 30))
    await expect
      .poll(async () => (await ask('volumes')).map((volume) => volume.toFixed(3)))
      .toEqual(wanted.map((gain) => gain.toFixed(3)))
  }
})
