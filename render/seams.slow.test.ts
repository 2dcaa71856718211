import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { clipFrames, cutList } from '#core/cut-list.ts'
import { ExportSettings } from '#core/export-settings.ts'
import { type Seam, seamLook, seamShare, seamsOf } from '#core/seam.ts'
import { ms } from '#core/time.ts'
import type { TransitionKind } from '#core/transition.ts'
import type { PlayerPage } from '#remotion/player-page.fixtures.tsx'
import { bundlePage } from './bundle.ts'
import { launchDrawingBrowser } from './drawing-browser.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { readPixels } from './numbered-film.fixtures.ts'
import { renderClip } from './render-clip.ts'
import { findTools, type Tools } from './tools.ts'

const SIDE = 320
/** The light, 0–255 from black to white, of the two halves of the source, and of the bright square in the first. */
const [DARK, BRIGHT, SQUARE] = [60, 170, 220]

let tools: Tools
let folder: string
beforeAll(async () => {
  tools = await findTools()
  folder = await mkdtemp(join(tmpdir(), 'cliproom-seams-'))
  // Three seconds dark with a square in the middle, three seconds bright.
  const square = `lt(abs(X-${SIDE / 2}),40)*lt(abs(Y-${SIDE / 2}),40)`
  await runFfmpeg(tools, [
    ...['-y', '-f', 'lavfi', '-i', `nullsrc=s=${SIDE}x${SIDE}:r=30:d=0.1,format=gray`],
    ...[
      '-filter_complex',
      `[0:v]trim=end_frame=1,split[a][b];` +
        `[a]geq=lum='if(${square},${SQUARE},${DARK})',loop=loop=89:size=1,setpts=N/30/TB[d];` +
        `[b]geq=lum=${BRIGHT},loop=loop=89:size=1,setpts=N/30/TB[l];` +
        `[d][l]concat=n=2,setsar=1,format=yuv420p[v]`,
    ],
    ...[
      '-map',
      '[v]',
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-crf',
      '4',
      join(folder, 'film.mp4'),
    ],
  ])
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const settings = ExportSettings.parse({
  ...{ quality: 'best', resolution: { width: SIDE, height: SIDE } },
})
let made = 0
async function render(project: ClipProject, cacheFolder?: string) {
  const out = join(folder, `out-${made++}.mp4`)
  const rendered = await renderClip({
    ...{ project, shape: '1:1', out, tools, settings, cacheFolder },
    workDir: join(folder, 'work'),
    source: {
      ...{ path: join(folder, 'film.mp4'), width: SIDE, height: SIDE, durationMs: 6000 },
      ...{ hasVideo: true, hasAudio: false },
    },
  })
  return { out, ...rendered }
}

/** Pieces of the dark and the bright half in turn, each coming in by a transition. */
function clip(kinds: TransitionKind[], length = 400): ClipProject {
  const plain = clipOf('… … … … … …')
  const piece = (i: number) => {
    const from = i % 2 === 0 ? 500 : 3500
    return { id: `p${i}`, take: `t${i}`, from: ms(from), to: ms(from + 800) }
  }
  return {
    ...plain,
    style: { ...plain.style, enabled: false },
    pieces: [...kinds, null].map((_, i) => piece(i)),
    transitions: kinds.map((kind, i) => ({ piece: `p${i + 1}`, kind, ms: ms(length) })),
  }
}

/** Light of a place of every frame, in the middle of the left edge or of the picture. */
const lightAt = (file: string, x: number) =>
  readPixels(tools, file, `crop=8:8:${x}:${SIDE / 2 - 4},scale=1:1:flags=area,format=gray`)

const inside = (seams: Seam[], frame: number) =>
  seams.find((seam) => frame >= seam.from && frame < seam.from + seam.frames)

test('every frame of every transition is what the preview shows of it', async () => {
  const project = clip(['dissolve', 'fade', 'flash', 'slide', 'zoom'])
  const { out, frames } = await render(project)
  const cuts = cutList(project)
  expect(frames).toBe(clipFrames(cuts))
  const seams = seamsOf(project, cuts)
  expect(seams.map((seam) => seam.kind)).toEqual(['dissolve', 'fade', 'flash', 'slide', 'zoom'])
  const edge = await lightAt(out, 4)
  expect(edge).toHaveLength(frames)
  for (let frame = 0; frame < frames; frame++) {
    const cut = cuts.findIndex((one) => frame < one.start + one.frames)
    const seam = inside(seams, frame)
    const lightOf = (index: number) => (index % 2 === 0 ? DARK : BRIGHT)
    let wanted = lightOf(cut)
    if (seam) {
      const {
        out,
        in: comes,
        white,
      } = seamLook(seam.kind, seamShare(frame - seam.from, seam.frames))
      const under = lightOf(seam.cut - 1) * out.light
      const over = lightOf(seam.cut) * comes.light
      // At the left edge what slides in arrives last, and covers the eight columns one by one.
      const covered = Math.min(1, Math.max(0, (12 - comes.shift * SIDE) / 8))
      const opacity = covered * comes.opacity
      wanted = under + (over - under) * opacity
      wanted += (255 - wanted) * white
    }
    expect(Math.abs((edge[frame] ?? 0) - wanted), `${seam?.kind} at frame ${frame}`).toBeLessThan(
      seam?.kind === 'slide' ? 12 : 5,
    )
  }
})

test('what slides in stands where the preview puts it; what zooms out grows as fast', async () => {
  const project = clip(['slide', 'slide', 'zoom'])
  const { out, frames } = await render(project)
  const seams = seamsOf(project)
  const rows = await readPixels(
    tools,
    out,
    `crop=${SIDE}:2:0:20,scale=${SIDE}:1:flags=area,format=gray`,
  )
  const middles = await readPixels(
    tools,
    out,
    `crop=${SIDE}:2:0:${SIDE / 2},scale=${SIDE}:1:flags=area,format=gray`,
  )
  expect(rows.length).toBe(frames * SIDE)
  for (const seam of seams)
    for (let i = 0; i < seam.frames; i++) {
      const frame = seam.from + i
      const { out: goes, in: comes } = seamLook(seam.kind, seamShare(i, seam.frames))
      if (seam.kind === 'slide') {
        const row = rows.subarray(frame * SIDE, (frame + 1) * SIDE)
        const comesIn = seam.cut % 2 === 1 ? (v: number) => v > 115 : (v: number) => v < 115
        const width = row.filter(comesIn).length
        expect(Math.abs(width - SIDE * (1 - comes.shift)), `slide at ${i}`).toBeLessThanOrEqual(2)
      } else if (i <= seam.frames / 2) {
        // The square of the picture that goes, through the bright one that comes.
        const row = middles.subarray(frame * SIDE, (frame + 1) * SIDE)
        const seen = (light: number) => light + (BRIGHT - light) * comes.opacity
        const width = row.filter((value) => value > (seen(DARK) + seen(SQUARE)) / 2).length
        expect(Math.abs(width - 80 * goes.zoom), `zoom at ${i}`).toBeLessThanOrEqual(2)
      }
    }
})

test('a piece from the source’s very beginning comes in from the first frame on, on the stage too', async () => {
  const plain = clip(['dissolve'])
  const [hook, rest] = plain.pieces
  const project: ClipProject = {
    ...plain,
    shape: '1:1',
    pieces: [
      { ...hook, from: ms(3500), to: ms(4300) },
      { ...rest, from: ms(0), to: ms(800) },
    ] as ClipProject['pieces'],
  }
  const [seam] = seamsOf(project)
  if (!seam) throw new Error('no transition')
  const { out } = await render(project)
  const film = await lightAt(out, 4)

  const browser = await launchDrawingBrowser(tools)
  onTestFinished(() => browser.close())
  await bundlePage('remotion/player-page.fixtures.tsx', join(folder, 'player'))
  const player = await browser.open(join(folder, 'player'))
  const ask = <Name extends keyof PlayerPage>(name: Name, ...args: Parameters<PlayerPage[Name]>) =>
    player.call<void>(name, ...args)
  const webm = join(folder, 'film.webm')
  await runFfmpeg(tools, [
    ...['-y', '-i', join(folder, 'film.mp4'), '-c:v', 'libvpx', '-b:v', '1M', '-g', '30', webm],
  ])
  const src = `data:video/webm;base64,${(await readFile(webm)).toString('base64')}`
  await ask('film', project, SIDE, {}, { src, width: SIDE, height: SIDE })
  for (const frame of [seam.from - 1, ...[1, 4, 6, 9].map((i) => seam.from + i)]) {
    await ask('seek', frame)
    const shown = join(folder, 'shown.png')
    await writeFile(shown, await player.picture(SIDE, SIDE))
    const [light] = await lightAt(shown, 4)
    const wanted = BRIGHT + (DARK - BRIGHT) * Math.max(0, seamShare(frame - seam.from, seam.frames))
    expect(Math.abs((film[frame] ?? 0) - wanted), `in the film at ${frame}`).toBeLessThan(7)
    expect(Math.abs((light ?? 0) - wanted), `on the stage at ${frame}`).toBeLessThan(7)
  }
})

test('a transition is made anew where one of its sides is edited, and nowhere else', async () => {
  const cache = join(folder, 'cache')
  const short = clip(['dissolve'])
  const project = {
    ...short,
    pieces: short.pieces.map((piece) => ({ ...piece, to: ms(piece.from + 2000) })),
  }
  const edited = (from: number, to: number): ClipProject => ({
    ...project,
    pieces: project.pieces.map((piece, i) =>
      i === 1 ? { ...piece, from: ms(from), to: ms(to) } : piece,
    ),
  })
  const chunks = async (clip: ClipProject) => (await render(clip, cache)).reuse?.chunks
  expect(await chunks(project)).toEqual({ all: 2, encoded: 2 })
  // Its end is far from the seam; its beginning is seen in it.
  expect(await chunks(edited(3500, 5400))).toEqual({ all: 2, encoded: 1 })
  expect(await chunks(edited(3600, 5500))).toEqual({ all: 2, encoded: 2 })

  const slower = {
    ...project,
    transitions: project.transitions.map((one) => ({ ...one, ms: ms(600) })),
  }
  const { out } = await render(slower, cache)
  const edge = await lightAt(out, 4)
  const [seam] = seamsOf(slower)
  if (!seam) throw new Error('no transition')
  expect(seam.frames).toBe(18)
  for (let i = 0; i < seam.frames; i++) {
    const wanted = DARK + (BRIGHT - DARK) * seamShare(i, seam.frames)
    expect(Math.abs((edge[seam.from + i] ?? 0) - wanted)).toBeLessThan(7)
  }
})
