import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { TranscriptionId } from '#core/ids.ts'
import { retimeWords } from '#core/transcript-import/retime-words.ts'
import { tokens } from '#core/transcript-import/spread-words.ts'
import {
  keepForClips,
  numberWords,
  segmentsOf,
  transcriptionRow,
  writeSegment,
} from '#db/api-transcripts.ts'
import { notifyChange } from '#db/notify.ts'
import { lockVideo } from '#db/video-work.ts'
import { getVideo } from '#db/videos.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const EditSegment = z.object({
  transcriptionId: TranscriptionId,
  segmentId: z.uuid(),
  text: z.string().trim().min(1).max(5000).optional(),
  /** Index into the transcript's speakers; null: nobody in particular. */
  speakerId: z.number().int().nonnegative().nullable().optional(),
})
export type EditSegment = z.infer<typeof EditSegment>

/** Puts right what was heard wrong. Clips cut before keep the words they were cut from. */
export async function editSegment(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { transcriptionId, segmentId, text, speakerId }: EditSegment,
): Promise<void> {
  const known = await transcriptionRow(db, transcriptionId)
  if (!known) throw new AppError('transcription.not-found')
  requireEditor(await getVideo(db, known.videoId, user.id))
  await db.transaction(async (tx) => {
    await lockVideo(tx, known.videoId)
    const row = await transcriptionRow(tx, transcriptionId)
    if (!row) throw new AppError('transcription.not-found')
    const segment = (await segmentsOf(tx, transcriptionId)).find(({ id }) => id === segmentId)
    if (!segment) throw new AppError('segment.not-found')
    const told = tokens(text ?? segment.text)
    if (told.length === 0) throw new AppError('transcript.empty')
    if (typeof speakerId === 'number' && speakerId >= row.speakers.length) {
      throw new AppError('request.invalid', { detail: 'This transcript has no such speaker.' })
    }
    await keepForClips(tx, row)
    await writeSegment(tx, segmentId, {
      text: text ?? segment.text,
      speakerId: speakerId === undefined ? segment.speakerId : speakerId,
      words: retimeWords(told, {
        from: segment.startMs,
        to: segment.endMs,
        words: segment.words.map(({ word, startMs, endMs, confidence }) => ({
          ...{ text: word, from: startMs, to: endMs, confidence },
        })),
      }),
    })
    await numberWords(tx, transcriptionId)
    await notifyChange(tx, { kind: 'video', id: row.videoId })
  })
}
