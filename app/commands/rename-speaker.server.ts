import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { TranscriptionId } from '#core/ids.ts'
import { transcriptionRow } from '#db/api-transcripts.ts'
import { notifyChange } from '#db/notify.ts'
import { renameSpeakerIn } from '#db/speakers.ts'
import { lockVideo } from '#db/video-work.ts'
import type { CommandContext } from './command-context.ts'
import { knownTranscription } from './known-transcription.server.ts'
import { requireEditor } from './require-editor.server.ts'

export const RenameSpeaker = z.object({
  transcriptionId: TranscriptionId,
  /** What they are called now, by their place among the transcript's speakers. */
  speakerId: z.number().int().nonnegative(),
  name: z.string().trim().min(1).max(80),
})
export type RenameSpeaker = z.infer<typeof RenameSpeaker>

/**
 * Calls a speaker by another name in every version of a video's words, so in its clips too. The name
 * of somebody who is there already makes the two one.
 */
export async function renameSpeaker(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { transcriptionId, speakerId, name }: RenameSpeaker,
): Promise<void> {
  const { row: known, video } = await knownTranscription(db, transcriptionId, user.id)
  requireEditor(video)
  await db.transaction(async (tx) => {
    await lockVideo(tx, known.videoId)
    const row = await transcriptionRow(tx, transcriptionId)
    const before = row?.speakers[speakerId]
    if (before === undefined)
      throw new AppError('request.invalid', { detail: 'This transcript has no such speaker.' })
    if (before === name) return
    await renameSpeakerIn(tx, known.videoId, before, name)
    await notifyChange(tx, { kind: 'video', id: known.videoId })
  })
}
