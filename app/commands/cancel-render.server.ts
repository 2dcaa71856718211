import { z } from 'zod'
import { RenderId } from '#core/ids.ts'
import { getRender } from '#db/renders.ts'
import type { CommandContext } from './command-context.ts'
import { requireEditor } from './require-editor.server.ts'

export const CancelRender = z.object({ renderId: RenderId })
export type CancelRender = z.infer<typeof CancelRender>

/** Stops an export that waits or is being made. One that is over stays as it is. */
export async function cancelRender(
  { db, queue, user }: Pick<CommandContext, 'db' | 'queue' | 'user'>,
  { renderId }: CancelRender,
): Promise<void> {
  const render = await getRender(db, renderId, user.id)
  requireEditor(render)
  if (render.jobId) await queue.cancel(render.jobId)
}
