import type { LoaderFunctionArgs } from '@remix-run/node'
import { AppError } from '#core/errors.ts'
import { VideoId } from '#core/ids.ts'
import { getTranscript, newestTranscription } from '#db/transcripts.ts'
import { getVideo } from '#db/videos.ts'
import { answer } from '../answer.server.ts'
import { requireUser } from '../require-user.server.ts'
import { isTranscriptFormat, transcriptFile } from '../server/transcript-file.ts'

/** A video's words as a file: srt, vtt, txt or json. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  return answer(file())

  async function file(): Promise<Response> {
    const { db } = context
    const videoId = VideoId.safeParse(params.videoId)
    const format = params.format ?? ''
    if (!videoId.success) throw new AppError('video.not-found')
    if (!isTranscriptFormat(format)) throw new AppError('address.unknown')
    const video = await getVideo(db, videoId.data, user.id)
    const newest = await newestTranscription(db, videoId.data)
    const transcript = newest && (await getTranscript(db, newest.id))
    if (!transcript) throw new AppError('transcript.missing')
    return transcriptFile(transcript, format, video)
  }
}
