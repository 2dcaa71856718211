import { type Leaving, whyNotRead } from '#core/engine-choice.ts'
import { AppError } from '#core/errors.ts'
import type { WorkspaceId } from '#core/ids.ts'
import { engineChoice } from '#db/workspaces.ts'
import type { AppContext } from '../server/context.ts'

/** Throws where the language model may not be given a workspace's words for this, or none is set up. */
export async function mayRead(
  { db, engines }: Pick<AppContext, 'db' | 'engines'>,
  workspaceId: WorkspaceId,
  what: Exclude<Leaving, 'sound'>,
): Promise<void> {
  const { language } = engines
  if (!language) throw new AppError('llm.none')
  const refusal = whyNotRead(language, await engineChoice(db, workspaceId), what)
  if (refusal) throw refusal
}
