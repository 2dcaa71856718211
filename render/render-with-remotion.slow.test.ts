import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import type { ClipProject } from '#core/clip-project.ts'
import type { FramingKey } from '#core/framing.ts'
import type { Layout, LayoutKind, Slot } from '#core/layout.ts'
import type { Shape } from '#core/shape.ts'
import { ms } from '#core/time.ts'
import { styled } from '#remotion/layout.fixtures.ts'
import { runFfmpeg } from './ffmpeg.ts'
import { numberedFilm, readNumbers } from './numbered-film.fixtures.ts'
import { renderClip } from './render-clip.ts'
import { findTools } from './tools.ts'

test('Remotion’s own renderer makes the same film, frame by frame', async () => {
  const tools = await findTools()
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-reference-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const source = await numberedFilm(tools, join(folder, 'film.mp4'), { seconds: 8 })
  const project = styled('clear', 'one -two three')
  const films = []
  for (const executor of ['local', 'remotion'] as const) {
    const out = join(folder, `${executor}.mp4`)
    const { frames } = await renderClip({
      ...{ project, shape: '16:9' as const, source, out, tools, executor },
      workDir: join(folder, 'work'),
    })
    films.push({ out, frames, ...(await readNumbers(tools, out)) })
  }
  const [local, remotion] = films
  expect(remotion?.frames).toBe(local?.frames)
  // The lowest rows lie under the captions in both; what they read there must agree all the same.
  expect(remotion?.numbers).toEqual(local?.numbers)
  const said = await runFfmpeg(tools, [
    ...['-i', local?.out ?? '', '-i', remotion?.out ?? ''],
    ...['-filter_complex', '[0:v][1:v]ssim', '-f', 'null', '-'],
  ])
  expect(Number(/All:([\d.]+)/.exec(said)?.[1])).toBeGreaterThan(0.97)
})

test('crops that stand and glide, two at once, the whole over its blurred copy, and a dissolve lie alike', async () => {
  const tools = await findTools()
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-framed-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'pattern.mp4')
  // A picture that stands: what moves is the crop alone.
  await runFfmpeg(tools, [
    ...['-y', '-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=30:d=5'],
    ...['-vf', 'trim=end_frame=1,loop=loop=-1:size=1,trim=end_frame=60,setpts=N/30/TB'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '12', '-pix_fmt', 'yuv420p', path],
  ])
  const shape: Shape = '1:1'
  const key = (t: number, slot: Slot, x: number, y: number, w: number, h: number): FramingKey => ({
    ...{ id: `${slot}${t}`, shape, slot, t: ms(t), box: { x, y, w, h } },
    ...{ move: 'glide', auto: false },
  })
  const layout = (from: number, kind: LayoutKind): Layout => ({
    ...{ id: kind, shape, from: ms(from), to: ms(from + 400), kind },
  })
  const pause = clipOf('… …')
  const project: ClipProject = {
    ...pause,
    pieces: pause.pieces.flatMap((piece) => [
      { ...piece, to: ms(1200) },
      { ...piece, id: 'again', take: 'again', from: ms(400), to: ms(800) },
    ]),
    transitions: [{ piece: 'again', kind: 'dissolve', ms: ms(200) }],
    framing: {
      own: [shape],
      keys: [
        key(0, 'main', 0, 0.1, 0.45, 0.8),
        key(300, 'main', 0.4, 0.3, 0.36, 0.64),
        key(0, 'first', 0.1, 0, 0.8, 0.7),
        key(0, 'second', 0, 0.5, 0.5, 0.5),
        key(900, 'second', 0.5, 0.5, 0.5, 0.5),
      ],
      layouts: [layout(400, 'split'), layout(800, 'fit')],
      shots: [],
    },
  }
  for (const executor of ['local', 'remotion'] as const) {
    const { frames } = await renderClip({
      ...{ project, shape, tools, executor, out: join(folder, `${executor}.mp4`) },
      source: { path, width: 640, height: 360, durationMs: 2000, hasVideo: true, hasAudio: false },
      workDir: join(folder, 'work'),
    })
    expect(frames).toBe(48)
  }
  await runFfmpeg(
    tools,
    [
      ...['-i', 'local.mp4', '-i', 'remotion.mp4', '-filter_complex'],
      '[0:v]settb=1/30,setpts=N[a];[1:v]settb=1/30,setpts=N[b];[a][b]ssim=stats_file=ssim.txt',
      ...['-f', 'null', '-'],
    ],
    { cwd: folder },
  )
  const log = await readFile(join(folder, 'ssim.txt'), 'utf8')
  const ssim = [...log.matchAll(/Y:([\d.]+)/g)].map((m) => Number(m[1]))
  expect(ssim).toHaveLength(48)
  expect(Math.min(...ssim)).toBeGreaterThan(0.97)
})
