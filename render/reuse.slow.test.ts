import { mkdtemp, readdir, readFile, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { cutList, sourceFrame } from '#core/cut-list.ts'
import { ExportSettings } from '#core/export-settings.ts'
import { ms } from '#core/time.ts'
import { chunksOf } from './chunks.ts'
import { type DrawingBrowser, launchDrawingBrowser } from './drawing-browser.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { numberedFilm, readNumbers, readPips } from './numbered-film.fixtures.ts'
import { type RenderSource, renderClip } from './render-clip.ts'
import { takesOf } from './takes.ts'
import { findTools, type Tools } from './tools.ts'

let tools: Tools
let folder: string
let film: RenderSource
let browser: DrawingBrowser
beforeAll(async () => {
  tools = await findTools()
  folder = await mkdtemp(join(tmpdir(), 'cliproom-reuse-'))
  film = await numberedFilm(tools, join(folder, 'film.mp4'), { seconds: 14 })
  browser = await launchDrawingBrowser(tools)
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

/** Small, so that a test costs little; composed at full size all the same. */
const small = ExportSettings.parse({ resolution: { width: 360, height: 360 } })

let made = 0
async function render(project: ClipProject, cache: string, settings = small) {
  const out = join(folder, `out-${made++}.mp4`)
  const rendered = await renderClip({
    ...{ project, shape: '1:1', source: film, out, tools, browser, settings },
    workDir: join(folder, 'work'),
    cacheFolder: join(folder, cache),
  })
  return { out, ...rendered }
}

/** Ten seconds of twenty-five words, no page like another. */
const talk = clipOf(
  Array.from({ length: 25 }, (_, i) => `w${i.toString(36)}${i % 7 === 6 ? '.' : ''}`).join(' '),
)
const correct = (project: ClipProject, word: number, text: string): ClipProject => ({
  ...project,
  words: project.words.map((w, i) => (i === word ? { ...w, text } : w)),
})
const cut = (project: ClipProject, ...words: number[]): ClipProject => ({
  ...project,
  words: project.words.map((w, i) => (words.includes(i) ? { ...w, cut: true } : w)),
})
const trim = (project: ClipProject, from: number, to: number): ClipProject => ({
  ...project,
  pieces: project.pieces.map((piece) => ({ ...piece, from: ms(from), to: ms(to) })),
})
const numbersOf = (project: ClipProject) =>
  cutList(project).flatMap((cut) =>
    Array.from({ length: cut.frames }, (_, i) => sourceFrame(cut) + i),
  )

test('an edit encodes what it touches, and the film still has every frame in its place', async () => {
  const whole = await render(talk, 'edits')
  expect(whole.reuse?.chunks).toEqual({ all: 5, encoded: 5 })
  expect(whole.reuse?.states.drawn).toBe(whole.reuse?.states.all)

  const same = await render(talk, 'edits')
  expect(same.reuse).toMatchObject({ chunks: { encoded: 0 }, states: { drawn: 0 } })
  expect(await readFile(same.out)).toEqual(await readFile(whole.out))

  const corrected = await render(correct(talk, 12, 'fixed'), 'edits')
  expect(corrected.reuse?.chunks).toEqual({ all: 5, encoded: 1 })
  // Of a page of at most four words, no more than its own states.
  expect(corrected.reuse?.states.drawn).toBeGreaterThan(0)
  expect(corrected.reuse?.states.drawn).toBeLessThan(20)
  expect((await readNumbers(tools, corrected.out)).numbers).toEqual(numbersOf(talk))

  // Two words cut out of its middle: parts of two exports, joined.
  const edited = cut(talk, 10, 11)
  const tighter = await render(edited, 'edits')
  expect(tighter.reuse?.chunks).toEqual({ all: 5, encoded: 2 })
  const { numbers, flashes } = await readNumbers(tools, tighter.out)
  expect(numbers).toEqual(numbersOf(edited))
  const heard = await readPips(tools, tighter.out)
  const cuts = cutList(edited)
  for (const flash of flashes.filter((f) => cuts.every((c) => Math.abs(c.start - f) > 2)))
    expect(Math.min(...heard.map((pip) => Math.abs(pip - flash)))).toBeLessThanOrEqual(1)

  const psnr = await likeness(edited, tighter.out)
  expect(psnr).toHaveLength(numbers.length)
  const joints = chunksOf(takesOf(cuts, 30), 30).flatMap(({ at }) => [at - 1, at, at + 1])
  const atJoints = joints.flatMap((frame) => psnr[frame] ?? [])
  // A picture in another's place would be at 10 dB.
  expect(Math.min(...psnr)).toBeGreaterThan(35)
  expect(mean(atJoints)).toBeGreaterThan(mean(psnr) - 0.5)
})

const mean = (values: number[]) => values.reduce((sum, n) => sum + n, 0) / values.length

/** PSNR of each frame against the source's own, dB, in the upper half: nothing is written there. */
async function likeness(project: ClipProject, file: string): Promise<number[]> {
  const log = join(folder, 'psnr.txt')
  const played = cutList(project).map((cut) => {
    const from = sourceFrame(cut)
    return `between(n,${from},${from + cut.frames - 1})`
  })
  // Frames are paired by their number: a time computed from it may fall a tick beside itself.
  await runFfmpeg(
    tools,
    [
      ...['-i', file, '-i', film.path, '-filter_complex'],
      `[0:v]crop=360:180:0:0,settb=1/30,setpts=N[a];[1:v]select='${played.join('+')}',` +
        'crop=360:360,scale=1080:1080:flags=bicubic,scale=360:360:flags=bicubic,' +
        'crop=360:180:0:0,settb=1/30,setpts=N[b];[a][b]psnr=stats_file=psnr.txt',
      ...['-f', 'null', '-'],
    ],
    { cwd: folder },
  )
  return [...(await readFile(log, 'utf8')).matchAll(/psnr_y:(\S+)/g)].map((m) =>
    m[1] === 'inf' ? 99 : Number(m[1]),
  )
}

test('other settings write new pictures of the same drawings', async () => {
  const draft = await render(talk, 'edits', ExportSettings.parse({ ...small, quality: 'draft' }))
  expect(draft.reuse).toMatchObject({ chunks: { all: 5, encoded: 5 }, states: { drawn: 0 } })
})

test('parts that were damaged since are made anew, and the film is the same', async () => {
  const clip = trim(talk, 0, 5000)
  const whole = await render(clip, 'damaged')
  const cache = join(folder, 'damaged')
  const parts = await readdir(cache)
  for (const [i, name] of parts.entries())
    await truncate(join(cache, name), i % 2 === 0 ? 0 : (await stat(join(cache, name))).size >> 1)
  const again = await render(clip, 'damaged')
  expect(again.reuse?.chunks.encoded).toBe(whole.reuse?.chunks.all)
  expect(await readFile(again.out)).toEqual(await readFile(whole.out))
  const known = await render(clip, 'damaged')
  expect(known.reuse).toMatchObject({ chunks: { encoded: 0 }, states: { drawn: 0 } })
})

test('the same clip is the same bytes, made twice from nothing or twice at once', async () => {
  const clip = trim(talk, 0, 5000)
  const one = await render(clip, 'bytes-1')
  // Both at once, into one cache.
  const pair = await Promise.all([render(clip, 'bytes-2'), render(clip, 'bytes-2')])
  for (const { out } of pair) expect(await readFile(out)).toEqual(await readFile(one.out))
  expect((await readdir(join(folder, 'bytes-2'))).filter((name) => name.endsWith('.part'))).toEqual(
    [],
  )
})
