import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openBrowser, renderFrames, selectComposition } from '@remotion/renderer'
import { captionPages } from '#core/caption-pages.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { toFrame } from '#core/time.ts'
import type { ClipCompositionProps } from '#remotion/clip-composition.tsx'
import { remotionBrowserOptions } from '#render/browser.ts'
import { readyRemotionBundle } from '#render/bundle.ts'
import { runFfmpeg } from '#render/ffmpeg.ts'
import type { RenderSource } from '#render/render-clip.ts'
import { freePort } from '#render/render-with-remotion.ts'
import { serveFile } from '#render/serve-file.ts'
import type { Tools } from '#render/tools.ts'

/** Pages whose turn is looked at, evenly spread over the clip. */
const TURNS = 12

/** The last frame of a page and the first of the next, all over the clip: whole words and entering ones. */
export function framesLookedAt(project: ClipProject): number[] {
  const turns = captionPages(project)
    .slice(1)
    .map(({ from }) => toFrame(from))
  const count = Math.min(TURNS, turns.length)
  return Array.from({ length: count }, (_, i) => {
    const first = turns[Math.floor(((i + 0.5) * turns.length) / count)] ?? 1
    return [first - 1, first]
  }).flat()
}

type Clip = { project: ClipProject; source: RenderSource; tools: Tools; folder: string }

/** These frames as Remotion draws them, before anything is encoded: numbered PNGs. Gives their pattern. */
export async function remotionPictures(
  { project, source, tools, folder }: Clip,
  frames: readonly number[],
): Promise<string> {
  const pictures = join(folder, 'remotion-pictures')
  await mkdir(pictures, { recursive: true })
  const served = await serveFile(source.path)
  const how = remotionBrowserOptions(tools)
  const puppeteerInstance = await openBrowser('chrome', how)
  try {
    const inputProps: ClipCompositionProps = {
      ...{ project, shape: '9:16', assets: {}, audio: null, music: null, motion: 'full' },
      video: { src: served.url, width: source.width, height: source.height },
    }
    const shared = {
      ...{ ...how, puppeteerInstance, inputProps, serveUrl: await readyRemotionBundle() },
      port: await freePort(),
    }
    const composition = await selectComposition({ ...shared, id: 'clip' })
    for (const [i, frame] of frames.entries()) {
      let drawn: Buffer | undefined
      await renderFrames({
        ...{ ...shared, composition, imageFormat: 'png', outputDir: null, muted: true },
        ...{ frameRange: [frame, frame], concurrency: 1 },
        onStart: () => {},
        onFrameUpdate: () => {},
        onFrameBuffer: (buffer) => {
          drawn = buffer
        },
      })
      if (!drawn) throw new Error(`Remotion drew no frame ${frame}.`)
      await writeFile(join(pictures, `${i}.png`), drawn)
    }
  } finally {
    await puppeteerInstance.close({ silent: true })
    served.close()
  }
  return join(pictures, '%d.png')
}

/**
 * Colours that a screen can show, in the film's own form. Remotion's pictures have come through a
 * browser, which knows no others; ours may hold grain beyond them, which nobody sees.
 */
const shown =
  'scale=in_color_matrix=bt709:out_range=pc,format=gbrp,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p'

/** SSIM of the frames of our film at these places with the pictures, each with its own. */
export async function likenessToPictures(
  { tools, folder }: Pick<Clip, 'tools' | 'folder'>,
  ours: string,
  frames: readonly number[],
  pictures: string,
): Promise<{ mean: number; least: number }> {
  const some = `select=${frames.map((frame) => `eq(n\\,${frame})`).join('+')}`
  const inOrder = 'settb=1/30,setpts=N'
  const stats = 'likeness.txt'
  await runFfmpeg(
    tools,
    [
      ...['-i', ours, '-framerate', '30', '-start_number', '0', '-i', pictures],
      '-filter_complex',
      `[0:v]${some},${inOrder},${shown}[a];[1:v]${inOrder},${shown}[b];[a][b]ssim=stats_file=${stats}`,
      ...['-an', '-vsync', '0', '-f', 'null', '-'],
    ],
    { cwd: folder },
  )
  const each = [...(await readFile(join(folder, stats), 'utf8')).matchAll(/All:([\d.]+)/g)]
  if (each.length !== frames.length)
    throw new Error(`${each.length} frames were compared where ${frames.length} were drawn.`)
  const alike = each.map(([, all]) => Number(all))
  return {
    mean: alike.reduce((sum, one) => sum + one, 0) / alike.length,
    least: Math.min(...alike),
  }
}

/** Mean SSIM of the frames that both films have, each as its own encoder left them. */
export async function likenessOfFilms(tools: Tools, ours: string, theirs: string): Promise<number> {
  const said = await runFfmpeg(tools, [
    ...['-i', ours, '-i', theirs, '-filter_complex'],
    `[0:v]${shown}[a];[1:v]${shown}[b];[a][b]ssim=shortest=1`,
    ...['-an', '-f', 'null', '-'],
  ])
  return Number(/SSIM .*All:([\d.]+)/.exec(said)?.[1] ?? Number.NaN)
}
