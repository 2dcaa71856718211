import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
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
  film = await numberedFilm(tools, join(folder, 'film.mp4'), { seconds: 30 })
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

/** Twenty seconds of fifty words, no page like another. */
const talk = clipOf(
  Array.from({ length: 50 }, (_, i) => `w${i.toString(36)}${i % 7 === 6 ? '.' : ''}`).join(' '),
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
  expect(whole.reuse?.chunks).toEqual({ all: 7, encoded: 7 })
  expect(whole.reuse?.states.drawn).toBe(whole.reuse?.states.all)

  const same = await render(talk, 'edits')
  expect(same.reuse).toMatchObject({ chunks: { encoded: 0 }, states: { drawn: 0 } })
  expect(await readFile(same.out)).toEqual(await readFile(whole.out))

  const corrected = await render(correct(talk, 25, 'fixed'), 'edits')
  expect(corrected.reuse?.chunks).toEqual({ all: 7, encoded: 1 })
  // Of a page of at most four words, no more than its own states.
  expect(corrected.reuse?.states.drawn).toBeGreaterThan(0)
  expect(corrected.reuse?.states.drawn).toBeLessThan(20)
  expect((await readNumbers(tools, corrected.out)).numbers).toEqual(numbersOf(talk))

  const trimmed = trim(talk, 1000, 19_500)
  const shorter = await render(trimmed, 'edits')
  expect(shorter.reuse?.chunks.encoded).toBeLessThanOrEqual(2)
  expect((await readNumbers(tools, shorter.out)).numbers).toEqual(numbersOf(trimmed))

  const without = cut(talk, 20, 21)
  const tighter = await render(without, 'edits')
  expect(tighter.reuse?.chunks.encoded).toBeLessThanOrEqual(3)
  const { numbers, flashes } = await readNumbers(tools, tighter.out)
  expect(numbers).toEqual(numbersOf(without))
  const heard = await readPips(tools, tighter.out)
  const edges = cutList(without).map((c) => c.start)
  for (const flash of flashes.filter((f) => edges.every((edge) => Math.abs(edge - f) > 2)))
    expect(Math.min(...heard.map((pip) => Math.abs(pip - flash)))).toBeLessThanOrEqual(1)
})

test('other settings write new pictures of the same drawings', async () => {
  await render(trim(talk, 0, 4000), 'settings')
  const draft = await render(
    trim(talk, 0, 4000),
    'settings',
    ExportSettings.parse({ ...small, quality: 'draft' }),
  )
  expect(draft.reuse).toMatchObject({ chunks: { all: 2, encoded: 2 }, states: { drawn: 0 } })
})

test('the same clip is the same bytes, made twice from nothing or twice at once', async () => {
  const clip = trim(talk, 0, 8000)
  const [one, two] = [await render(clip, 'bytes-1'), await render(clip, 'bytes-2')]
  expect(await readFile(two.out)).toEqual(await readFile(one.out))
  // Both at once, into one cache.
  const pair = await Promise.all([render(clip, 'bytes-3'), render(clip, 'bytes-3')])
  for (const { out } of pair) expect(await readFile(out)).toEqual(await readFile(one.out))
  expect((await readdir(join(folder, 'bytes-3'))).filter((name) => name.endsWith('.part'))).toEqual(
    [],
  )
})

test('pictures at the joints are as good as elsewhere', async () => {
  const clip = { ...trim(talk, 0, 12_000), style: { ...talk.style, enabled: false } }
  await render(clip, 'joints')
  // The corrected film mixes parts of two processes.
  const { out } = await render(cut(clip, 14), 'joints')
  const edges = cutList(cut(clip, 14))
  const log = join(folder, 'psnr.txt')
  await writeFile(log, '')
  const takes = edges.map((edge) => [sourceFrame(edge), sourceFrame(edge) + edge.frames])
  await runFfmpeg(tools, [
    ...['-i', out, '-i', film.path, '-filter_complex'],
    `[1:v]select='${takes.map(([from, to]) => `between(n,${from},${(to ?? 0) - 1})`).join('+')}',` +
      `crop=360:360,scale=1080:1080:flags=bicubic,scale=360:360:flags=bicubic,setpts=N/30/TB[b];` +
      `[0:v]setpts=N/30/TB[a];[a][b]psnr=shortest=1:stats_file=${log.replaceAll(':', '\\:')}`,
    ...['-f', 'null', '-'],
  ])
  const psnr = [...(await readFile(log, 'utf8')).matchAll(/psnr_y:(\S+)/g)].map((m) =>
    m[1] === 'inf' ? 99 : Number(m[1]),
  )
  expect(psnr.length).toBe(edges.reduce((sum, edge) => sum + edge.frames, 0))
  const mean = (values: number[]) => values.reduce((sum, n) => sum + n, 0) / values.length
  const joints = chunksOf(takesOf(edges, 30), 30).flatMap(({ at }) => [at - 1, at, at + 1])
  const atJoints = joints.flatMap((frame) => psnr[frame] ?? [])
  expect(atJoints.length).toBeGreaterThan(9)
  // A picture in another's place would be at 10 dB.
  expect(Math.min(...psnr)).toBeGreaterThan(25)
  expect(mean(atJoints)).toBeGreaterThan(mean(psnr) - 0.5)
})
