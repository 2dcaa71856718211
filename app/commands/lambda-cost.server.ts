import { z } from 'zod'
import { cardFrames, cardsOf } from '#core/card.ts'
import { clipFrames, cutList } from '#core/cut-list.ts'
import { ExportFormat, plainExport } from '#core/export-settings.ts'
import { ClipId } from '#core/ids.ts'
import { whyDrawnHere } from '#core/lambda-export.ts'
import { getClip } from '#db/clips.ts'
import type { AppContext } from '../server/context.ts'
import type { CommandContext } from './command-context.ts'
import { readStoredClip } from './read-clip.server.ts'

export const LambdaCost = z.object({
  clipId: ClipId,
  files: z.number().int().min(1).max(400),
  format: ExportFormat.default(plainExport.format),
  /** Pictures a second. */
  fps: z.number().int().default(plainExport.fps),
})

/**
 * What the functions at AWS would cost for so many files of a clip, dollars, before they are asked
 * for; or why this machine makes these. Null where no functions are set up.
 */
export async function lambdaCost(
  { db, user, lambdaPrice }: Pick<CommandContext, 'db' | 'user'> & Pick<AppContext, 'lambdaPrice'>,
  asked: z.input<typeof LambdaCost>,
): Promise<{ dollars: number } | { here: string } | null> {
  const { clipId, files, format, fps } = LambdaCost.parse(asked)
  await getClip(db, clipId, user.id)
  if (!lambdaPrice) return null
  const project = await readStoredClip(db, clipId)
  const here = whyDrawnHere({ format, fps }, project.style.template !== null)
  if (here) return { here }
  const frames = clipFrames(cutList(project)) + cardFrames(cardsOf(project))
  return { dollars: files * (await lambdaPrice(frames)) }
}
