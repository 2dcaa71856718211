import type { ActionFunctionArgs } from '@remix-run/node'
import { AppError } from '#core/errors.ts'
import { VideoId } from '#core/ids.ts'
import { LARGEST_TRANSCRIPT } from '#core/transcript-import/decode-text.ts'
import { answer } from '../answer.server.ts'
import { importTranscript } from '../commands/import-transcript.server.ts'

/** Takes a transcript for a video: the body is the file itself. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  return answer(take({ request, context, params })).then(Response.json)
}

async function take({
  request,
  context,
  params,
}: Pick<ActionFunctionArgs, 'request' | 'context' | 'params'>) {
  const { user } = context
  if (!user) throw new AppError('auth.required')
  const videoId = VideoId.safeParse(params.videoId)
  if (!videoId.success) throw new AppError('video.not-found')
  const bytes = await readAtMost(request, LARGEST_TRANSCRIPT)
  return importTranscript({ ...context, user }, { videoId: videoId.data, bytes })
}

/** Stops reading where there is more than anybody says: a length that was announced may be a lie. */
async function readAtMost(request: Request, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (;;) {
    const part = await reader?.read()
    if (!part?.value) break
    size += part.value.byteLength
    if (size > most) {
      await reader?.cancel()
      throw new AppError('transcript.too-large')
    }
    parts.push(part.value)
  }
  return Buffer.concat(parts)
}
