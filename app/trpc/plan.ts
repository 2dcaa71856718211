import { RenderCost, readPlan, renderCost } from '../commands/billing.server.ts'
import { memberProcedure, router } from './init.ts'

export const plan = router({
  standing: memberProcedure.query(({ ctx }) => readPlan(ctx)),
  renderCost: memberProcedure.input(RenderCost).query(({ ctx, input }) => renderCost(ctx, input)),
})
