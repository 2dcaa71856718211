import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import { clipOf } from '#core/clip-project.fixtures.ts'
import { AppError } from '#core/errors.ts'
import { plainExport } from '#core/export-settings.ts'
import type { RenderId } from '#core/ids.ts'
import type { LambdaSetup } from '#core/lambda-export.ts'
import { ms } from '#core/time.ts'
import { clips } from '#db/schema/clips.ts'
import { renders } from '#db/schema/jobs.ts'
import { folderStorage } from '#db/storage.ts'
import type { Rendered, RenderOptions } from '#render/render-clip.ts'
import { renderFiles } from '../render-files.ts'
import { jobStudio } from '../run-alone.fixtures.ts'
import { renderClip } from './render-clip.ts'

async function exportStudio(
  render: (options: RenderOptions) => Promise<Rendered>,
  lambda: LambdaSetup | null = null,
) {
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-render-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const storage = folderStorage(folder)
  const nothing = { missing: 'This test has none.' }
  const tools = { ffmpeg: nothing, ffprobe: nothing, browser: nothing }
  const poster = (_: unknown, _film: string, out: string) => writeFile(out, 'a picture')
  const said: unknown[] = []
  const log = { info: (more: object) => said.push(more), warn() {}, error() {} }
  const studio = await jobStudio({
    storage,
    render: renderFiles({ storage, tools, render, poster, lambda, log }),
  })
  const { db, videoId, owner } = studio
  const [clip] = await db
    .insert(clips)
    .values({ videoId, userId: owner, name: 'A clip', startMs: ms(0), endMs: ms(2000) })
    .returning()
  const [row] = await db
    .insert(renders)
    .values({
      clipId: clip?.id ?? ('' as never),
      userId: owner,
      aspectRatio: '1:1',
      project: clipOf('we tried it'),
    })
    .returning()
  const renderId = row?.id as RenderId
  const rows = async () => ({
    render: (await db.select().from(renders).where(eq(renders.id, renderId)))[0],
    clip: (await db.select().from(clips))[0],
  })
  const files = () => readdir(join(folder, 'renders', renderId)).catch(() => [])
  return { ...studio, folder, renderId, rows, files, said }
}

const drawn = async ({ out, onProgress }: RenderOptions): Promise<Rendered> => {
  onProgress?.({ percent: 40, etaMs: 900, step: 'captions' })
  await mkdir(dirname(out), { recursive: true })
  await writeFile(out, 'a film')
  return { frames: 36, durationMs: ms(1200), bytes: 6, reuse: null }
}

test('an export makes the film and its subtitles, and its rows say where they are', async () => {
  const asked: RenderOptions[] = []
  const studio = await exportStudio((options) => {
    asked.push(options)
    return drawn(options)
  })
  const { run, renderId, rows, files, folder, progress } = studio
  expect(await run(renderClip, { renderId })).toBe('done')

  expect(asked[0]).toMatchObject({
    shape: '1:1',
    source: { width: 1920, height: 1080, durationMs: 60_000, hasVideo: true, hasAudio: true },
  })
  expect(asked[0]?.source.path).toBe(join(folder, 'videos/talk/source'))
  expect(progress).toEqual([{ percent: 40, etaMs: 900, step: 'Drawing the captions' }])
  expect(asked[0]).toMatchObject({
    settings: plainExport,
    cacheFolder: join(folder, 'cache/exports'),
  })
  expect((await files()).sort()).toEqual([
    'clip.ass',
    'clip.mp4',
    'clip.srt',
    'clip.txt',
    'clip.vtt',
    'poster.jpg',
  ])
  expect(await readFile(join(folder, 'renders', renderId, 'clip.srt'), 'utf8')).toContain('-->')
  const { render, clip } = await rows()
  expect(render).toMatchObject({
    storagePath: `renders/${renderId}/clip.mp4`,
    subtitlesPath: `renders/${renderId}/clip.srt`,
    fileSizeBytes: 6,
    durationMs: 1200,
  })
  expect(render?.completedAt).not.toBeNull()
  expect(clip).toMatchObject({ status: 'ready', storagePath: `renders/${renderId}/clip.mp4` })

  // Delivered again, it makes nothing again.
  await run(renderClip, { renderId })
  expect(asked).toHaveLength(1)
})

test('an export is written as its row asks', async () => {
  const asked: RenderOptions[] = []
  const { run, renderId, db, rows } = await exportStudio((options) => {
    asked.push(options)
    return drawn(options)
  })
  await db.update(renders).set({ settings: { format: 'webm', fps: 60 } })
  expect(await run(renderClip, { renderId })).toBe('done')
  expect(asked[0]?.settings).toMatchObject({ format: 'webm', codec: 'vp9', fps: 60 })
  expect((await rows()).render?.storagePath).toBe(`renders/${renderId}/clip.webm`)
})

test.each([
  ['fails', 'render.failed', 'failed'],
  ['is stopped', 'job.cancelled', 'draft'],
] as const)('an export that %s leaves no file', async (_, code, status) => {
  const { run, renderId, rows, files } = await exportStudio(async (options) => {
    await drawn(options)
    throw new AppError(code)
  })
  expect(await run(renderClip, { renderId })).toBe(code)
  expect(await files()).toEqual([])
  const { render, clip } = await rows()
  expect(render?.completedAt).toBeNull()
  expect(clip?.status).toBe(status)
})

test('functions at AWS draw what they can, and what they cannot is made here and said so', async () => {
  const lambda = {
    ...{ region: 'eu-central-1', bucket: 'remotionlambda-x', functions: 9 },
    functionName: 'remotion-render-4-0-527-mem2048mb-disk2048mb-120sec',
  }
  const asked: RenderOptions[] = []
  const studio = await exportStudio((options) => {
    asked.push(options)
    return drawn(options)
  }, lambda)
  const { run, renderId, db, said } = studio
  expect(await run(renderClip, { renderId })).toBe('done')
  expect(asked[0]?.executor).toEqual(lambda)
  expect(said).toEqual([])
  await db
    .update(renders)
    .set({ settings: { format: 'gif' }, storagePath: null, completedAt: null })
  expect(await run(renderClip, { renderId })).toBe('done')
  expect(asked[1]?.executor).toBe('local')
  expect(said).toEqual([{ renderId, here: 'GIFs are made here' }])
})
