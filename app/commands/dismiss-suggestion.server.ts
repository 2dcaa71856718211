import { z } from 'zod'
import { SuggestionId } from '#core/ids.ts'
import { notifyChange } from '#db/notify.ts'
import { getSuggestion, dismissSuggestion as writeDismissal } from '#db/suggestions.ts'
import { getVideo } from '#db/videos.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const DismissSuggestion = z.object({
  suggestionId: SuggestionId,
  /** False takes it out again. */
  dismissed: z.boolean(),
})
export type DismissSuggestion = z.infer<typeof DismissSuggestion>

export async function dismissSuggestion(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { suggestionId, dismissed }: DismissSuggestion,
): Promise<void> {
  const { videoId } = await getSuggestion(db, suggestionId, user.id)
  requireEditor(await getVideo(db, videoId, user.id))
  await db.transaction(async (tx) => {
    await writeDismissal(tx, suggestionId, dismissed)
    await notifyChange(tx, { kind: 'video', id: videoId })
  })
}
