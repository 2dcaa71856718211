import { readPlan } from '../commands/billing.server.ts'
import { memberProcedure, router } from './init.ts'

export const plan = router({
  standing: memberProcedure.query(({ ctx }) => readPlan(ctx)),
})
