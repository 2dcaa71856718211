import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { TranscriptionId } from '#core/ids.ts'
import { textOf } from '#core/script.ts'
import { placeOfSegment, segmentRun } from '#db/transcript-edits.ts'
import type { CommandContext } from './command-context.ts'
import { rewriteWords } from './edit-words.server.ts'
import { knownTranscription } from './known-transcription.server.ts'

export const EditSegment = z.object({
  transcriptionId: TranscriptionId,
  segmentId: z.uuid(),
  text: z.string().trim().min(1).max(5000).optional(),
  /** Index into the transcript's speakers; null: nobody in particular. */
  speakerId: z.number().int().nonnegative().nullable().optional(),
})
export type EditSegment = z.infer<typeof EditSegment>

/** Puts right what was heard wrong in the segment with an id, as `rewriteWords` does by its place. */
export async function editSegment(
  context: Pick<CommandContext, 'db' | 'collab' | 'user'>,
  { transcriptionId, segmentId, text, speakerId }: EditSegment,
): Promise<void> {
  const { db, user } = context
  await knownTranscription(db, transcriptionId, user.id)
  const at = await placeOfSegment(db, transcriptionId, segmentId)
  const [segment] =
    at === null ? [] : await segmentRun(db, transcriptionId, { first: at, count: 1 })
  if (!segment) throw new AppError('segment.not-found')
  const was = textOf(segment)
  await rewriteWords(context, {
    ...{ transcriptionId, at: segment.at, was },
    parts: [{ text: text ?? was, speaker: speakerId }],
  })
}
