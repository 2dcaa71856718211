import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
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
