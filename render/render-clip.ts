import { copyFile, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { AssetKind } from '#core/asset.ts'
import { type Card, cardFrames, cardsOf } from '#core/card.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { type Cut, clipFrames, cutList } from '#core/cut-list.ts'
import { AppError } from '#core/errors.ts'
import { type ExportSettings, pictureSize, plainExport } from '#core/export-settings.ts'
import type { AssetId } from '#core/ids.ts'
import type { LambdaSetup } from '#core/lambda-export.ts'
import type { Overlay } from '#core/overlay.ts'
import type { Shape } from '#core/shape.ts'
import { FPS, fromFrame, type Ms } from '#core/time.ts'
import { countFrames } from './count-frames.ts'
import type { WrittenSource } from './draw-written.ts'
import { writtenOf } from './drawing-board.ts'
import type { DrawingBrowser } from './drawing-browser.ts'
import { type ExportCache, noExportCache, openExportCache } from './export-cache.ts'
import { makeFilm, type Reuse } from './make-film.ts'
import { type ProbedSource, probeOnce } from './probe-source.ts'
import { renderOnLambda } from './render-on-lambda.ts'
import { type RenderProgress, trackProgress } from './render-progress.ts'
import { renderWithRemotion } from './render-with-remotion.ts'
import { type SourceRun, sourceRuns } from './source-runs.ts'
import { framesAt, framesOf, takesOf } from './takes.ts'
import type { Tools } from './tools.ts'

export type RenderSource = {
  path: string
  width: number
  height: number
  durationMs: number
  hasVideo: boolean
  hasAudio: boolean
}

/** A file people brought, on this machine. */
export type RenderAsset = {
  path: string
  /** Another whenever the file has another content. */
  key: string
  kind: AssetKind
  /** As HTTP names it: `image/png`. */
  type: string
}

export type RenderOptions = {
  project: ClipProject
  /** The shape to make, whatever the clip's own. */
  shape: Shape
  source: RenderSource
  /** What the clip's overlays refer to. */
  assets?: Readonly<Record<AssetId, RenderAsset>> | undefined
  /** The style somebody wrote that its captions have. */
  written?: WrittenSource | undefined
  /** How the file is written; left out: as every site takes it. */
  settings?: ExportSettings | undefined
  /** Where the file goes. It appears there whole or not at all. */
  out: string
  /** For what is needed on the way; left as it was found. */
  workDir: string
  /** Where parts of exports are kept for the next ones; without one everything is made anew. */
  cacheFolder?: string | undefined
  tools: Tools
  /**
   * `local`: ours. `remotion`: every frame by Remotion, slow; what ours is measured against. Or
   * Remotion's functions at AWS.
   */
  executor?: 'local' | 'remotion' | LambdaSetup
  signal?: AbortSignal | undefined
  onProgress?: (progress: RenderProgress) => void
  /** A browser kept warm between renders; without one, one is started and ended. */
  browser?: DrawingBrowser | undefined
}

export type Rendered = {
  /** Of the written file, at its own rate. */
  frames: number
  durationMs: Ms
  bytes: number
  /** Null where nothing can be reused. */
  reuse: Reuse | null
}

/** Makes a clip's file: its pieces cut together, in its shape, with its captions, at its loudness. */
export async function renderClip(options: RenderOptions): Promise<Rendered> {
  const { project, source, shape, out, workDir, tools, signal, cacheFolder } = options
  const settings = options.settings ?? plainExport
  const executor = options.executor ?? 'local'
  const cuts = cutList(project)
  const frames = clipFrames(cuts)
  const cards = cardsOf(project, cuts)
  if (frames === 0 || project.issues.length > 0) throw new AppError('clip.has-issues')
  const style = writtenOf(options)
  // Remotion's renderer reaches the network; a style that somebody wrote may not run there.
  if (style && executor !== 'local') throw new AppError('style.here-only')
  requireAssets(project, options.assets)
  if (signal?.aborted) throw new AppError('job.cancelled')
  pictureSize(settings, shape)
  await mkdir(workDir, { recursive: true })
  const folder = await mkdtemp(join(workDir, 'render-'))
  try {
    const sourceKey = await sourceKeyOf(source.path)
    const cache = cacheFolder ? await openExportCache(cacheFolder) : noExportCache
    const probed = await probeOnce({ tools, source, sourceKey, cache, folder, signal })
    const job: RenderJob = {
      ...options,
      ...{ settings, cuts, folder, frames, cards, sourceKey, cache },
      runs: sourceRuns(takesOf(cuts, FPS), FPS),
      film: source.hasVideo ? probed.video : null,
      sound: source.hasAudio ? probed.audio : null,
      tell: trackProgress(costsOf(options, frames), options.onProgress ?? (() => {})),
    }
    job.tell('preparing', 1)
    const { file, reuse } =
      executor === 'local'
        ? await makeFilm(job)
        : {
            file: await (executor === 'remotion'
              ? renderWithRemotion(job)
              : renderOnLambda(job, executor)),
            reuse: null,
          }
    const ofCards = cards.reduce((sum, card) => sum + framesAt(card.frames, settings.fps), 0)
    const written = framesOf(takesOf(cuts, settings.fps)) + ofCards
    await checkLength(tools, file, written)
    await mkdir(dirname(out), { recursive: true })
    await moveFile(file, out)
    await job.cache.trim()
    options.onProgress?.({ percent: 100, etaMs: 0, step: 'finishing' })
    const durationMs = fromFrame(frames + cardFrames(cards))
    return { frames: written, durationMs, bytes: (await stat(out)).size, reuse }
  } catch (error) {
    throw plainly(error, source.path, signal)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What is named and not there, or is no picture where one is shown, is not left out in silence. */
function requireAssets({ overlays }: ClipProject, assets: RenderOptions['assets']) {
  for (const overlay of overlays) {
    if (!('asset' in overlay) || overlay.asset === null || isOff(overlay)) continue
    const wanted: AssetKind = overlay.kind === 'music' ? 'sound' : 'picture'
    if (assets?.[overlay.asset]?.kind !== wanted) throw new AppError('asset.not-found')
  }
}

/** A card that is switched off shows nothing. */
const isOff = (overlay: Overlay) => 'on' in overlay && !overlay.on

/** A source by what its file is now: one written over is another source. */
async function sourceKeyOf(path: string): Promise<unknown> {
  const { size, mtimeMs } = await stat(path).catch((error: unknown) => {
    throw new AppError('media.unsupported', { cause: error })
  })
  return [path, size, mtimeMs]
}

/** A render under way: what was asked, and what has been found out about it. */
export type RenderJob = RenderOptions & {
  settings: ExportSettings
  cuts: Cut[]
  folder: string
  cache: ExportCache
  sourceKey: unknown
  /** Of the clip, thirty a second. */
  frames: number
  /** What is shown besides, between its frames. */
  cards: Card[]
  /** Of its sound, in the same frames. */
  runs: SourceRun[]
  film: ProbedSource['video']
  sound: ProbedSource['audio']
  tell: ReturnType<typeof trackProgress>
}

/** Seconds on two cores, from measurements; only the proportions matter. */
function costsOf({ project, shape, executor = 'local', settings }: RenderOptions, frames: number) {
  const { width, height } = pictureSize(settings ?? plainExport, shape)
  const megapixels = (width * height) / 2_000_000
  const seconds = frames / FPS
  return {
    preparing: 0.3,
    captions: executor !== 'local' || !project.style.enabled ? 0 : 0.3 + seconds * 0.08,
    sound: 0.2 + seconds * 0.03,
    film: 0.3 + seconds * (executor === 'remotion' ? 5 : 0.55) * megapixels,
  }
}

/** A film that lost or gained a frame is not handed out, however it came about. */
async function checkLength(tools: Tools, file: string, frames: number) {
  const counted = await countFrames(tools, file)
  if (counted !== frames)
    throw new AppError('render.failed', {
      cause: new Error(`${counted} frames were written where ${frames} belong`),
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
function plainly(error: unknown, path: string, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return new AppError('job.cancelled', { cause: error })
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk.full', { cause: error })
  if (error instanceof AppError && error.code !== 'tool.failed') return error
  const said = String(error instanceof Error ? error.cause : '')
  // Said of a file of our own making, it is no fault of what was brought.
  const ofSource = said.includes(path)
  if (ofSource && /Invalid data found|moov atom not found|could not find codec/i.test(said))
    return new AppError('media.unsupported', { cause: error })
  return new AppError('render.failed', { cause: error })
}
