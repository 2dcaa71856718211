import { AppError, isAppError } from '#core/errors.ts'
import type { TranscriptionId, UserId } from '#core/ids.ts'
import { transcriptionRow } from '#db/api-transcripts.ts'
import type { Db } from '#db/client.ts'
import { getVideo } from '#db/videos.ts'

/** A transcript and its video, if `userId` may see it. A stranger's is "not found", as one that is none. */
export async function knownTranscription(db: Db, id: TranscriptionId, userId: UserId) {
  const row = await transcriptionRow(db, id)
  if (!row) throw new AppError('transcription.not-found')
  const video = await getVideo(db, row.videoId, userId).catch((error) => {
    throw isAppError(error) ? new AppError('transcription.not-found') : error
  })
  return { row, video }
}
