import { z } from 'zod'
import { ClipId } from '#core/ids.ts'
import type { AppContext } from '../server/context.ts'
import { renderCost } from './billing.server.ts'
import type { CommandContext } from './command-context.ts'
import { LambdaCost, lambdaCost } from './lambda-cost.server.ts'

export const ExportsCost = LambdaCost.pick({ format: true, fps: true }).extend({
  clips: z
    .array(z.object({ clipId: ClipId, files: LambdaCost.shape.files }))
    .min(1)
    .max(400),
})

type Cost = {
  plan: { ms: number; leftMs: number | null } | null
  /** `here`: clips that this machine draws itself, and why. */
  lambda: { dollars: number; here: { clipId: ClipId; say: string }[] } | null
}

/**
 * What files of several clips take of the plan, and what the functions at AWS would cost for those
 * they draw, before they are asked for. Null where no plans are sold, or no functions are set up.
 */
export async function exportsCost(
  context: Pick<CommandContext, 'db' | 'user'> & Pick<AppContext, 'billing' | 'lambdaPrice'>,
  asked: z.input<typeof ExportsCost>,
): Promise<Cost> {
  const { clips, format, fps } = ExportsCost.parse(asked)
  const cost: Cost = { plan: null, lambda: null }
  for (const { clipId, files } of clips) {
    const taken = await renderCost(context, { clipId, files })
    if (taken) cost.plan = { ms: (cost.plan?.ms ?? 0) + taken.ms, leftMs: taken.leftMs }
    const price = await lambdaCost(context, { clipId, files, format, fps })
    if (!price) continue
    cost.lambda ??= { dollars: 0, here: [] }
    if ('here' in price) cost.lambda.here.push({ clipId, say: price.here })
    else cost.lambda.dollars += price.dollars
  }
  return cost
}
