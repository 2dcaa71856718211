import type { ActionFunctionArgs } from '@remix-run/node'
import { AppError } from '#core/errors.ts'
import { VideoId } from '#core/ids.ts'
import { LARGEST_TRANSCRIPT } from '#core/transcript-import/decode-text.ts'
import { answer } from '../answer.server.ts'
import { importTranscript } from '../commands/import-transcript.server.ts'
import { readAtMost } from '../read-at-most.server.ts'

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
  const bytes = await readAtMost(request.body, LARGEST_TRANSCRIPT)
  if (!bytes) throw new AppError('transcript.too-large')
  return importTranscript({ ...context, user }, { videoId: videoId.data, bytes })
}
