import { z } from 'zod'
import { cleanEmoji } from '#collab/clip-doc/clean-text.ts'
import { onBehalfOf } from '#collab/clip-doc/on-behalf.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import { emphasiseWords, setEmoji } from '#collab/clip-doc/word-verbs.ts'
import type { ClipWord } from '#core/clip-project.ts'
import { AppError } from '#core/errors.ts'
import { ClipId, WordId } from '#core/ids.ts'
import { getClip } from '#db/clips.ts'
import { changeClip } from './change-clip.server.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const MarkedWord = z.strictObject({
  id: WordId,
  emphasised: z.boolean().optional(),
  /** Shown with the word; null: none. */
  emoji: z
    .string()
    .refine((text) => cleanEmoji(text) !== null, 'Write an emoji, or a few.')
    .nullable()
    .optional(),
})
export const MarkWords = z.object({ clipId: ClipId, words: z.array(MarkedWord).min(1).max(1000) })
export type MarkWords = z.infer<typeof MarkWords>

/** Emphasises words of a clip and gives them emoji, as one step. Gives back those words, as they are then. */
export async function markWords(
  { db, collab, user }: Pick<CommandContext, 'db' | 'collab' | 'user'>,
  { clipId, words }: MarkWords,
): Promise<ClipWord[]> {
  requireEditor(await getClip(db, clipId, user.id))
  const { project } = await changeClip({ db, collab }, clipId, (doc, source) => {
    const there = new Set(readClip(doc, source).words.map(({ id }) => id))
    // Looked at before anything is written: all of it is done, or nothing.
    words.forEach(({ id }, i) => {
      if (!there.has(id))
        throw new AppError('request.invalid', {
          ...{ detail: `There is no word ${id} in this clip.`, field: `words.${i}.id` },
        })
    })
    onBehalfOf(doc, user.id, 'words', (origin) => {
      for (const { id, emphasised, emoji } of words) {
        if (emphasised !== undefined) emphasiseWords(doc, [id], emphasised, origin)
        if (emoji !== undefined) setEmoji(doc, id, emoji, origin)
      }
    })
  })
  const marked = new Set(words.map(({ id }) => id))
  return project.words.filter(({ id }) => marked.has(id))
}
