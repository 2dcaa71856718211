import { createServer } from 'node:net'
import { join } from 'node:path'
import { makeCancelSignal, renderMedia, selectComposition } from '@remotion/renderer'
import type { ClipCompositionProps } from '#remotion/clip-composition.tsx'
import { remotionBrowserOptions } from './browser.ts'
import { readyRemotionBundle } from './bundle.ts'
import { picturesOf } from './draw-graphics.ts'
import { laySound } from './lay-sound.ts'
import type { RenderJob } from './render-clip.ts'
import { serveFile } from './serve-file.ts'

/**
 * The reference: Remotion draws every frame, picture and captions, in the browser. Only the sound is
 * the other executor's, so that the two files can be compared picture by picture.
 */
export async function renderWithRemotion(job: RenderJob): Promise<string> {
  const { project, shape, source, folder, tools, signal, film, tell } = job
  const pictures = join(folder, 'pictures.mp4')
  const served = film ? await serveFile(source.path) : null
  const { cancelSignal, cancel } = makeCancelSignal()
  signal?.addEventListener('abort', cancel, { once: true })
  try {
    const inputProps: ClipCompositionProps = {
      project,
      shape,
      video: served && { src: served.url, width: source.width, height: source.height },
      audio: null,
      assets: await picturesOf(job),
      music: null,
      motion: 'full',
    }
    const shared = {
      ...remotionBrowserOptions(tools),
      serveUrl: await readyRemotionBundle(),
      inputProps,
      port: await freePort(),
    }
    const composition = await selectComposition({ ...shared, id: 'clip' })
    await renderMedia({
      ...shared,
      composition,
      codec: 'h264',
      crf: 20,
      x264Preset: 'veryfast',
      pixelFormat: 'yuv420p',
      colorSpace: 'bt709',
      imageFormat: 'jpeg',
      jpegQuality: 95,
      muted: true,
      outputLocation: pictures,
      cancelSignal,
      onProgress: ({ progress }) => tell('film', progress),
    })
  } finally {
    signal?.removeEventListener('abort', cancel)
    served?.close()
  }
  return laySound(job, pictures)
}

/** Left to itself Remotion takes 3000, which is our own server's. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  return typeof address === 'object' && address ? address.port : 0
}
