import { stat, writeFile } from 'node:fs/promises'
import { filesOf, filmName, nameOfFile } from '#core/export-settings.ts'
import type { AssetId } from '#core/ids.ts'
import { type LambdaSetup, whyDrawnHere } from '#core/lambda-export.ts'
import { toAss, toSrt, toText, toVtt } from '#core/subtitles.ts'
import type { Ms } from '#core/time.ts'
import type { RenderForWork } from '#db/render-work.ts'
import { assetKey, renderKey, type Storage } from '#db/storage.ts'
import type { makePoster } from '#render/make-poster.ts'
import type { RenderAsset } from '#render/render-clip.ts'
import type { renderInChild } from '#render/render-in-child.ts'
import type { RenderStep } from '#render/render-progress.ts'
import type { Tools } from '#render/tools.ts'
import type { Log } from './log.ts'

/** Makes an export's files at their storage keys. */
export type RenderFiles = (
  render: RenderForWork,
  options: {
    signal: AbortSignal
    onProgress(at: { percent: number; etaMs: number | null; step: string }): void
  },
) => Promise<{ storagePath: string; subtitlesPath: string; bytes: number; durationMs: Ms }>

const STEPS: Record<RenderStep, string> = {
  preparing: 'Getting ready',
  captions: 'Drawing the captions',
  sound: 'Balancing the sound',
  film: 'Putting the film together',
  finishing: 'Putting the file in its place',
}

/** Where parts of exports are kept for the next ones. */
export const EXPORT_CACHE = 'cache/exports'

/** The film, its subtitles in every form, and its poster. What fails or is stopped leaves no file behind. */
export const renderFiles =
  (world: {
    storage: Storage
    tools: Tools
    render: typeof renderInChild
    poster: typeof makePoster
    lambda: LambdaSetup | null
    log: Log
  }): RenderFiles =>
  async (render, { signal, onProgress }) => {
    const { storage, tools, lambda, log } = world
    const here = whyDrawnHere(render.settings, render.written !== null)
    if (lambda && here) log.info({ renderId: render.id, here }, 'not drawn by functions at AWS')
    const [storagePath, subtitlesPath] = [
      renderKey(render.id, filmName(render.settings)),
      renderKey(render.id, 'clip.srt'),
    ]
    const { width, height, durationMs, metadata } = render.source
    try {
      const out = await storage.place(storagePath)
      const rendered = await world.render({
        project: render.project,
        shape: render.shape,
        assets: await assetFiles(render.assets, storage),
        settings: render.settings,
        written: render.written ?? undefined,
        source: {
          path: await storage.place(render.source.storagePath),
          width: width ?? 0,
          height: height ?? 0,
          durationMs: durationMs ?? 0,
          hasVideo: metadata.hasVideo ?? width !== null,
          hasAudio: metadata.hasAudio ?? true,
        },
        out,
        workDir: await storage.place(renderKey(render.id, 'work')),
        cacheFolder: await storage.place(EXPORT_CACHE),
        tools,
        executor: lambda && !here ? lambda : 'local',
        signal,
        onProgress: ({ percent, etaMs, step }) => onProgress({ percent, etaMs, step: STEPS[step] }),
      })
      const { project, shape } = render
      for (const [name, content] of [
        ['clip.srt', toSrt(project)],
        ['clip.vtt', toVtt(project)],
        ['clip.ass', toAss(project, shape)],
        ['clip.txt', toText(project)],
      ] as const) {
        await writeFile(await storage.place(renderKey(render.id, name)), content)
        await storage.keep(renderKey(render.id, name))
      }
      if (filesOf(render.settings).includes('poster')) {
        const poster = renderKey(render.id, nameOfFile(render.settings, 'poster'))
        await world.poster(tools, out, await storage.place(poster), signal)
        await storage.keep(poster)
      }
      await storage.keep(storagePath)
      await storage.remove(renderKey(render.id, 'work'))
      const { size } = await stat(out)
      return { storagePath, subtitlesPath, bytes: size, durationMs: rendered.durationMs }
    } catch (error) {
      await storage.remove(renderKey(render.id))
      throw error
    }
  }

/** A file once brought never changes: its id is its content's name. */
const assetFiles = async (
  assets: RenderForWork['assets'],
  storage: Storage,
): Promise<Record<AssetId, RenderAsset>> =>
  Object.fromEntries(
    await Promise.all(
      assets.map(async ({ id, kind, type }) => {
        const path = await storage.place(assetKey(id))
        return [id, { path, key: id, kind, type }] as const
      }),
    ),
  )
