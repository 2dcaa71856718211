import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { TranscriptionId } from '#core/ids.ts'
import type { TranscriptEditKind } from '#core/transcript-edit/edit-kind.ts'
import { reversed, type SegmentChange } from '#core/transcript-edit/edit-segments.ts'
import {
  countEdits,
  lastEdit,
  markEdit,
  nextEdit,
  type TranscriptEdit,
} from '#db/transcript-edits.ts'
import { followInClips, rewriteTranscript } from './change-transcript.server.ts'
import type { CommandContext } from './command-context.ts'
import { knownTranscription } from './known-transcription.server.ts'

export const UndoWords = z.object({
  transcriptionId: TranscriptionId,
  /** `back`: the newest step; `again`: the step taken back last; `original`: every step there is. */
  which: z.enum(['back', 'again', 'original']),
})
export type UndoWords = z.infer<typeof UndoWords>

/**
 * Takes back what was done to a transcript, or does it again, step by step or all of it: what was
 * heard is never lost. Clips follow where they still say what the step had put there.
 */
export async function undoWords(
  context: Pick<CommandContext, 'db' | 'collab' | 'user'>,
  { transcriptionId, which }: UndoWords,
): Promise<{ steps: number }> {
  let steps = 0
  const { videoId, changes } = await rewriteTranscript(context, transcriptionId, async (tx) => {
    const made: SegmentChange[] = []
    for (;;) {
      const edit =
        which === 'again'
          ? await nextEdit(tx, transcriptionId)
          : await lastEdit(tx, transcriptionId)
      if (!edit) break
      await markEdit(tx, edit.id, which !== 'again')
      made.push(...(which === 'again' ? edit.changes : reversed(edit.changes)))
      steps++
      if (which !== 'original') break
    }
    if (steps === 0) throw new AppError('words.nothing-to-undo')
    return made
  })
  await followInClips(context, videoId, changes, { retraced: true })
  return { steps }
}

type Step = {
  kind: TranscriptEditKind
  by: string | null
  madeAt: Date /** Source ms. */
  at: number
}

/** What could be taken back and made again, and how many steps there are since the words were heard. */
export async function wordSteps(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { transcriptionId }: Pick<UndoWords, 'transcriptionId'>,
): Promise<{ steps: number; back: Step | null; again: Step | null }> {
  await knownTranscription(db, transcriptionId, user.id)
  const [back, again] = [await lastEdit(db, transcriptionId), await nextEdit(db, transcriptionId)]
  return {
    steps: await countEdits(db, transcriptionId),
    back: back && stepOf(back),
    again: again && stepOf(again),
  }
}

const stepOf = ({ kind, by, madeAt, changes }: TranscriptEdit): Step => ({
  ...{ kind, by, madeAt },
  at: changes[0]?.before[0]?.from ?? 0,
})
