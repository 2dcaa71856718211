import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { plainStyle } from '#core/caption-style.ts'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { ExportSettings } from '#core/export-settings.ts'
import { type Ms, ms } from '#core/time.ts'
import { codeOf } from '#db/clips.fixtures.ts'
import { numberedFilm, readNumbers } from '#render/numbered-film.fixtures.ts'
import { type RenderOptions, renderClip } from '#render/render-clip.ts'
import { findTools, type Tools } from '#render/tools.ts'
import { startLambda } from './lambda-server.fixtures.ts'

let tools: Tools
let lambda: Awaited<ReturnType<typeof startLambda>>
let folder: string

beforeAll(async () => {
  tools = await findTools()
  folder = await mkdtemp(join(tmpdir(), 'cliproom-lambda-'))
  lambda = await startLambda(tools)
  for (const [name, value] of Object.entries(lambda.environment)) vi.stubEnv(name, value)
})

afterAll(async () => {
  await lambda.settled()
  lambda.stop()
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

/** What lies in the bucket besides the site. */
const debris = () => [...lambda.s3.objects.keys()].filter((key) => !key.startsWith('sites/'))

/** A film with a number on every frame, and a clip of it that begins behind its second key frame. */
async function numbered(name: string) {
  const source = await numberedFilm(tools, join(folder, `${name}.mp4`), { seconds: 12 })
  const project = { ...clipOf('one -two three'), style: plainStyle('clear') }
  const later = <T extends { from: Ms; to: Ms }>(part: T) => ({
    ...part,
    ...{ from: ms(part.from + 5_000), to: ms(part.to + 5_000) },
  })
  return {
    project: {
      ...project,
      ...{ pieces: project.pieces.map(later), words: project.words.map(later) },
    },
    ...{ shape: '16:9' as const, source, tools, workDir: join(folder, `${name}-work`) },
  }
}

test('functions make the same film as this machine, of the stretch they are lent, and keep nothing', async () => {
  const settings = ExportSettings.parse({ resolution: { width: 640, height: 360 } })
  const clip = { ...(await numbered('same')), settings }
  const out = (name: string) => join(folder, `same-${name}.mp4`)
  const here = await renderClip({ ...clip, out: out('here') })
  const percent: number[] = []
  const there = await renderClip({
    ...{ ...clip, out: out('there'), executor: lambda.setup },
    onProgress: (at) => percent.push(at.percent),
  })
  expect(there.frames).toBe(here.frames)
  expect(await readNumbers(tools, out('there'))).toEqual(await readNumbers(tools, out('here')))
  expect(percent.at(-1)).toBe(100)
  expect(percent).toEqual([...percent].sort((a, b) => a - b))
  const [start] = lambda.starts
  expect(start).toMatchObject({ codec: 'h264', crf: 20, muted: true, framesPerLambda: 30 })
  expect(start?.scale).toBeCloseTo(1 / 3, 5)
  // The function fetched its page and the stretch from the bucket, and knows no path of ours.
  expect(start?.serveUrl).toContain('/remotionlambda-example/sites/cliproom-remotion-')
  expect(JSON.stringify(start)).not.toContain(folder)
  expect(debris()).toEqual([])
  expect(await readdir(join(folder, 'same-work'))).toEqual([])
})

test('the kind of file and its quality are asked of the functions', async () => {
  const clip = await numbered('small')
  const settings = ExportSettings.parse({ format: 'webm', quality: 'draft' })
  onTestFinished(() => lambda.fail(null))
  lambda.fail('What was asked is looked at, and nothing drawn')
  await codeOf(
    renderClip({ ...clip, settings, out: join(folder, 'small.webm'), executor: lambda.setup }),
  )
  expect(lambda.starts.at(-1)).toMatchObject({ codec: 'vp9', crf: 42 })
})

test('a film that is stopped, fails there or is refused leaves a plain error and nothing behind', async () => {
  const clip = await numbered('stopped')
  const out = join(folder, 'stopped.mp4')
  const render = (more: Partial<RenderOptions>) =>
    codeOf(renderClip({ ...clip, out, executor: lambda.setup, ...more }))
  const stop = new AbortController()
  const stopped = await render({
    signal: stop.signal,
    onProgress: ({ step }) => step === 'film' && stop.abort(),
  })
  expect(stopped).toBe('job.cancelled')
  onTestFinished(() => lambda.fail(null))
  lambda.fail('Could not load the font')
  expect(await render({})).toBe('lambda.failed')
  await lambda.settled()
  lambda.refuse(true)
  expect(await render({})).toBe('lambda.failed')
  expect(await readdir(join(folder, 'stopped-work'))).toEqual([])
  expect(debris().filter((key) => key.endsWith('.mp4'))).toEqual([])
})
