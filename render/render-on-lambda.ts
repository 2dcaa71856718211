import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { AwsRegion, RenderMediaOnLambdaInput } from '@remotion/lambda-client'
import { cardFrames } from '#core/card.ts'
import { AppError } from '#core/errors.ts'
import { type ExportSettings, pictureSize } from '#core/export-settings.ts'
import { framesPerFunction, type LambdaSetup } from '#core/lambda-export.ts'
import { shapeSize } from '#core/shape.ts'
import type { ClipCompositionProps } from '#remotion/clip-composition.tsx'
import { readyRemotionBundle } from './bundle.ts'
import { picturesOf } from './draw-graphics.ts'
import { crfOf } from './encode-settings.ts'
import { openLambdaBucket, ownEndpoint } from './lambda-bucket.ts'
import { laySound } from './lay-sound.ts'
import { STAMP } from './ready-made.ts'
import type { RenderJob } from './render-clip.ts'
import { excerptOf } from './source-excerpt.ts'

/** Between two questions how far it is. */
const ASK_MS = 1_000

/**
 * Remotion's functions at AWS draw every frame, many at once. They are lent the stretch of the source
 * they need; the sound is made here. Whatever happens, nothing of the clip stays there.
 */
export async function renderOnLambda(job: RenderJob, setup: LambdaSetup): Promise<string> {
  const { project, shape, folder, film, source, settings, signal } = job
  const bucket = openLambdaBucket(setup)
  const lent = `cliproom/${basename(folder)}.mp4`
  try {
    const serveUrl = await bucket.deploy(await readyRemotionBundle(), STAMP)
    const excerpt = film && (await excerptOf(job))
    const video = excerpt && {
      ...{ src: await bucket.lend(excerpt.path, lent, signal), from: excerpt.from },
      ...{ width: source.width, height: source.height },
    }
    const props: ClipCompositionProps = {
      ...{ project, shape, video, audio: null, music: null, motion: 'full' },
      assets: await picturesOf(job),
    }
    const pictures = join(folder, `pictures.${settings.format}`)
    await draw(job, setup, { serveUrl, inputProps: props }, (key) =>
      bucket.fetch(key, pictures, signal),
    )
    return await laySound(job, pictures)
  } catch (error) {
    throw signal?.aborted || error instanceof AppError
      ? error
      : new AppError('lambda.failed', { cause: error })
  } finally {
    // It may never have got there, and the bucket forgets it by itself where it can be told to.
    await bucket.remove(lent).catch(() => {})
    bucket.close()
  }
}

/** Calls the functions, waits for the film, has it fetched, and clears away what they left. */
async function draw(
  { settings, shape, frames, cards, tell, signal }: RenderJob,
  setup: LambdaSetup,
  what: Pick<RenderMediaOnLambdaInput, 'serveUrl' | 'inputProps'>,
  fetch: (key: string) => Promise<void>,
): Promise<void> {
  // Half of Amazon's client is in it; most processes never need one.
  const lambda = await import('@remotion/lambda-client')
  const place = {
    region: setup.region as AwsRegion,
    functionName: setup.functionName,
    forcePathStyle: ownEndpoint() !== null,
  }
  const { renderId, bucketName } = await lambda.renderMediaOnLambda({
    ...{ ...place, ...what, ...pictureOf(settings), composition: 'clip' },
    scale: pictureSize(settings, shape).width / shapeSize[shape].width,
    ...{ forceBucketName: setup.bucket, privacy: 'private', deleteAfter: '1-day' },
    framesPerLambda: framesPerFunction(frames + cardFrames(cards), setup),
    ...{ muted: true, maxRetries: 2, enableCancellation: true, logLevel: 'error' },
  })
  const render = { ...place, bucketName, renderId }
  try {
    for (;;) {
      const now = await lambda.getRenderProgress({ ...render, skipLambdaInvocation: true })
      if (now.fatalErrorEncountered)
        throw new AppError('lambda.failed', {
          cause: new Error(
            now.errors.map(({ message }: { message: string }) => message).join('\n'),
          ),
        })
      tell('film', now.overallProgress)
      if (now.done) {
        await fetch(now.outKey as string)
        return
      }
      await wait(ASK_MS, undefined, { signal })
    }
  } catch (error) {
    // Those that still draw stop when they next look.
    await lambda.cancelRenderOnLambda(render).catch(() => {})
    throw error
  } finally {
    await lambda.deleteRender(render).catch(() => {})
  }
}

/** Our settings in Remotion's words. */
function pictureOf({ codec, quality, bitrate }: ExportSettings) {
  if (codec === 'prores' || codec === 'gif') throw new Error(`Lambda is not asked for ${codec}`)
  return {
    codec: codec === 'hevc' ? ('h265' as const) : codec,
    ...(bitrate === null
      ? { crf: crfOf(codec, quality) }
      : { videoBitrate: `${bitrate}k` as const }),
    ...(codec === 'h264' && {
      x264Preset: quality === 'best' ? ('fast' as const) : ('veryfast' as const),
    }),
    ...{ pixelFormat: 'yuv420p' as const, colorSpace: 'bt709' as const },
    ...{ imageFormat: 'jpeg' as const, jpegQuality: 95 },
  }
}
