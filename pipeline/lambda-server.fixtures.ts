import { readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCancelSignal, renderMedia, selectComposition } from '@remotion/renderer'
import { startS3 } from '#db/s3-server.fixtures.ts'
import { remotionBrowserOptions } from '#render/browser.ts'
import type { Tools } from '#render/tools.ts'

const FUNCTION = 'remotion-render-4-0-527-mem2048mb-disk2048mb-120sec'

/** What Remotion's client sends to start a film; the parts that are looked at here. */
type Start = {
  type: string
  serveUrl: string
  composition: string
  inputProps: { type: 'payload'; payload: string } | { type: 'bucket-url'; hash: string }
  codec: 'h264' | 'h265' | 'vp9'
  crf: number | null
  scale: number
  muted: boolean
  framesPerLambda: number | null
  enableCancellation: boolean
}

/**
 * The part of AWS that Remotion's client speaks to, on this machine: the function is invoked over
 * HTTP, draws with Remotion's own renderer, and tells how far it is in the bucket, as the deployed
 * function does. `fail`: what the next one stops with.
 */
export async function startLambda(tools: Tools) {
  const s3 = await startS3('remotionlambda-example')
  const starts: Start[] = []
  const running = new Set<Promise<void>>()
  let failure: string | null = null
  let refusing = false

  const draw = async (start: Start, renderId: string) => {
    const key = (name: string) => `renders/${renderId}/${name}`
    const tell = (more: object) =>
      s3.objects.set(key('progress.json'), {
        bytes: Buffer.from(
          JSON.stringify({
            ...{ chunks: [], framesRendered: 0, framesEncoded: 0, combinedFrames: 0 },
            ...{ timeToCombine: null, timeToEncode: null, timeToRenderFrames: null },
            ...{ lambdasInvoked: 1, retries: [], errors: [], timings: [], logs: [] },
            ...{ postRenderData: null, renderMetadata: null, receivedArtifact: [] },
            ...{ timeoutTimestamp: Date.now() + 120_000, compositionValidated: 1 },
            ...{ functionLaunched: 1, serveUrlOpened: 1, fatalErrorTimestamp: null },
            cancellationEnabled: start.enableCancellation,
            ...more,
          }),
        ),
        modified: new Date(),
      })
    const extension = start.codec === 'vp9' ? 'webm' : 'mp4'
    const file = join(tmpdir(), `cliproom-lambda-${renderId}.${extension}`)
    const { cancelSignal, cancel } = makeCancelSignal()
    tell({})
    try {
      if (failure !== null) throw new Error(failure)
      const props =
        start.inputProps.type === 'payload'
          ? start.inputProps.payload
          : String(s3.objects.get(`input-props/${start.inputProps.hash}.json`)?.bytes)
      const shared = {
        ...remotionBrowserOptions(tools),
        ...{ serveUrl: start.serveUrl, inputProps: JSON.parse(props) },
      }
      const composition = await selectComposition({ ...shared, id: start.composition })
      const renderMetadata = {
        ...{ type: 'video', renderId, codec: start.codec, audioCodec: null, muted: true },
        ...{ startedDate: Date.now(), totalChunks: 1, everyNthFrame: 1, outName: undefined },
        ...{ frameRange: [0, composition.durationInFrames - 1], privacy: 'private' },
        ...{
          rendererFunctionName: FUNCTION,
          videoConfig: composition,
          estimatedTotalLambdaInvokations: 1,
        },
      }
      tell({ renderMetadata })
      await renderMedia({
        ...{ ...shared, composition, codec: start.codec, muted: true, scale: start.scale },
        ...(start.crf !== null && { crf: start.crf }),
        ...{ outputLocation: file, cancelSignal, imageFormat: 'jpeg', pixelFormat: 'yuv420p' },
        onProgress({ renderedFrames, encodedFrames }) {
          if (s3.objects.has(key('cancel.json'))) cancel()
          tell({ renderMetadata, framesRendered: renderedFrames, framesEncoded: encodedFrames })
        },
      })
      const bytes = await readFile(file)
      s3.objects.set(key(`out.${extension}`), { bytes, modified: new Date() })
      tell({
        renderMetadata,
        postRenderData: {
          ...{ renderSize: bytes.length, outputSize: bytes.length, outputFile: 's3://…' },
          ...{ timeToCleanUp: 0, filesCleanedUp: 0, timeToCombine: 0, timeToEncode: 0 },
          ...{ timeToFinish: 1, timeToRenderChunks: 1, timeToRenderFrames: 1 },
          ...{ errors: [], retriesInfo: [], estimatedBillingDurationInMilliseconds: 1 },
          cost: {
            estimatedCost: 0.01,
            estimatedDisplayCost: '$0.01',
            currency: 'USD',
            disclaimer: '',
          },
        },
      })
    } catch (error) {
      if (!s3.objects.has(key('progress.json'))) return
      const { message, stack } = error as Error
      tell({
        fatalErrorTimestamp: Date.now(),
        errors: [
          {
            ...{ type: 'renderer', message, stack, name: 'Error', frame: null, chunk: 0 },
            ...{ isFatal: true, attempt: 2, willRetry: false, totalAttempts: 2, tmpDir: null },
          },
        ],
      })
    } finally {
      await rm(file, { force: true })
    }
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const signed = request.headers.authorization?.includes(s3.config.accessKeyId)
    if (!signed || refusing) {
      response.writeHead(403, { 'x-amzn-errortype': 'AccessDeniedException' })
      return response.end('{"Message":"not authorized to perform: lambda:InvokeFunction"}')
    }
    if (request.url === '/') {
      response.writeHead(200, { 'content-type': 'text/xml' })
      return response.end(
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Account>123456789012</Account><UserId>u</UserId><Arn>arn:aws:iam::123456789012:user/u</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>',
      )
    }
    if (request.url !== `/2015-03-31/functions/${FUNCTION}/invocations`) {
      response.writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException' })
      return response.end('{"Message":"Function not found"}')
    }
    const start = JSON.parse(body) as Start
    starts.push(start)
    const renderId = Math.random().toString(36).slice(2, 12).padEnd(10, 'x')
    const drawn = draw(start, renderId)
    running.add(drawn)
    void drawn.finally(() => running.delete(drawn))
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ type: 'success', renderId, bucketName: s3.config.bucket }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    s3,
    starts,
    setup: {
      ...{ region: 'eu-central-1', functionName: FUNCTION, bucket: s3.config.bucket },
      functions: 4,
    },
    /** What names this place to Amazon's clients. */
    environment: {
      AWS_ENDPOINT_URL_S3: String(s3.config.endpoint),
      ...{ AWS_ENDPOINT_URL_LAMBDA: own, AWS_ENDPOINT_URL_STS: own },
      REMOTION_AWS_ACCESS_KEY_ID: s3.config.accessKeyId,
      REMOTION_AWS_SECRET_ACCESS_KEY: s3.config.secretAccessKey,
    },
    fail(message: string | null) {
      failure = message
    },
    refuse(yes: boolean) {
      refusing = yes
    },
    /** When nothing draws any more. */
    settled: async () => void (await Promise.all(running)),
    stop() {
      server.closeAllConnections()
      server.close()
      s3.stop()
    },
  }
}
