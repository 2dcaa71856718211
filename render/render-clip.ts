import { copyFile, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { captionPages } from '#core/caption-pages.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { clipFrames, cutList } from '#core/cut-list.ts'
import { AppError } from '#core/errors.ts'
import { type Shape, shapeSize } from '#core/shape.ts'
import { FPS, fromFrame, type Ms } from '#core/time.ts'
import { readyBundle } from './bundle.ts'
import { drawBackdrop, drawSheets } from './draw-sheets.ts'
import { type DrawingBrowser, launchDrawingBrowser } from './drawing-browser.ts'
import { runFfmpeg, runFfprobe } from './ffmpeg.ts'
import { masterSound } from './master-sound.ts'
import { pictureGraph, pictureInput } from './picture-graph.ts'
import { type ProbedSource, probeSource } from './probe-source.ts'
import { type RenderProgress, trackProgress } from './render-progress.ts'
import { renderWithRemotion } from './render-with-remotion.ts'
import { overlayGraph, sheetFeed } from './sheet-feed.ts'
import { type SourceRun, sourceRuns } from './source-runs.ts'
import { requireTool, type Tools } from './tools.ts'

export type RenderSource = {
  path: string
  width: number
  height: number
  durationMs: number
  hasVideo: boolean
  hasAudio: boolean
}

export type RenderOptions = {
  project: ClipProject
  /** The shape to make, whatever the clip's own. */
  shape: Shape
  source: RenderSource
  /** Where the mp4 goes. It appears there whole or not at all. */
  out: string
  /** For what is needed on the way; left as it was found. */
  workDir: string
  tools: Tools
  /** `remotion`: every frame by Remotion, slow; what `local` is measured against. */
  executor?: 'local' | 'remotion'
  signal?: AbortSignal | undefined
  onProgress?: (progress: RenderProgress) => void
  /** A browser kept warm between renders; without one, one is started and ended. */
  browser?: DrawingBrowser | undefined
}

export type Rendered = { frames: number; durationMs: Ms; bytes: number }

/** Makes a clip's file: its pieces cut together, in its shape, with its captions, at its loudness. */
export async function renderClip(options: RenderOptions): Promise<Rendered> {
  const { project, source, out, workDir, tools, signal } = options
  const cuts = cutList(project)
  const frames = clipFrames(cuts)
  if (frames === 0 || project.issues.length > 0) throw new AppError('clip.has-issues')
  if (signal?.aborted) throw new AppError('job.cancelled')
  await mkdir(workDir, { recursive: true })
  const folder = await mkdtemp(join(workDir, 'render-'))
  try {
    const probed = await probeSource(tools, source.path, signal)
    const job: RenderJob = {
      ...options,
      folder,
      frames,
      runs: sourceRuns(cuts),
      film: source.hasVideo ? probed.video : null,
      sound: source.hasAudio ? probed.audio : null,
      tell: trackProgress(costsOf(options, frames), options.onProgress ?? (() => {})),
    }
    job.tell('preparing', 1)
    const file =
      options.executor === 'remotion' ? await renderWithRemotion(job) : await renderLocally(job)
    await checkLength(tools, file, frames)
    await mkdir(dirname(out), { recursive: true })
    await moveFile(file, out)
    options.onProgress?.({ percent: 100, etaMs: 0, step: 'finishing' })
    return { frames, durationMs: fromFrame(frames), bytes: (await stat(out)).size }
  } catch (error) {
    throw plainly(error, signal)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A render under way: what was asked, and what has been found out about it. */
export type RenderJob = RenderOptions & {
  folder: string
  frames: number
  runs: SourceRun[]
  film: ProbedSource['video']
  sound: ProbedSource['audio']
  tell: ReturnType<typeof trackProgress>
}

/** Seconds on two cores, from measurements; only the proportions matter. */
function costsOf({ project, shape, executor }: RenderOptions, frames: number) {
  const { width, height } = shapeSize[shape]
  const megapixels = (width * height) / 2_000_000
  const seconds = frames / FPS
  return {
    preparing: 0.3,
    captions: executor === 'remotion' || !project.style.enabled ? 0 : 0.3 + seconds * 0.08,
    sound: 0.2 + seconds * 0.03,
    film: 0.3 + seconds * (executor === 'remotion' ? 5 : 0.55) * megapixels,
  }
}

async function renderLocally(job: RenderJob): Promise<string> {
  // Started together: one waits for the browser while the other keeps FFmpeg busy. If one fails the
  // other is stopped, and its end awaited, before anybody cleans up under it.
  const halt = new AbortController()
  const signal = job.signal ? AbortSignal.any([job.signal, halt.signal]) : halt.signal
  const parts = [drawPictures({ ...job, signal }), prepareSound({ ...job, signal })] as const
  let drawn: Drawn
  let soundFile: string | null
  try {
    ;[drawn, soundFile] = await Promise.all(parts)
  } catch (error) {
    halt.abort()
    await Promise.allSettled(parts)
    throw error
  }
  return encode(job, drawn, soundFile)
}

const prepareSound = async (job: RenderJob): Promise<string | null> =>
  job.sound === null
    ? null
    : masterSound({
        ...job,
        path: job.source.path,
        stream: job.sound.index,
        onProgress: (share) => job.tell('sound', share),
      })

type Drawn = {
  captions: Awaited<ReturnType<typeof drawSheets>> | null
  backdrop: string | null
}

async function drawPictures(job: RenderJob): Promise<Drawn> {
  const { project, shape, folder, tools, signal, film } = job
  const writes = project.style.enabled && captionPages(project).length > 0
  if (!writes && film) return { captions: null, backdrop: null }
  const browser = job.browser ?? (await launchDrawingBrowser(tools))
  // Ending the browser is what stops a drawing at once, however long it would take.
  const stop = () => void browser.close()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const page = await browser.open(await readyBundle())
    try {
      const backdrop = film ? null : join(folder, 'backdrop.png')
      if (backdrop) await drawBackdrop(page, { title: project.title, shape, file: backdrop })
      const captions = writes
        ? await drawSheets({
            ...{ project, shape, page, folder, signal },
            onProgress: (share) => job.tell('captions', share),
          })
        : null
      return { captions: captions && captions.files.length > 0 ? captions : null, backdrop }
    } finally {
      await page.close().catch(() => {})
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    if (!job.browser) await browser.close()
  }
}

async function encode(job: RenderJob, { captions, backdrop }: Drawn, soundFile: string | null) {
  const { source, shape, folder, tools, signal, film, runs, frames } = job
  const { filters } = requireTool(tools.ffmpeg)
  const inputs: string[][] = []
  const graph: string[] = []
  if (film) {
    inputs.push(...runs.map((run) => pictureInput(run, source.path)))
    const canToneMap = filters.has('zscale') && filters.has('tonemap')
    graph.push(...pictureGraph(runs, film, shapeSize[shape], canToneMap))
  } else if (backdrop) {
    inputs.push(['-loop', '1', '-framerate', String(FPS), '-i', backdrop])
    graph.push(
      `[0:v]trim=end_frame=${frames},scale=out_color_matrix=bt709:out_range=tv,format=yuv420p[base]`,
    )
  }
  if (captions) {
    const feed = sheetFeed(captions.plan, captions.files)
    await writeFile(join(folder, 'sheets.txt'), feed.list)
    await writeFile(join(folder, 'commands.txt'), feed.commands)
    graph.push(...overlayGraph(captions.plan, inputs.length, feed.firstCell))
    inputs.push(['-f', 'concat', '-safe', '0', '-i', 'sheets.txt'])
  } else graph.push('[base]null[film]')
  // A clip without sound gets a silent track: some players and sites refuse files without one.
  const silence = 'anullsrc=r=48000:cl=stereo'
  inputs.push(soundFile ? ['-i', soundFile] : ['-f', 'lavfi', '-i', silence])

  const file = join(folder, 'film.mp4')
  const total = (frames / FPS) * 1000
  await runFfmpeg(
    tools,
    [
      '-y',
      ...inputs.flat(),
      ...['-filter_complex', graph.join(';')],
      ...['-map', '[film]', '-map', `${inputs.length - 1}:a`],
      // Where a film was taken and with what is nobody's business.
      ...['-map_metadata', '-1', '-map_chapters', '-1'],
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p'],
      ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
      ...['-color_range', 'tv', '-r', String(FPS)],
      ...['-c:a', 'aac', '-b:a', '192k', '-ar', '48000', '-ac', '2'],
      ...['-t', (frames / FPS).toFixed(6), '-movflags', '+faststart', file],
    ],
    { cwd: folder, signal, onProgress: (at) => job.tell('film', at / total) },
  )
  return file
}

/** A film that lost or gained a frame is not handed out, however it came about. */
async function checkLength(tools: Tools, file: string, frames: number) {
  const written = (
    await runFfprobe(tools, [
      ...['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'stream=nb_frames'],
      ...['-of', 'csv=p=0', file],
    ])
  ).trim()
  if (Number.parseInt(written, 10) !== frames)
    throw new AppError('render.failed', {
      cause: new Error(`${written} frames were written where ${frames} belong`),
    })
}

async function moveFile(from: string, to: string) {
  await rename(from, to).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EXDEV') throw error
    // Another disk: copied beside its place first, so that it still appears there whole.
    const beside = `${to}.part`
    try {
      await copyFile(from, beside)
      await rename(beside, to)
    } finally {
      await rm(beside, { force: true })
    }
  })
}

/** Failures in the words of our own table. */
function plainly(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return new AppError('job.cancelled', { cause: error })
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk.full', { cause: error })
  if (error instanceof AppError && error.code !== 'tool.failed') return error
  const said = String(error instanceof Error ? error.cause : '')
  if (/Invalid data found|moov atom not found|could not find codec/i.test(said))
    return new AppError('media.unsupported', { cause: error })
  return new AppError('render.failed', { cause: error })
}
